import { addressesIn, type WebAddress } from '../addresses.ts';
import { words, type RichText } from '../rich-text.ts';
import type { Block } from './mail-content.ts';
import type { Draft } from './draft.ts';

/** The sections that several kinds of mail share. A section without anything to say is no block at all. */

export function greeting({ say, texts }: Draft): readonly Block[] {
  const [named] = say(texts.greeting.named);
  return paragraphs(named === undefined ? say(texts.greeting.unnamed) : [named]);
}

export function paragraphs(...texts: readonly (readonly RichText[])[]): readonly Block[] {
  return texts.flat().map((text) => ({ kind: 'paragraph', text }));
}

export function subheading(text: readonly RichText[]): readonly Block[] {
  return text.map((heading) => ({ kind: 'subheading', text: heading }));
}

export function list(kind: 'steps' | 'bullets', ...items: readonly (readonly RichText[])[]): readonly Block[] {
  const said = items.flat();
  return said.length === 0 ? [] : [{ kind, items: said }];
}

export function whereToRegister({ say, texts, facts }: Draft, page?: WebAddress): readonly Block[] {
  const address = page ?? addressesIn[facts.cloud].register;
  const message = facts.links === 'typed' ? texts.address.type : texts.address.open;
  return say(message).map((label) => ({ kind: 'address', label, address }));
}

export function whereToReset({ say, texts, facts }: Draft): readonly Block[] {
  const message = facts.links === 'typed' ? texts.address.resetType : texts.address.resetOpen;
  return say(message).map((label) => ({ kind: 'address', label, address: addressesIn[facts.cloud].reset }));
}

/** How the reader can find out, without trusting this mail, that it is real. */
export function howToCheck(
  { say, texts, facts }: Draft,
  page: 'registerPage' | 'securityInfoPage' | 'resetPage',
): readonly Block[] {
  const { check } = texts;
  const items = [
    say(check.page),
    say(check.call),
    say(page === 'resetPage' ? check.resetPage : check.registerPage),
    page === 'registerPage' ? oneAfterTheOther(say(check.registerFirst), say(check.registerAgain)) : [],
    say(check.never),
    say(whatIsInside(check, facts)),
  ].flat();
  return say(check.heading).map((heading) => ({ kind: 'box', heading, items }));
}

/** A logo is an attachment, if one that mail programs show in its place: a mail that denied it would not be believed. */
function whatIsInside(check: Draft['texts']['check'], { links, organisation }: Draft['facts']): string {
  const hasLogo = organisation.logo !== undefined;
  if (links === 'typed') return hasLogo ? check.noLinksLogo : check.noLinks;
  return hasLogo ? check.microsoftLinksLogo : check.microsoftLinks;
}

export function questions({ say, texts, facts }: Draft): readonly Block[] {
  const ask = facts.canReply ? texts.help.questions : texts.help.call;
  return paragraphs(oneAfterTheOther(say(ask), say(texts.help.page)));
}

/** Sentences that belong together, as one paragraph. Japanese and Chinese put no space between them. */
export function oneAfterTheOther(...sentences: readonly (readonly RichText[])[]): readonly RichText[] {
  const said = sentences.flat();
  if (said.length === 0) return [];
  return [
    said.reduce((before, sentence) => {
      const gap = before.at(-1)?.text.endsWith('。') ? '' : ' ';
      return [...before, words(gap), ...sentence];
    }),
  ];
}

export function footnotes({ say, texts, facts }: Draft, because: keyof Draft['texts']['footer']): readonly RichText[] {
  const notForYou = facts.canReply ? texts.footer.notForYou : texts.footer.notForYouCall;
  return [say(texts.footer[because]), say(notForYou), say(texts.footer.sender)].flat();
}
