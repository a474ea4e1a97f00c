import type { PipelineResponse } from '@azure/core-rest-pipeline';
import { NoToken } from '../../faults/no-token.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Mailer } from '../../ports/mailer.ts';
import { readNoSendAnswer, readOperationAnswer, readSendAnswer, type ServiceAnswer } from './answers.ts';
import { connectEmail, type EmailClients, type EmailConnection } from './email-clients.ts';
import { emailMessageOf } from './email-message.ts';

export interface MailerOptions {
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
  const { clock, connection, abortAfterMs = defaultAbortAfterMs } = options;
  const clients = connectEmail(connection, abortAfterMs);
  return {
    async send(mail) {
      const message = emailMessageOf(mail);
      const abortSignal = AbortSignal.timeout(abortAfterMs);
      const answers: ServiceAnswer[] = [];
      const onResponse = (response: PipelineResponse) => answers.push(serviceAnswerOf(response));
      const sending = clients.sender.beginSend(message, { operationId: mail.messageId, abortSignal, onResponse });
      const error: unknown = await sending.then(
        () => undefined,
        (thrown: unknown) => (abortSignal.aborted && !(thrown instanceof NoToken) ? abortSignal.reason : thrown),
      );
      const [answer] = answers;
      if (answer) return readSendAnswer(answer, clock.now());
      return readNoSendAnswer({ hasLeft: !(error instanceof NoToken), code: codeOf(error) });
    },
    ask: (messageId) => askStatus(clients, messageId, abortAfterMs),
  };
}

async function askStatus({ asker, endpoint }: EmailClients, id: string, timeoutMs: number): ReturnType<Mailer['ask']> {
  const address = `${endpoint}/emails/operations/${encodeURIComponent(id)}?api-version=${apiVersion}`;
  try {
    return readOperationAnswer(serviceAnswerOf(await asker(new URL(address), { timeoutMs })));
  } catch (error) {
    return { kind: 'noAnswer', because: codeOf(error), ...(error instanceof NoToken && { lacks: 'token' }) };
  }
}

function serviceAnswerOf({ status, bodyAsText, headers }: PipelineResponse): ServiceAnswer {
  return { status, text: bodyAsText ?? '', header: (name) => headers.get(name) };
}

/** The network's code where there is one, else the error's name: its message may hold an address. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : error.name;
}
