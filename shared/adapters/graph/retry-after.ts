import type { GraphAnswer } from './graph-connection.ts';

/** Graph names no time on some throttled identity resources; its limits on reports are counted over 10 seconds. */
const defaultSeconds = 10;

/**
 * Reads a `Retry-After` header, given as seconds or as an HTTP date; at least one second.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterSeconds(header: string | null, now: Date): number {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.max(1, Number(text));
  const at = /^[A-Za-z]{3},/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? defaultSeconds : Math.max(1, Math.ceil((at - now.getTime()) / 1000));
}

/** 503 and 504 are for waiting as well when they say how long. https://learn.microsoft.com/graph/throttling */
export function waitAskedBy(
  { status, headers }: Pick<GraphAnswer, 'status' | 'headers'>,
  now: Date,
): number | undefined {
  const header = headers.get('Retry-After');
  const asksToWait = status === 429 || ((status === 503 || status === 504) && header !== null);
  return asksToWait ? retryAfterSeconds(header, now) : undefined;
}
