import type { Variant } from '../../recipient/verdict.ts';
import { formatDate } from '../formats.ts';
import { words, type RichText } from '../rich-text.ts';
import type { Draft } from './draft.ts';
import type { Block, MailContent } from './mail-content.ts';
import { howToAdd, whereToAdd } from './registering.ts';
import { footnotes, greeting, howToCheck, oneAfterTheOther, paragraphs, questions, subheading } from './sections.ts';
import { whatIsThere } from './ways.ts';

/** The reminders. Each asks for what the first mail asked for: as much, of the same. */

/** How many reminders differ from each other, apart from the last one; later ones start over. */
export const differentReminders = 3;

export function reminder(draft: Draft): MailContent {
  const number = Math.max(1, Math.trunc(draft.facts.reminderNumber ?? 1));
  const [first, second, third] = [reminderOfTheDay, reminderWithAnswers, reminderWithHelp];
  return [first, second, third][(number - 1) % differentReminders]?.(draft) ?? first(draft);
}

/** The first reminder: what it would be like. */
function reminderOfTheDay(draft: Draft): MailContent {
  const { say, texts, facts, locale } = draft;
  const date = facts.nudgedOn === undefined ? undefined : words(formatDate(locale, facts.nudgedOn));
  const opening = oneAfterTheOther(say(texts.reminder1.opening), say(texts.reminder1.again, { date }));
  return remindingMail(draft, texts.reminder1, paragraphs(opening));
}

/** The second: what holds people back. */
function reminderWithAnswers(draft: Draft): MailContent {
  const { say, texts } = draft;
  const { reminder2 } = texts;
  return remindingMail(draft, reminder2, [
    ...paragraphs(say(reminder2.opening)),
    ...subheading(say(reminder2.question1)),
    ...paragraphs(say(texts.goodToKnow.privacy)),
    ...subheading(say(reminder2.question2)),
    ...paragraphs(say(reminder2.answer2)),
    ...subheading(say(reminder2.question3)),
    ...paragraphs(say(reminder2.answer3)),
  ]);
}

/** The third: an offer of help. */
function reminderWithHelp(draft: Draft): MailContent {
  const { say, texts, facts } = draft;
  const { opening, tell, tellCall } = texts.reminder3;
  const offer = oneAfterTheOther(say(opening), say(facts.canReply ? tell : tellCall));
  return remindingMail(draft, texts.reminder3, paragraphs(offer));
}

export function lastReminder(draft: Draft): MailContent {
  const { say, texts } = draft;
  return remindingMail(draft, texts.lastReminder, paragraphs(say(texts.lastReminder.opening)));
}

interface Headings {
  readonly subject: string;
  readonly title: string;
}

function remindingMail(draft: Draft, { subject, title }: Headings, opening: readonly Block[]): MailContent {
  const variant = draft.facts.variant ?? 'register';
  return {
    subject,
    title,
    blocks: [
      ...greeting(draft),
      ...opening,
      ...paragraphs(...whatIsAsked(draft, variant)),
      ...whereToAdd(draft, variant),
      ...howToAdd(draft, variant),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

/** Whoever registers from nothing reads it in the steps. */
function whatIsAsked(draft: Draft, variant: Variant): readonly (readonly RichText[])[] {
  if (variant === 'register') return [];
  const rule = variant === 'admin' ? draft.say(draft.texts.adminNudge.opening) : [];
  return [rule, ...whatIsThere(draft, variant)];
}
