import { addressesIn, type WebAddress } from '../addresses.ts';
import type { MailFacts } from '../mail-facts.ts';
import { localeTexts, type LocaleTexts } from '../locales.ts';
import type { MailLocale } from '../mail-locales.ts';
import { fillPlaceholders, words, type Piece, type PlaceholderValues, type RichText } from '../rich-text.ts';
import { label, nameEnding, personName, phoneNumber, typeableAddress } from '../safe-text.ts';

/** A mail in the making: the language's sentences, and `say`, which fills them with the cleaned facts. */
export interface Draft {
  readonly locale: MailLocale;
  readonly texts: LocaleTexts;
  readonly facts: MailFacts;
  /** One sentence as a list of one, or of none when a fact it needs is missing. */
  readonly say: (message: string, more?: PlaceholderValues) => readonly RichText[];
}

export function startDraft(locale: MailLocale, facts: MailFacts): Draft {
  const texts = localeTexts(locale);
  const values = placeholderValues(texts, facts);
  return {
    locale,
    texts,
    facts,
    say: (message, more) => {
      const text = fillPlaceholders(message, more === undefined ? values : { ...values, ...more });
      return text === undefined ? [] : [text];
    },
  };
}

function placeholderValues(texts: LocaleTexts, facts: MailFacts): PlaceholderValues {
  const { displayName, helpDesk, verifyAt } = facts.organisation;
  const fullName = personName(facts.person.displayName);
  const givenName = personName(facts.person.givenName ?? '');
  const addresses = addressesIn[facts.cloud];
  return {
    givenName: name(givenName || fullName),
    fullName: name(fullName || givenName),
    organisation: name(label(displayName)) ?? words(texts.fallback.organisation),
    helpDesk: name(label(helpDesk.name)) ?? words(texts.fallback.helpDesk),
    phone: optional('phone', phoneNumber(helpDesk.phone)),
    helpPage: optional('address', typeableAddress(helpDesk.url)),
    verifyPage: optional('address', typeableAddress(verifyAt)),
    registerAddress: addressPiece(addresses.register, facts.links),
    resetAddress: addressPiece(addresses.reset, facts.links),
    registerHost: optional('address', addresses.registerHost),
    resetHost: optional('address', addresses.resetHost),
    ending: optional('address', facts.signInName === undefined ? undefined : nameEnding(facts.signInName)),
  };
}

function name(text: string): Piece | undefined {
  return text === '' ? undefined : { kind: 'name', text };
}

function optional(kind: 'phone' | 'address', text: string | undefined): Piece | undefined {
  return text === undefined ? undefined : { kind, text };
}

/** An address as it is printed, and as a link where the campaign allows links. */
export function addressPiece(address: WebAddress, links: MailFacts['links']): Piece {
  return { kind: 'address', text: address.printed, href: links === 'clickable' ? address.href : undefined };
}

/** A fact that a kind of mail is about. Throws where it is not there. */
export function needed<Fact>(fact: Fact | undefined, called: string): Fact {
  if (fact === undefined) throw new Error(`This kind of mail needs the fact "${called}"`);
  return fact;
}
