import type { MessageState } from '../delivery/message.ts';
import { judgeUser } from '../recipient/verdict.ts';
import type { ExclusionReason } from '../recipient/exclusion.ts';
import type { Journey } from './journey.ts';
import { readinessOf } from './readiness-of.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { decideNextStep, type StopReason } from './next-step.ts';

/** Where everyone stands. Each person is counted once in `people`, each message once in its step's states. */
export interface Tally {
  readonly people: number;
  readonly enrolled: number;
  /** Of those enrolled: how many can reset now. */
  readonly capable: number;
  readonly nudged: number;
  readonly linked: number;
  /** Of those not enrolled: eligible and waiting for a wave. */
  readonly waiting: number;
  /** Of those not enrolled: why not. */
  readonly excluded: Readonly<Partial<Record<ExclusionReason, number>>>;
  /** Of those enrolled: still owed something, or why not. */
  readonly open: number;
  readonly stopped: Readonly<Partial<Record<StopReason, number>>>;
  readonly messages: Readonly<Record<string, Readonly<Partial<Record<MessageState, number>>>>>;
}

/** Counts people as they come, so that a tenant is never held in memory. */
export class TallyCounter {
  #policy: CadencePolicy;
  #now: Date;
  #tally = { people: 0, enrolled: 0, capable: 0, nudged: 0, linked: 0, waiting: 0, open: 0 };
  #excluded: Partial<Record<ExclusionReason, number>> = {};
  #stopped: Partial<Record<StopReason, number>> = {};
  #messages: Record<string, Partial<Record<MessageState, number>>> = {};

  constructor(policy: CadencePolicy, now: Date) {
    this.#policy = policy;
    this.#now = now;
  }

  add(journey: Journey): void {
    if (journey.facts === undefined) return;
    this.#tally.people++;
    if (journey.enrolment) this.#addEnrolled(journey);
    else this.#addOther(journey);
    for (const { step, state } of journey.messages) increment((this.#messages[step] ??= {}), state);
  }

  #addEnrolled(journey: Journey): void {
    this.#tally.enrolled++;
    if (readinessOf(journey, this.#policy).kind === 'capable') this.#tally.capable++;
    if (journey.messages.some(({ step, acceptedAt }) => step === 'nudge' && acceptedAt)) this.#tally.nudged++;
    if (journey.messages.some(({ step, acceptedAt }) => step === 'sspr-link' && acceptedAt)) this.#tally.linked++;
    const next = decideNextStep(journey, this.#policy, this.#now);
    if (next.kind === 'stop') increment(this.#stopped, next.because);
    else this.#tally.open++;
  }

  #addOther(journey: Journey): void {
    const verdict = judgeUser(journey.facts!, { audience: this.#policy.audience, now: this.#now });
    if (verdict.selected) this.#tally.waiting++;
    else increment(this.#excluded, verdict.because);
  }

  total(): Tally {
    return { ...this.#tally, excluded: this.#excluded, stopped: this.#stopped, messages: this.#messages };
  }
}

function increment<Key extends string>(counts: Partial<Record<Key, number>>, key: Key): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
