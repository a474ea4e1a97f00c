import type { Goal } from '../delivery/goal.ts';
import type { MessageState } from '../delivery/message.ts';
import type { Step } from '../delivery/steps.ts';
import type { CauseId } from '../diagnosis/cause.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { ReportCounter, type CampaignReport, type ReportDay, type StepEffect } from './campaign-report.ts';
import { addCounts, countsIn, differenceOf, noCounts, type Counts } from './counts.ts';
import type { HeldLink } from './held-link.ts';
import { enrolmentFor, goalsOf, type Journey } from './journey.ts';
import { listed, troubleListed } from './list-length.ts';
import type { OpenQuestion } from './mail-counter.ts';
import { troubleOfPerson } from './person-trouble.ts';
import { TallyCounter, type Tally } from './tally.ts';
import type { TroubleNow } from './trouble-digest.ts';

/**
 * What the report and the waves say, in numbers that can be added up in any order: of one person, of all, or what a write
 * changes of them.
 */
export interface Figures {
  /** A campaign report without its lists. */
  readonly report: Counts;
  /** A tally of each wave's people, by the wave's id. */
  readonly waves: Counts;
  /** The lists, each item as a text with how often it is in them: 1, or -1 where it was taken out before it was put in. */
  readonly needsHuman: Counts;
  readonly heldLinks: Counts;
  /** Those whose reset does not work, each with the cause: a list too. */
  readonly trouble: Counts;
  /** How many they are, by cause. */
  readonly troubleBy: Counts;
}

export const noFigures: Figures = {
  report: noCounts,
  waves: noCounts,
  needsHuman: noCounts,
  heldLinks: noCounts,
  trouble: noCounts,
  troubleBy: noCounts,
};

/** Adds up figures as journeys come, so that a tenant is never held in memory. */
export class FiguresCounter {
  readonly #policy: CadencePolicy;
  readonly #now: Date;
  readonly #report: ReportCounter;
  readonly #waves = new Map<string, TallyCounter>();
  readonly #trouble = new TroubleCounter();

  constructor(policy: CadencePolicy, now: Date) {
    this.#policy = policy;
    this.#now = now;
    this.#report = new ReportCounter(policy, now);
  }

  add(journey: Journey): void {
    this.#report.add(journey);
    this.#trouble.add(journey, this.#policy);
    for (const goal of goalsOf(journey)) this.#waveOf(enrolmentFor(journey, goal)!.waveId, goal).add(journey);
  }

  #waveOf(waveId: string, goal: Goal): TallyCounter {
    const known = this.#waves.get(waveId);
    if (known) return known;
    const counter = new TallyCounter(this.#policy, this.#now, goal);
    this.#waves.set(waveId, counter);
    return counter;
  }

  total(): Figures {
    const { needsHuman, heldLinks, days, ...numbers } = this.#report.total();
    const byDay = Object.fromEntries(days.map(({ day, ...counts }) => [day, counts]));
    const waves = [...this.#waves].map(([waveId, counter]) => [waveId, counter.total()] as const);
    return {
      report: countsIn({ ...numbers, days: byDay }),
      waves: countsIn(Object.fromEntries(waves)),
      needsHuman: listOf(needsHuman.map(({ userId, step, state, because }) => [userId, step, state, because ?? ''])),
      heldLinks: listOf(heldLinks.map(({ userId, because }) => [userId, because])),
      ...this.#trouble.total(),
    };
  }
}

/** Counts whose reset does not work, and lists the first of them. */
class TroubleCounter {
  readonly #people: (readonly [string, CauseId])[] = [];
  readonly #byCause = new Map<CauseId, number>();

  add(journey: Journey, policy: CadencePolicy): void {
    const cause = troubleOfPerson(journey, policy)?.cause;
    if (cause === undefined) return;
    this.#byCause.set(cause, (this.#byCause.get(cause) ?? 0) + 1);
    if (this.#people.length < troubleListed) this.#people.push([journey.userId, cause]);
  }

  total(): Pick<Figures, 'trouble' | 'troubleBy'> {
    return { trouble: listOf(this.#people), troubleBy: Object.fromEntries(this.#byCause) };
  }
}

/** Items in the order of their people. */
const listOf = (items: readonly (readonly string[])[]): Counts =>
  Object.fromEntries(items.map((item) => [JSON.stringify(item), 1]));

/** Both together: the figures of other people, or what a write changes. */
export const addFigures = (one: Figures, other: Figures): Figures => ({
  report: addCounts(one.report, other.report),
  waves: addCounts(one.waves, other.waves),
  needsHuman: bounded(addCounts(one.needsHuman, other.needsHuman), listed),
  heldLinks: bounded(addCounts(one.heldLinks, other.heldLinks), listed),
  trouble: bounded(addCounts(one.trouble, other.trouble), troubleListed),
  troubleBy: addCounts(one.troubleBy, other.troubleBy),
});

/**
 * The first of a list that has grown too long. A list that was too long may be shorter than its count after somebody has
 * left it, until everybody is counted anew.
 */
function bounded(list: Counts, most: number): Counts {
  const entries = Object.entries(list);
  if (entries.length <= most) return list;
  const first = new Set(itemsOf(list).slice(0, most));
  return Object.fromEntries(entries.filter(([item, times]) => first.has(item) || Number(times) < 0));
}

const itemsOf = (list: Counts): readonly string[] =>
  Object.keys(list)
    .filter((item) => Number(list[item]) > 0)
    .toSorted();

/** What the figures change by when somebody's journey does, both readings judged by the same rules at the same time. */
export function changeOf(before: Journey, after: Journey, policy: CadencePolicy, now: Date): Figures {
  const [old, young] = [figuresOf(before, policy, now), figuresOf(after, policy, now)];
  return {
    report: differenceOf(old.report, young.report),
    waves: differenceOf(old.waves, young.waves),
    needsHuman: differenceOf(old.needsHuman, young.needsHuman),
    heldLinks: differenceOf(old.heldLinks, young.heldLinks),
    trouble: differenceOf(old.trouble, young.trouble),
    troubleBy: differenceOf(old.troubleBy, young.troubleBy),
  };
}

function figuresOf(journey: Journey, policy: CadencePolicy, now: Date): Figures {
  const counter = new FiguresCounter(policy, now);
  counter.add(journey);
  return counter.total();
}

/** The figures as a report has them. */
export function reportOf({ report, needsHuman, heldLinks }: Figures, policy: CadencePolicy): CampaignReport {
  const { effects = {}, days = {}, ...numbers } = report;
  const empty = new ReportCounter(policy, new Date(0)).total();
  return {
    ...withDefaults(empty, numbers),
    effects: Object.fromEntries(
      Object.entries(effects).map(([step, counts]) => [step, withDefaults(noEffect, counts)]),
    ),
    days: Object.entries(days)
      .map(([day, counts]): ReportDay => ({ day, ...withDefaults({ mails: 0, registrations: 0 }, counts) }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    needsHuman: itemsOf(needsHuman).map(questionIn),
    heldLinks: itemsOf(heldLinks).map(heldLinkIn),
  };
}

/** Whose reset does not work, as far as they are listed, and how many they are. */
export const troubleNowOf = ({ trouble, troubleBy }: Figures): TroubleNow => ({
  people: itemsOf(trouble).map(inTroubleIn),
  byCause: withDefaults({}, troubleBy),
});

/* oxlint-disable typescript/no-unsafe-type-assertion -- the texts were made of such items */
function inTroubleIn(item: string): TroubleNow['people'][number] {
  const [userId, cause] = JSON.parse(item) as [string, CauseId];
  return { userId, cause };
}

function questionIn(item: string): OpenQuestion {
  const [userId, step, state, because] = JSON.parse(item) as [string, Step, MessageState, string];
  return { userId, step, state, because: because === '' ? undefined : because };
}

function heldLinkIn(item: string): HeldLink {
  const [userId, because] = JSON.parse(item) as [string, HeldLink['because']];
  return { userId, because };
}
/* oxlint-enable typescript/no-unsafe-type-assertion */

const noEffect: StepEffect = { sent: 0, delivered: 0, registeredAfter: 0, resetAfter: 0 };

/** How far the people of a wave have come; all are 0 where nobody is enrolled. */
export const tallyOfWave = ({ waves }: Figures, waveId: string, policy: CadencePolicy): Tally =>
  withDefaults(new TallyCounter(policy, new Date(0)).total(), waves[waveId] ?? noCounts);

/** A record of numbers with what `counts` says of them: what it does not say stays as it is. */
function withDefaults<Numbers extends object>(zeros: Numbers, counts: number | Counts): Numbers {
  const filled = new Map<string, unknown>(Object.entries(zeros));
  for (const [name, value] of Object.entries(counts)) {
    const zero = filled.get(name);
    filled.set(name, typeof value === 'number' ? value : withDefaults(isRecord(zero) ? zero : {}, value));
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tree was made of such a record
  return Object.fromEntries(filled) as Numbers;
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
