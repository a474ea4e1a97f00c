import type { Sender } from '../delivery/mail-from.ts';
import type { InlineLogo } from '../email/logo.ts';
import type { OperationAnswer, SendAnswer } from '../delivery/send-answer.ts';

/** One rendered mail, ready to leave. Byte-identical for one `messageId`, whoever sends it. */
export interface OutgoingMail {
  readonly messageId: string;
  readonly from: Sender;
  readonly to: { readonly address: string; readonly displayName: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly logo?: InlineLogo;
}

/** The mail service. */
export interface Mailer {
  /**
   * Makes exactly one request and answers what came of it. Never retries, never polls, gives up after 30 seconds.
   * Never throws for what the service or the network does: that is an answer.
   */
  send(mail: OutgoingMail): Promise<SendAnswer>;

  /** Asks the service whether it knows a message of ours. For reconciliation only: the quota for it is small. */
  ask(messageId: string): Promise<OperationAnswer>;
}
