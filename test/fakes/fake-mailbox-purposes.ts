import type { MailboxPurposes, PurposeReading } from '../../shared/ports/mailbox-purposes.ts';
import type { ToldPurpose } from '../../shared/recipient/mailbox-purpose.ts';

/** What mailboxes are for in memory, of the people a test puts in. Everybody else has no mailbox. */
export class FakeMailboxPurposes implements MailboxPurposes {
  readonly #answers = new Map<string, PurposeReading>();
  readonly #next: PurposeReading[] = [];
  /** Everybody who was asked about, in order. */
  readonly asked: string[] = [];

  put(userId: string, purpose: ToldPurpose): void {
    this.answerFor(userId, { kind: 'read', purpose });
  }

  /** Whoever is asked about next is answered like this. */
  answerNext(...readings: readonly PurposeReading[]): void {
    this.#next.push(...readings);
  }

  /** This person is always answered like this. */
  answerFor(userId: string, reading: PurposeReading): void {
    this.#answers.set(userId.toLowerCase(), reading);
  }

  async read(userId: string): Promise<PurposeReading> {
    const id = userId.toLowerCase();
    this.asked.push(id);
    return this.#next.shift() ?? this.#answers.get(id) ?? { kind: 'noMailbox' };
  }
}
