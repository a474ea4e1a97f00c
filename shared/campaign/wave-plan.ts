import { couldSignInSince } from '../recipient/inactivity.ts';
import { judgeUser, type VerdictContext } from '../recipient/verdict.ts';
import type { ExclusionReason } from '../recipient/exclusion.ts';
import type { Journey } from './journey.ts';
import { waveStatusOf, type HaltedWaves } from './wave.ts';

/** Why somebody is not part of a wave: an exclusion, or the campaign has them already. */
export type LeftOutReason =
  ExclusionReason | 'alreadyEnrolled' | 'accountTooNew' | 'unknownUser' | 'overLimit' | 'notNamed';

export type Candidacy =
  | { readonly selected: true; readonly userId: string }
  | { readonly selected: false; readonly userId: string; readonly because: LeftOutReason };

export interface CandidacyRules extends VerdictContext {
  /** Who has had an account, and worked here, for less waits: nobody gets our mail before they have settled in. */
  readonly afterDays: number;
  readonly haltedWaves: HaltedWaves;
}

/** Whether a wave may enrol somebody as far as other waves go: whoever was enrolled with a cancelled one is free. */
export const isFree = ({ enrolment }: Journey, haltedWaves: HaltedWaves): boolean =>
  enrolment === undefined || waveStatusOf(enrolment.waveId, haltedWaves) === 'cancelled';

/** Judges whether a wave may enrol one person. */
export function judgeCandidate(journey: Journey, rules: CandidacyRules): Candidacy {
  const { userId, facts } = journey;
  if (facts === undefined) return { selected: false, userId, because: 'unknownUser' };
  if (!isFree(journey, rules.haltedWaves)) return { selected: false, userId, because: 'alreadyEnrolled' };
  const verdict = judgeUser(facts, rules);
  if (!verdict.selected) return { selected: false, userId, because: verdict.because };
  if (isTooNew(couldSignInSince(facts.user), rules)) return { selected: false, userId, because: 'accountTooNew' };
  return { selected: true, userId };
}

function isTooNew(since: Date | undefined, { afterDays, namedByWave, now }: CandidacyRules): boolean {
  if (since === undefined || namedByWave) return false;
  return now.getTime() - since.getTime() < afterDays * 86_400_000;
}

/** Who a wave would write to, and why not the others. */
export interface WavePlan {
  readonly selected: readonly string[];
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
}

/** Adds up candidacies into a plan; those over the limit are left out with that reason. */
export function addUp(candidacies: Iterable<Candidacy>, limit: number | undefined): WavePlan {
  const counter = new PlanCounter(limit);
  for (const candidacy of candidacies) counter.add(candidacy);
  return counter.plan();
}

/** Adds up candidacies as they come, so that a tenant is never held in memory. */
export class PlanCounter {
  readonly #limit: number;
  readonly #selected: string[] = [];
  readonly #leftOut: Partial<Record<LeftOutReason, number>> = {};

  constructor(limit: number | undefined) {
    this.#limit = limit ?? Infinity;
  }

  /** Whether this one is selected. */
  add(candidacy: Candidacy): boolean {
    const isSelected = candidacy.selected && this.#selected.length < this.#limit;
    if (isSelected) this.#selected.push(candidacy.userId);
    else this.leaveOut(candidacy.selected ? 'overLimit' : candidacy.because, 1);
    return isSelected;
  }

  leaveOut(because: LeftOutReason, people: number): void {
    if (people > 0) this.#leftOut[because] = (this.#leftOut[because] ?? 0) + people;
  }

  plan(): WavePlan {
    return { selected: this.#selected, leftOut: this.#leftOut };
  }
}
