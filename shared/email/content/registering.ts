import { securityInfoAddress } from '../addresses.ts';
import { phoneMethodsEndOn } from '../../registration/phone-only.ts';
import { formatDate, formatList } from '../formats.ts';
import { words, type RichText } from '../rich-text.ts';
import type { Draft } from './draft.ts';
import type { MailContent } from './mail-content.ts';
import {
  footnotes,
  greeting,
  howToCheck,
  list,
  oneAfterTheOther,
  paragraphs,
  questions,
  subheading,
  whereToRegister,
} from './sections.ts';

/** The mails that ask someone to register security info. */

/** How many reminders differ from each other, apart from the last one; later ones start over. */
export const differentReminders = 3;

export function nudge(draft: Draft): MailContent {
  const { say, texts } = draft;
  return {
    subject: texts.nudge.subject,
    title: texts.nudge.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.nudge.opening), say(texts.nudge.whyNow)),
      ...whereToRegister(draft),
      ...subheading(say(texts.register.heading)),
      ...list('steps', openPage(draft), say(texts.register.signIn), addMethods(draft), say(texts.register.done)),
      ...subheading(say(texts.goodToKnow.heading)),
      ...list(
        'bullets',
        say(texts.goodToKnow.bring),
        say(texts.goodToKnow.privacy),
        synchronised(draft),
        say(texts.goodToKnow.ownPhone),
      ),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

export function reminder(draft: Draft): MailContent {
  const number = Math.max(1, Math.trunc(draft.facts.reminderNumber ?? 1));
  const [first, second, third] = [reminderOfTheDay, reminderWithAnswers, reminderWithHelp];
  return [first, second, third][(number - 1) % differentReminders]?.(draft) ?? first(draft);
}

/** The first reminder: what it would be like. */
function reminderOfTheDay(draft: Draft): MailContent {
  const { say, texts } = draft;
  return {
    subject: texts.reminder1.subject,
    title: texts.reminder1.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.reminder1.opening)),
      ...whereToRegister(draft),
      ...paragraphs(say(texts.register.brief)),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

/** The second: what holds people back. */
function reminderWithAnswers(draft: Draft): MailContent {
  const { say, texts } = draft;
  const { reminder2 } = texts;
  return {
    subject: reminder2.subject,
    title: reminder2.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(reminder2.opening)),
      ...subheading(say(reminder2.question1)),
      ...paragraphs(say(texts.goodToKnow.privacy)),
      ...subheading(say(reminder2.question2)),
      ...paragraphs(say(reminder2.answer2)),
      ...subheading(say(reminder2.question3)),
      ...paragraphs(say(reminder2.answer3)),
      ...whereToRegister(draft),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

/** The third: an offer of help. */
function reminderWithHelp(draft: Draft): MailContent {
  const { say, texts } = draft;
  return {
    subject: texts.reminder3.subject,
    title: texts.reminder3.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.reminder3.opening)),
      ...paragraphs(say(texts.help.page)),
      ...whereToRegister(draft),
      ...list('steps', openPage(draft), say(texts.register.signIn), addMethods(draft)),
      ...howToCheck(draft, 'registerPage'),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

export function lastReminder(draft: Draft): MailContent {
  const { say, texts } = draft;
  return {
    subject: texts.lastReminder.subject,
    title: texts.lastReminder.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.lastReminder.opening)),
      ...whereToRegister(draft),
      ...paragraphs(say(texts.register.brief)),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

export function oneMoreMethod(draft: Draft): MailContent {
  const { say, texts } = draft;
  return {
    subject: texts.oneMoreMethod.subject,
    title: texts.oneMoreMethod.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.oneMoreMethod.opening)),
      ...paragraphs(needed(draft)),
      ...whereToRegister(draft, linkToSecurityInfo(draft)),
      ...list('steps', openPage(draft), say(texts.register.signIn), say(texts.register.addAnother)),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

export function phoneOnly(draft: Draft): MailContent {
  const { say, texts } = draft;
  const date = words(formatDate(draft.locale, phoneMethodsEndOn));
  return {
    subject: texts.phoneOnly.subject,
    title: texts.phoneOnly.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.phoneOnly.opening, { date })),
      ...whereToRegister(draft, linkToSecurityInfo(draft)),
      ...list('steps', openPage(draft), say(texts.register.signIn), say(texts.register.addAnother)),
      ...paragraphs(waysWithoutPhone(draft)),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'phoneOnly'),
  };
}

export function adminNudge(draft: Draft): MailContent {
  const { say, texts } = draft;
  return {
    subject: texts.adminNudge.subject,
    title: texts.adminNudge.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.adminNudge.opening)),
      ...whereToRegister(draft),
      ...list('steps', openPage(draft), say(texts.register.signIn), say(texts.register.addTwo)),
      ...subheading(say(texts.goodToKnow.heading)),
      ...list(
        'bullets',
        say(texts.adminNudge.methods),
        say(texts.adminNudge.mailbox),
        say(texts.adminNudge.onPremises),
      ),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

function openPage({ say, texts, facts }: Draft): readonly RichText[] {
  return say(facts.links === 'typed' ? texts.register.type : texts.register.open);
}

/** How many methods, and which ones count here when the admin has declared them: one step. */
function addMethods({ say, texts, facts }: Draft): readonly RichText[] {
  const howMany = facts.methodsRequired === 1 ? texts.register.addOne : texts.register.addTwo;
  return oneAfterTheOther(say(howMany), say(texts.register.methods));
}

/** What does without text messages and calls: of the methods that count here, where the admin has declared them. */
function waysWithoutPhone({ say, texts, facts, locale }: Draft): readonly RichText[] {
  if (facts.allowedMethods === undefined) return say(texts.phoneOnly.choose);
  const others = facts.allowedMethods.filter((method) => method !== 'mobilePhone' && method !== 'officePhone');
  const methods = others.map((method) => texts.methods[method]);
  return methods.length === 0 ? [] : say(texts.register.methods, { methods: words(formatList(locale, methods)) });
}

function synchronised({ say, texts, facts }: Draft): readonly RichText[] {
  return facts.synchronised ? say(texts.goodToKnow.synchronised) : [];
}

function needed({ say, texts, facts }: Draft): readonly RichText[] {
  return say(facts.methodsRequired === 1 ? texts.oneMoreMethod.needOne : texts.oneMoreMethod.needTwo);
}

/** A link can name the tenant, which helps people with several; an address to be typed stays the short one. */
function linkToSecurityInfo({ facts, locale }: Draft) {
  return facts.links === 'clickable' ? securityInfoAddress(facts.tenantId, locale) : undefined;
}
