import { isForPerson, wasAccepted, type MessageState } from '../delivery/message.ts';
import type { Step } from '../delivery/steps.ts';
import { DayCounts } from './day-counts.ts';
import type { Journey } from './journey.ts';
import { listed } from './list-length.ts';
import { isCountedAsSent } from './lost-history.ts';
import { everSent } from './round.ts';

/** A message that a human has to look at. */
export interface OpenQuestion {
  readonly userId: string;
  readonly step: Step;
  readonly state: MessageState;
  readonly because: string | undefined;
}

/** Counts what was sent: by step, by day, and what a human has to look at. */
export class MailCounter {
  readonly #steps = new Map<Step, { sent: number; delivered: number }>();
  readonly #days: DayCounts;
  readonly #questions: OpenQuestion[] = [];
  #questionCount = 0;

  constructor(timeZone?: string) {
    this.#days = new DayCounts(timeZone);
  }

  add(journey: Journey): void {
    const { userId, messages, superseded = [] } = journey;
    for (const message of messages) if (isForPerson(message)) this.#ask({ ...message, userId });
    for (const message of everSent(journey))
      if (wasAccepted(message)) this.#addToStep(message.step, message.state === 'delivered');
    for (const message of [...superseded, ...messages]) {
      // When it left nobody knows.
      if (wasAccepted(message) && !isCountedAsSent(message)) this.#days.add(message.acceptedAt!);
    }
  }

  #addToStep(step: Step, wasDelivered: boolean): void {
    const { sent, delivered } = this.#steps.get(step) ?? { sent: 0, delivered: 0 };
    this.#steps.set(step, { sent: sent + 1, delivered: delivered + (wasDelivered ? 1 : 0) });
  }

  #ask({ userId, step, state, because }: OpenQuestion): void {
    this.#questionCount++;
    if (this.#questions.length < listed) this.#questions.push({ userId, step, state, because });
  }

  total() {
    return {
      steps: this.#steps,
      days: this.#days,
      needsHuman: this.#questions,
      needsHumanCount: this.#questionCount,
    };
  }
}
