import { classifySendStatus } from '../../shared/adapters/communication-services/send-status.ts';
import type { OperationAnswer, SendAnswer } from '../../shared/delivery/send-answer.ts';
import type { OutgoingMail } from '../../shared/ports/mailer.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What the service does with an id that it knows; Microsoft does not say. */
export type Dedupe = 'never' | 'always' | 'reject400';

export interface AcceptedMail {
  readonly messageId: string;
  readonly address: string;
  /** Which of the services took it. */
  readonly service: string;
  readonly sender: string;
  readonly content: string;
  readonly atMs: number;
}

/** How long after it took a mail the service may deny that it knows the id. azure-sdk-for-python#35849 */
const deniesForMs = 60_000;

/**
 * Mail services that take a mail or several under one id, and remember them all. Each is a resource of its own and knows
 * nothing of what another one took.
 */
export class SimulatedMailService {
  readonly #time: VirtualTime;
  readonly #dedupe: Dedupe;
  readonly #onAccepted: (mail: AcceptedMail) => void;
  readonly accepted: AcceptedMail[] = [];
  requests = 0;

  constructor(time: VirtualTime, dedupe: Dedupe, onAccepted: (mail: AcceptedMail) => void) {
    this.#time = time;
    this.#dedupe = dedupe;
    this.#onAccepted = onAccepted;
  }

  /** What the service does with a request that has arrived. */
  take(mail: OutgoingMail, service: string): SendAnswer {
    this.requests++;
    const isKnown = this.#find(mail.messageId, service) !== undefined;
    if (isKnown && this.#dedupe === 'reject400') return classifySendStatus(400, 'BadRequest', undefined);
    if (!isKnown || this.#dedupe === 'never') this.#accept(mail, service);
    return { kind: 'accepted' };
  }

  #accept({ messageId, from, to, subject, html, text }: OutgoingMail, service: string): void {
    const content = [subject, html, text, to.displayName].join('\n');
    const sender = from.senderAddress;
    const accepted = { messageId, address: to.address, service, sender, content, atMs: this.#time.nowMs };
    this.accepted.push(accepted);
    this.#onAccepted(accepted);
  }

  /** The truth, except in the first minute. */
  answerFor(id: string, service: string, isSlow: boolean): OperationAnswer {
    const mail = this.#find(id, service);
    if (mail === undefined) return { kind: 'denied' };
    return isSlow && this.#time.nowMs - mail.atMs < deniesForMs ? { kind: 'denied' } : { kind: 'known' };
  }

  #find(id: string, askedOne: string): AcceptedMail | undefined {
    return this.accepted.find(({ messageId, service }) => messageId === id && service === askedOne);
  }
}
