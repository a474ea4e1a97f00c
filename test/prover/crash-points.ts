import { noFaults } from './fault-profile.ts';
import type { Person } from './people.ts';
import { Randomness } from './randomness.ts';
import type { Fate, Fates, IoPoint } from './servers.ts';
import { World, type StrangeAnswer, type WorldPlan } from './world.ts';

const hourMs = 3_600_000;

const somebody: Person = {
  userId: '00000000-0000-4000-8000-000000000000',
  address: 'person0@contoso.com',
  kind: 'eligible',
  registersAfterMails: undefined,
  registersAfterMs: 2 * hourMs,
  auditLagMs: 300_000,
  reportLagMs: 20 * hourMs,
  mailbox: 'works',
  otherMailbox: undefined,
  fate: 'none',
  fateAfterMs: 0,
};
const another = { ...somebody, userId: '10000000-0000-4000-8000-000000000001', address: 'person1@contoso.com' };

/** Campaigns so small that a crash at every single step can be tried, and which together take every step there is. */
export interface Scenario {
  readonly name: string;
  readonly plan: WorldPlan;
  readonly mailScript: readonly (StrangeAnswer | undefined)[];
}

const planFor = (
  people: readonly Person[],
  change: Partial<WorldPlan['faults']> = {},
  goalWaves: WorldPlan['goalWaves'] = [],
): WorldPlan => ({
  people,
  faults: { ...noFaults, ...change },
  capacity: { mailsPerMinute: 30, mailsPerHour: 100 },
  pause: undefined,
  halt: undefined,
  mailMoves: [],
  losses: [],
  goalWaves,
  operator: undefined,
});

const lostAnswer: StrangeAnswer = { answer: { kind: 'ambiguous', because: 'ECONNRESET' }, isTaken: true };
const lostRequest: StrangeAnswer = { answer: { kind: 'ambiguous', because: 'ECONNRESET' }, isTaken: false };
const throttled: StrangeAnswer = { answer: { kind: 'throttled', retryAfterSeconds: 60 }, isTaken: false };
const refused: StrangeAnswer = { answer: { kind: 'refused', because: '413 TooLarge' }, isTaken: false };

export const scenarios: readonly Scenario[] = [
  {
    name: 'somebody is disabled before a reminder, and the pass has yet to notice',
    plan: planFor([
      {
        ...somebody,
        fate: 'disabled',
        fateAfterMs: 2 * hourMs,
        reportLagMs: 400 * hourMs,
      },
    ]),
    mailScript: [],
  },
  {
    name: 'a nudge, a registration, the SSPR link; a nudge and a reminder that lead to nothing',
    plan: planFor([{ ...somebody, registersAfterMails: 1 }, another]),
    mailScript: [],
  },
  {
    name: 'the answer to the nudge is lost, that to the SSPR link is a 429',
    plan: planFor([{ ...somebody, registersAfterMails: 1, registersAfterMs: hourMs }]),
    mailScript: [lostAnswer, throttled],
  },
  {
    name: 'the nudge gets lost on the way, and the reminder is refused',
    plan: planFor([somebody]),
    mailScript: [lostRequest, undefined, refused],
  },
  { name: 'the nudge bounces', plan: planFor([{ ...somebody, mailbox: 'bounces' }]), mailScript: [] },
  {
    name: 'the nudge bounces, and the other address takes it',
    plan: planFor([{ ...somebody, mailbox: 'bounces', otherMailbox: 'works', registersAfterMails: 2 }]),
    mailScript: [],
  },
  {
    name: 'somebody registers before the nudge leaves, another is excluded, a third vanishes from the report',
    plan: planFor([
      { ...somebody, registersAfterMails: 0, registersAfterMs: 60_000, auditLagMs: 60_000 },
      { ...another, fate: 'excluded', fateAfterMs: 26 * hourMs },
      {
        ...another,
        userId: '20000000-0000-4000-8000-000000000002',
        address: 'p2@contoso.com',
        fate: 'vanishesFromReport',
      },
    ]),
    mailScript: [],
  },
  {
    name: 'somebody who could reset by phone alone is told where, and asked for another way a week later',
    plan: planFor([{ ...somebody, kind: 'capableFromTheStart', byPhoneAlone: true }], {}, [
      { name: 'links', goal: 'knowTheLink', startsOn: '2026-12-01' },
      { name: 'phones', goal: 'outlastPhones', startsOn: '2026-12-01' },
    ]),
    mailScript: [],
  },
];

interface Crash {
  /** Which request, from 0. */
  readonly step: number;
  readonly when: 'before' | 'after';
}

/** Every request takes a fifth of a second, and those that are named end their server. */
class ScriptedFates implements Fates {
  readonly isOver = true;
  readonly wantsDetails = true;
  readonly points: string[] = [];
  readonly #crashes: readonly Crash[];

  constructor(crashes: readonly Crash[]) {
    this.#crashes = crashes;
  }

  of({ useCase, call }: IoPoint): Fate {
    const step = this.points.push(`${useCase}: ${call}`) - 1;
    const crash = this.#crashes.find((one) => one.step === step)?.when;
    if (crash === 'before') return { crash, appliedAfterMs: undefined, answeredAfterMs: 200 };
    return { ...(crash && { crash }), appliedAfterMs: 200, answeredAfterMs: 200 };
  }
}

export interface CrashRun {
  readonly faults: readonly string[];
  /** Every request that was made, by name. */
  readonly points: readonly string[];
}

/** Runs a scenario with these crashes and answers what was not as it should be. */
async function runScenario({ plan, mailScript }: Scenario, crashes: readonly Crash[]): Promise<CrashRun> {
  const fates = new ScriptedFates(crashes);
  const world = new World(plan, new Randomness(1), { fates: () => fates, mailScript });
  return { faults: await world.run(), points: fates.points };
}

export interface CrashReport {
  readonly runs: number;
  /** How often a server died at each named point, before and after. */
  readonly hits: Map<string, number>;
  readonly failures: readonly string[];
}

/** A crash before and after every step of a scenario. */
export async function crashEverywhere(scenario: Scenario, report: CrashReport & { runs: number; failures: string[] }) {
  const { points } = await runScenario(scenario, []);
  for (const [step, point] of points.entries()) {
    for (const when of ['before', 'after'] as const) {
      await tryCrashes(scenario, [{ step, when }], report);
      const name = `${when} ${point}`;
      report.hits.set(name, (report.hits.get(name) ?? 0) + 1);
    }
  }
}

export interface PairChoice {
  /** Leaves out all but every nth second step. */
  readonly stride: number;
  /** Takes one share of the first steps, of so many. */
  readonly share?: number;
  readonly shares?: number;
}

/** A crash at every pair of steps. */
export async function crashTwiceEverywhere(
  scenario: Scenario,
  { stride, share = 0, shares = 1 }: PairChoice,
  report: CrashReport & { runs: number; failures: string[] },
) {
  const { points } = await runScenario(scenario, []);
  for (let first = share; first < points.length; first += shares) {
    for (let second = first + 1 + (first % stride); second < points.length + 10; second += stride) {
      const when = (step: number) => ((first + second + step) % 2 === 0 ? ('before' as const) : ('after' as const));
      await tryCrashes(
        scenario,
        [first, second].map((step) => ({ step, when: when(step) })),
        report,
      );
    }
  }
}

async function tryCrashes(
  scenario: Scenario,
  crashes: readonly Crash[],
  report: { runs: number; failures: string[] },
): Promise<void> {
  const { faults } = await runScenario(scenario, crashes);
  report.runs++;
  if (faults.length === 0) return;
  const where = crashes.map(({ step, when }) => `${when} step ${step}`).join(' and ');
  report.failures.push(`${scenario.name}: crash ${where}: ${faults[0]}`);
}

export const emptyReport = () => ({ runs: 0, hits: new Map<string, number>(), failures: [] as string[] });
