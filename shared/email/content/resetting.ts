import { formatList } from '../formats.ts';
import { words } from '../rich-text.ts';
import { addressesIn, securityInfoAddress } from '../addresses.ts';
import { addressPiece, type Draft } from './draft.ts';
import type { Block, MailContent } from './mail-content.ts';
import {
  footnotes,
  greeting,
  howToCheck,
  list,
  oneAfterTheOther,
  paragraphs,
  questions,
  subheading,
  whereToReset,
} from './sections.ts';

/**
 * The mails that tell someone who is ready where to reset a password. Where somebody else registered in their name, such a
 * mail is the only alert they get, so both say what to do then; but to whoever was told before, in the mail about what was
 * entered for them.
 */

export function ssprLink(draft: Draft): MailContent {
  const { say, texts, facts } = draft;
  const own = texts.ssprLink;
  return {
    subject: own.subject,
    title: own.title,
    blocks: [
      ...greeting(draft),
      ...(facts.toldOfEntries ? paragraphs(say(own.openingTold)) : paragraphs(say(own.opening), say(own.notYou))),
      ...onTheDay(draft),
      ...howToCheck(draft, 'resetPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'ready'),
  };
}

/** For people whose security info an administrator entered: it says so, and how to correct it. */
export function ssprLinkPrepopulated(draft: Draft): MailContent {
  const { say, texts, facts } = draft;
  const own = texts.ssprLinkPrepopulated;
  const entered = (facts.prepopulated ?? []).map((detail) => own[detail]);
  const details = entered.length === 0 ? undefined : words(formatList(draft.locale, entered));
  return {
    subject: own.subject,
    title: own.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(
        say(own.opening),
        say(own.entered, { details }),
        say(own.correct, ownDetails(draft)),
        say(own.notYou),
      ),
      ...onTheDay(draft),
      ...howToCheck(draft, 'resetPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'ready'),
  };
}

/**
 * Where to correct one's details: the security info page itself, so that a mail about resetting names one short address
 * only, and the two cannot be mixed up.
 */
export function ownDetails({ facts, locale }: Draft) {
  const { register } = addressesIn[facts.cloud];
  const page = (facts.cloud === 'public' ? securityInfoAddress(facts.tenantId, locale) : undefined) ?? register;
  return { registerAddress: addressPiece(page, facts.links) };
}

function onTheDay(draft: Draft): readonly Block[] {
  const { say, texts, facts } = draft;
  const own = texts.ssprLink;
  return [
    ...whereToReset(draft),
    ...subheading(say(own.heading)),
    ...list('steps', say(own.step1), oneAfterTheOther(say(own.step2), say(own.signInName)), say(own.step3)),
    ...subheading(say(texts.goodToKnow.heading)),
    ...list(
      'bullets',
      say(own.keep),
      facts.synchronised ? say(own.synchronised) : [],
      say(own.changes, ownDetails(draft)),
    ),
  ];
}
