import { z } from 'zod';
import { secondsAskedFor } from '../../delivery/retry-after.ts';
import type { OperationAnswer, SendAnswer } from '../../delivery/send-answer.ts';
import { classifySendStatus } from './send-status.ts';

/** A finished answer of the service. */
export interface ServiceAnswer {
  readonly status: number;
  readonly text: string;
  readonly header: (name: string) => string | undefined;
}

/** Why there is no answer. `code` is the network's word, such as ECONNREFUSED. */
export interface NoAnswer {
  readonly hasLeft: boolean;
  readonly code: string;
}

const errorBody = z.object({ error: z.object({ code: z.string() }) });
const acceptedBody = z.object({ id: z.string() });
const operationBody = z.object({ status: z.string(), error: z.object({ code: z.string().nullish() }).nullish() });

/** Says what a finished answer to `POST /emails:send` means. A 202 whose body is no acceptance is nobody's word. */
export function readSendAnswer(answer: ServiceAnswer, now: Date): SendAnswer {
  if (answer.status === 202 && !acceptedBody.safeParse(jsonOf(answer.text)).success) {
    return { kind: 'ambiguous', because: '202 with an unreadable body' };
  }
  return classifySendStatus(answer.status, codeOf(answer), secondsAskedFor(answer.header('retry-after'), now));
}

/** No connection was made, so nothing was sent. Any other failure may have come after the service took the mail. */
const neverConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** Says what it means that no answer came. */
export function readNoSendAnswer({ hasLeft, code }: NoAnswer): SendAnswer {
  if (!hasLeft) return { kind: 'unavailable', because: `not sent: ${code}` };
  return { kind: neverConnected.includes(code) ? 'unavailable' : 'ambiguous', because: code };
}

/**
 * Says what a finished answer to `GET /emails/operations/{id}` means.
 * https://learn.microsoft.com/azure/communication-services/quickstarts/email/send-email (operation statuses)
 */
export function readOperationAnswer(answer: ServiceAnswer): OperationAnswer {
  if (answer.status === 404) return { kind: 'denied' };
  if (answer.status !== 200) return { kind: 'noAnswer', because: `${answer.status} ${codeOf(answer)}` };
  const parsed = operationBody.safeParse(jsonOf(answer.text));
  if (!parsed.success) return { kind: 'noAnswer', because: '200 with an unreadable body' };
  const { status, error } = parsed.data;
  if (['NotStarted', 'Running', 'Succeeded'].includes(status)) return { kind: 'known' };
  if (['Failed', 'Canceled'].includes(status)) return { kind: 'failed', because: error?.code ?? status };
  return { kind: 'noAnswer', because: '200 with an unknown status' };
}

/** The code only: the message may repeat an address. */
function codeOf({ text, header }: ServiceAnswer): string {
  const parsed = errorBody.safeParse(jsonOf(text));
  return parsed.success ? parsed.data.error.code : (header('x-ms-error-code') ?? 'noErrorCode');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
