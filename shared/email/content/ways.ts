import type { Variant } from '../../recipient/verdict.ts';
import { lastingOf } from '../../registration/method-endings.ts';
import { phoneMethodsEndOn } from '../../registration/phone-only.ts';
import { hasPasskey, registeredWays, resetMethodsOf, type Demand } from '../../registration/registered-ways.ts';
import { administratorMethods, administratorsNeed, isPhone, type SsprMethod } from '../../registration/sspr-method.ts';
import { formatDate, formatList } from '../formats.ts';
import type { MailFacts } from '../mail-facts.ts';
import { words, type RichText } from '../rich-text.ts';
import type { Draft } from './draft.ts';
import { oneAfterTheOther } from './sections.ts';

/** What a mail says of the ways to confirm who one is: how many are needed, which count, which are there, which end. */

type Sentences = readonly RichText[];

/** What a reset takes from the reader. What has ended counts nowhere any more. */
export function demandOf({ methodsRequired, allowedMethods, endings }: MailFacts, variant: Variant): Demand {
  const isAdmin = variant === 'admin';
  const allowed = isAdmin ? administratorMethods : allowedMethods;
  return {
    required: isAdmin ? administratorsNeed : methodsRequired,
    allowed: allowed?.filter((method) => lastingOf(method, endings) !== 'ended'),
  };
}

/** The step that asks for something: how much to add, and what of, where it is known. */
export function addWays(draft: Draft, variant: Variant): Sentences {
  const { say, texts, facts } = draft;
  const { addOne, addTwo, addAnother } = texts.register;
  const { allowed } = demandOf(facts, variant);
  const begun = hasBegun(draft, variant);
  const howMany = say(missing(draft, variant) === 2 ? addTwo : begun ? addAnother : addOne);
  return oneAfterTheOther(howMany, begun ? mayBeAdded(draft, allowed) : waysThatCount(draft, variant, allowed));
}

/** Of what counts, what is not there yet. */
function mayBeAdded({ say, texts, facts, locale }: Draft, allowed: readonly SsprMethod[] | undefined): Sentences {
  const there = resetMethodsOf(facts.methodsRegistered ?? []);
  const methods = allowed?.filter((method) => !there.includes(method)) ?? [];
  return methods.length === 0
    ? []
    : say(texts.ways.mayAdd, { methods: words(formatList(locale, named(texts, methods))) });
}

/** Which methods count: the organisation's own, or Microsoft's for administrators. */
export function waysThatCount(
  { say, texts, locale }: Draft,
  variant: Variant,
  methods: readonly SsprMethod[] | undefined,
): Sentences {
  if (methods === undefined || methods.length === 0) return [];
  const sentence = variant === 'admin' ? texts.adminNudge.methods : texts.register.methods;
  return say(sentence, { methods: words(formatList(locale, named(texts, methods))) });
}

/** What is there already, and how much is needed, for somebody who has begun. */
export function whatIsThere(draft: Draft, variant: Variant): readonly Sentences[] {
  const { say, texts, facts, locale } = draft;
  const demand = demandOf(facts, variant);
  const { counting, notCounting, unclear } = registeredWays(facts.methodsRegistered ?? [], demand);
  const list = (sentence: string, methods: readonly SsprMethod[]): Sentences =>
    methods.length === 0 ? [] : say(sentence, { registered: words(formatList(locale, named(texts, methods))) });
  const { needOne, needTwo } = texts.oneMoreMethod;
  const need = variant === 'oneMoreMethod' ? say(demand.required === 1 ? needOne : needTwo) : [];
  return [
    list(texts.ways.counts, counting),
    list(texts.ways.doesNotCount, notCounting),
    list(texts.ways.unclear, unclear),
    hasBegun(draft, variant) ? oneAfterTheOther(need, waysThatCount(draft, variant, demand.allowed)) : need,
  ];
}

/** What may be chosen today and is of no use later, or of none at all. */
export function whatToKnowBeforeChoosing(
  draft: Draft,
  methods: readonly SsprMethod[] | undefined,
): readonly Sentences[] {
  const { say, texts, facts, locale } = draft;
  const mayChoosePhone = methods?.some(isPhone) ?? true;
  const date = words(formatDate(locale, phoneMethodsEndOn));
  return [
    facts.endings.phones === 'endsSoon' && mayChoosePhone ? say(texts.ways.phonesEnd, { date }) : [],
    facts.endings.securityQuestions === 'endsSoon' && methods?.includes('securityQuestions')
      ? say(texts.ways.questionsEnd)
      : [],
    hasPasskey(facts.methodsRegistered ?? []) ? say(texts.ways.passkey) : [],
  ];
}

/** At least one: what is there does not do. Where it is not known what counts, one more is what is asked for. */
function missing({ facts }: Draft, variant: Variant): number {
  const demand = demandOf(facts, variant);
  const { counting, notCounting } = registeredWays(facts.methodsRegistered ?? [], demand);
  const isUnclear = variant === 'oneMoreMethod' && counting.length + notCounting.length === 0;
  return isUnclear ? 1 : Math.max(1, demand.required - counting.length);
}

/** Whoever has something that counts, or may count, is asked for more and not told to begin. */
function hasBegun({ facts }: Draft, variant: Variant): boolean {
  const { counting } = registeredWays(facts.methodsRegistered ?? [], demandOf(facts, variant));
  return variant === 'oneMoreMethod' || counting.length > 0;
}

const named = (texts: Draft['texts'], methods: readonly SsprMethod[]): readonly string[] =>
  methods.map((method) => texts.methods[method]);
