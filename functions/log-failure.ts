import type { InvocationContext } from '@azure/functions';
import type { JournalEvent } from '../shared/app.ts';
import { causesOf } from '../shared/faults/causes.ts';

/**
 * Writes one line about a failure: the whole chain of causes, each with its status and code. The worker itself passes on
 * the outermost message and its stack only, by which a missing role, a name that does not resolve and an outage look alike.
 */
export function logFailure(error: unknown, context: InvocationContext): void {
  const event: JournalEvent = 'failed';
  context.error(JSON.stringify({ event, function: context.functionName, causes: causesOf(error) }));
}
