import { MailQuota, type Quota } from '../../local/simulation/mail-quota.ts';
import type { OperationAnswer, SendAnswer } from '../../shared/delivery/send-answer.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { Mailer, OutgoingMail } from '../../shared/ports/mailer.ts';

/** A mail service that grants a quota, keeps no mail, and counts what it took and what it refused. */
export class QuotaMailer implements Mailer {
  readonly #quota: MailQuota;
  readonly #clock: Clock;
  readonly #onTaken: (mail: OutgoingMail, at: Date) => void;
  mails = 0;
  throttled = 0;

  constructor(quota: Quota, clock: Clock, onTaken: (mail: OutgoingMail, at: Date) => void = () => undefined) {
    this.#quota = new MailQuota(quota);
    this.#clock = clock;
    this.#onTaken = onTaken;
  }

  async send(mail: OutgoingMail): Promise<SendAnswer> {
    const now = this.#clock.now();
    const waitSeconds = this.#quota.take(now.getTime());
    if (waitSeconds > 0) {
      this.throttled++;
      return { kind: 'throttled', retryAfterSeconds: waitSeconds };
    }
    this.mails++;
    this.#onTaken(mail, now);
    return { kind: 'accepted' };
  }

  async ask(): Promise<OperationAnswer> {
    return { kind: 'known' };
  }
}
