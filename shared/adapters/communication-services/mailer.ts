import type { EmailClient, EmailMessage } from '@azure/communication-email';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer } from '../../ports/mailer.ts';
import { readNoSendAnswer, readOperationAnswer, readSendAnswer, type ServiceAnswer } from './answers.ts';
import { connectEmail, type EmailConnection } from './email-clients.ts';
import { emailMessageOf, type Sender } from './email-message.ts';
import { observe, type Exchange } from './exchange.ts';

export interface MailerOptions extends Sender {
  readonly connection: EmailConnection;
  readonly clock: Clock;
  /** Shorter in tests only: reconciliation counts on 30 seconds. */
  readonly abortAfterMs?: number;
}

const defaultAbortAfterMs = 30_000;

/** The version of the SDK's own requests; a status is asked for by its whole address. */
const apiVersion = '2025-09-01';

/** Azure Communication Services Email, with exactly one request for each call. */
export function createMailer(options: MailerOptions): Mailer {
  const { clock, abortAfterMs = defaultAbortAfterMs } = options;
  const { client, endpoint } = connectEmail(options.connection);
  return {
    async send(mail) {
      const message = emailMessageOf(mail, options);
      const abortSignal = AbortSignal.timeout(abortAfterMs);
      const sent = await observe('POST', abortSignal, () =>
        client.beginSend(message, { operationId: mail.messageId, abortSignal }),
      );
      if (sent.response) return readSendAnswer(serviceAnswerOf(sent.response), clock.now());
      return readNoSendAnswer({ hasLeft: sent.hasLeft, code: codeOf(sent.error) });
    },
    async ask(messageId) {
      const abortSignal = AbortSignal.timeout(abortAfterMs);
      const asked = await observe('GET', abortSignal, () => askStatus(client, endpoint, messageId, abortSignal));
      if (asked.response) return readOperationAnswer(serviceAnswerOf(asked.response));
      return { kind: 'noAnswer', because: codeOf(asked.error) };
    },
  };
}

/** The SDK has no call for a status alone, but resumes a send that was begun elsewhere: that asks once. */
async function askStatus(client: EmailClient, endpoint: string, id: string, abortSignal: AbortSignal): Promise<void> {
  const operationLocation = `${endpoint}/emails/operations/${encodeURIComponent(id)}?api-version=${apiVersion}`;
  const config = { operationLocation, metadata: { mode: 'OperationLocation' } };
  const resumeFrom = JSON.stringify({ state: { status: 'running', config } });
  await client.beginSend(noMessage, { resumeFrom, abortSignal });
}

const noMessage: EmailMessage = { senderAddress: '', content: { subject: '', plainText: '' }, recipients: { to: [] } };

function serviceAnswerOf({ status, bodyAsText, headers }: NonNullable<Exchange['response']>): ServiceAnswer {
  return { status, text: bodyAsText ?? '', header: (name) => headers.get(name) };
}

/** The network's code where there is one, else the error's name: its message may hold an address. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : error.name;
}
