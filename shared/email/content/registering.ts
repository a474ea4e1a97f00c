import { securityInfoAddress } from '../addresses.ts';
import type { Variant } from '../../recipient/verdict.ts';
import { phoneMethodsEndOn } from '../../registration/phone-only.ts';
import { resetMethodsOf } from '../../registration/registered-ways.ts';
import { isPhone } from '../../registration/sspr-method.ts';
import { formatDate } from '../formats.ts';
import { words, type RichText } from '../rich-text.ts';
import type { Draft } from './draft.ts';
import type { Block, MailContent } from './mail-content.ts';
import {
  footnotes,
  greeting,
  howToCheck,
  list,
  paragraphs,
  questions,
  subheading,
  whereToRegister,
} from './sections.ts';
import { addWays, demandOf, waysThatCount, whatIsThere, whatToKnowBeforeChoosing } from './ways.ts';

/** The first mails that ask someone to register security info, and the one that asks for a way that lasts. */

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
      ...howToAdd(draft, 'register', say(texts.register.done)),
      ...subheading(say(texts.goodToKnow.heading)),
      ...list(
        'bullets',
        bring(draft),
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

export function oneMoreMethod(draft: Draft): MailContent {
  const { say, texts } = draft;
  return {
    subject: texts.oneMoreMethod.subject,
    title: texts.oneMoreMethod.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.oneMoreMethod.opening), ...whatIsThere(draft, 'oneMoreMethod')),
      ...whereToAdd(draft, 'oneMoreMethod'),
      ...howToAdd(draft, 'oneMoreMethod'),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

export function adminNudge(draft: Draft): MailContent {
  const { say, texts } = draft;
  return {
    subject: texts.adminNudge.subject,
    title: texts.adminNudge.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.adminNudge.opening), ...whatIsThere(draft, 'admin')),
      ...whereToAdd(draft, 'admin'),
      ...howToAdd(draft, 'admin'),
      ...subheading(say(texts.goodToKnow.heading)),
      ...list('bullets', say(texts.adminNudge.mailbox), say(texts.adminNudge.onPremises)),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'notReady'),
  };
}

/** To somebody who can reset today, and could not once text messages and calls end. */
export function phoneOnly(draft: Draft): MailContent {
  const { say, texts } = draft;
  const date = words(formatDate(draft.locale, phoneMethodsEndOn));
  return {
    subject: texts.phoneOnly.subject,
    title: texts.phoneOnly.title,
    blocks: [
      ...greeting(draft),
      ...paragraphs(say(texts.phoneOnly.opening, { date })),
      ...whereToAdd(draft, 'oneMoreMethod'),
      ...list('steps', openPage(draft), say(texts.register.signIn), say(texts.register.addAnother)),
      ...waysWithoutPhone(draft),
      ...howToCheck(draft, 'registerPage'),
      ...questions(draft),
    ],
    footnotes: footnotes(draft, 'phoneOnly'),
  };
}

/** The way to the page and what to add there, with what one should know before choosing. */
export function howToAdd(
  draft: Draft,
  variant: Variant,
  ...afterwards: readonly (readonly RichText[])[]
): readonly Block[] {
  const { say, texts, facts } = draft;
  const steps = [openPage(draft), say(texts.register.signIn), addWays(draft, variant), ...afterwards];
  const { allowed } = demandOf(facts, variant);
  return [...list('steps', ...steps), ...paragraphs(...whatToKnowBeforeChoosing(draft, allowed))];
}

/** Whoever adds to something that is there gets to the page itself: a link can name the tenant. */
export function whereToAdd(draft: Draft, variant: Variant): readonly Block[] {
  const { facts, locale } = draft;
  const isLink = variant === 'oneMoreMethod' && facts.links === 'clickable' && facts.cloud === 'public';
  return whereToRegister(draft, isLink ? securityInfoAddress(facts.tenantId, locale) : undefined);
}

function openPage({ say, texts, facts }: Draft): readonly RichText[] {
  return say(facts.links === 'typed' ? texts.register.type : texts.register.open);
}

/** What lasts and is not there yet: of the methods that count here, where it is known which ones do. */
function waysWithoutPhone(draft: Draft): readonly Block[] {
  const { say, texts, facts } = draft;
  const variant = facts.variant ?? 'register';
  const there = resetMethodsOf(facts.methodsRegistered ?? []);
  const { allowed } = demandOf(facts, variant);
  if (allowed === undefined) return there.every(isPhone) ? paragraphs(say(texts.phoneOnly.choose)) : [];
  const others = allowed.filter((method) => !isPhone(method) && !there.includes(method));
  return paragraphs(waysThatCount(draft, variant, others), ...whatToKnowBeforeChoosing(draft, others));
}

/** A phone or a private mailbox: said only where either would do. */
function bring({ say, texts, facts }: Draft): readonly RichText[] {
  const { allowed } = demandOf(facts, 'register');
  const eitherDoes =
    allowed === undefined ||
    (allowed.includes('email') && (allowed.includes('mobilePhone') || allowed.includes('authenticatorApp')));
  return eitherDoes ? say(texts.goodToKnow.bring) : [];
}

function synchronised({ say, texts, facts }: Draft): readonly RichText[] {
  return facts.synchronised ? say(texts.goodToKnow.synchronised) : [];
}
