import { wasAccepted, type Message } from '../delivery/message.ts';
import { isFollowUp, type Step } from '../delivery/steps.ts';
import { isHoldout, judgeUser } from '../recipient/verdict.ts';
import { DayCounts } from './day-counts.ts';
import type { Journey } from './journey.ts';
import { resetAfterMail } from './real-end.ts';
import { everSent } from './round.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { phoneOnlySince, readinessOf } from './readiness-of.ts';

/** Counts who registered, when, and after which mail; and who reset their password after one. */
export class RegistrationCounter {
  readonly #policy: CadencePolicy;
  readonly #now: Date;
  readonly #afterStep = new Map<Step, number>();
  readonly #resetAfterStep = new Map<Step, number>();
  readonly #days: DayCounts;
  readonly #counts = { registeredUnasked: 0, registeredAtUnknownTime: 0, phoneOnly: 0 };
  readonly #holdout = { people: 0, capable: 0 };

  constructor(policy: CadencePolicy, now: Date) {
    this.#policy = policy;
    this.#days = new DayCounts(policy.timeZone);
    this.#now = now;
  }

  add(journey: Journey): void {
    const readiness = readinessOf(journey, this.#policy);
    const isRegistered = readiness.kind === 'capable';
    if (isRegistered) this.#addRegistration(journey, readiness.since);
    const reset = resetAfterMail(journey);
    if (reset) this.#resetAfterStep.set(reset, (this.#resetAfterStep.get(reset) ?? 0) + 1);
    if (journey.enrolment === undefined) this.#addHoldout(journey, isRegistered && readiness.since !== undefined);
    if (journey.facts?.isInDirectory && phoneOnlySince(journey, this.#policy)) this.#counts.phoneOnly++;
  }

  #addRegistration(journey: Journey, since: Date | undefined): void {
    const { enrolment } = journey;
    if (since) this.#days.add(since);
    const nudges = everSent(journey).filter((message) => wasAccepted(message) && !isFollowUp(message.step));
    if (nudges.length === 0) {
      if (enrolment) this.#counts.registeredUnasked++;
    } else if (since === undefined) {
      this.#counts.registeredAtUnknownTime++;
    } else {
      const last = lastBefore(nudges, since);
      if (last) this.#afterStep.set(last.step, (this.#afterStep.get(last.step) ?? 0) + 1);
      else this.#counts.registeredUnasked++;
    }
  }

  /**
   * Of the random share that is left alone: who waits, and who registered by themselves while the campaign ran. Whoever
   * could reset before it began says nothing about it; their registration has no time in the audit log.
   */
  #addHoldout(journey: Journey, hasRegistered: boolean): void {
    const { audience } = this.#policy;
    if (!isHoldout(journey.facts!.user.id, audience.holdoutPercent)) return;
    const verdict = judgeUser(journey.facts!, { audience, now: this.#now });
    const waits = !verdict.selected && verdict.because === 'holdout';
    if (hasRegistered || waits) this.#holdout.people++;
    if (hasRegistered) this.#holdout.capable++;
  }

  total() {
    const resets = this.#resetAfterStep;
    return {
      afterStep: this.#afterStep,
      resetAfterStep: resets,
      days: this.#days,
      counts: this.#counts,
      holdout: this.#holdout,
    };
  }
}

function lastBefore(messages: readonly Message[], at: Date): Message | undefined {
  const before = messages.filter(({ acceptedAt }) => acceptedAt! <= at);
  return before.toSorted((a, b) => b.acceptedAt!.getTime() - a.acceptedAt!.getTime())[0];
}
