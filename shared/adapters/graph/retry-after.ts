import { secondsAskedFor } from '../../delivery/retry-after.ts';
import type { GraphAnswer } from './graph-connection.ts';

/** Graph names no time on some throttled identity resources; its limits on reports are counted over 10 seconds. */
const defaultSeconds = 10;

/**
 * How many seconds Graph asks to wait, at least one, or undefined when it does not ask. 503 and 504 are for waiting as well
 * when they say how long. https://learn.microsoft.com/graph/throttling
 */
export function waitAskedBy(
  { status, headers }: Pick<GraphAnswer, 'status' | 'headers'>,
  now: Date,
): number | undefined {
  const header = headers.get('Retry-After');
  const asksToWait = status === 429 || ((status === 503 || status === 504) && header !== null);
  return asksToWait ? Math.max(1, secondsAskedFor(header, now) ?? defaultSeconds) : undefined;
}
