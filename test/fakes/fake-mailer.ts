import type { OperationAnswer, SendAnswer } from '../../shared/delivery/send-answer.ts';
import type { Mailer, OutgoingMail } from '../../shared/ports/mailer.ts';
import { kept } from './kept.ts';

/**
 * A mail service that takes every mail and knows what it took, unless it was told what to answer. Told answers are used
 * up in their order.
 */
export class FakeMailer implements Mailer {
  /** Every request, whatever was answered to it. */
  readonly requests: OutgoingMail[] = [];
  /** The mails that were taken; the same one again where it was sent again. */
  readonly taken: OutgoingMail[] = [];
  /** The ids that were asked about. */
  readonly asked: string[] = [];
  readonly #sendAnswers: ScriptedAnswer[] = [];
  readonly #operationAnswers: OperationAnswer[] = [];

  /** Answers the next request so. `butTaken`: the mail is taken although the answer does not say so. */
  answerNext(answer: SendAnswer, { butTaken = false }: { readonly butTaken?: boolean } = {}): void {
    this.#sendAnswers.push({ answer, butTaken });
  }

  /** Answers the next question so. */
  answerNextQuestion(answer: OperationAnswer): void {
    this.#operationAnswers.push(answer);
  }

  async send(mail: OutgoingMail): Promise<SendAnswer> {
    const { answer, butTaken } = this.#sendAnswers.shift() ?? { answer: { kind: 'accepted' }, butTaken: false };
    const request = kept(mail);
    this.requests.push(request);
    if (answer.kind === 'accepted' || butTaken) this.taken.push(request);
    return answer;
  }

  async ask(messageId: string): Promise<OperationAnswer> {
    this.asked.push(messageId);
    const isKnown = this.taken.some((mail) => mail.messageId === messageId);
    return this.#operationAnswers.shift() ?? { kind: isKnown ? 'known' : 'denied' };
  }
}

interface ScriptedAnswer {
  readonly answer: SendAnswer;
  readonly butTaken: boolean;
}
