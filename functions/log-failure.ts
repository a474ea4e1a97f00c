import type { InvocationContext } from '@azure/functions';
import { causesOf } from '../shared/faults/causes.ts';

/**
 * Writes one line about a failure: the whole chain of causes, each with its status and code. The worker itself passes on
 * the outermost message and its stack only, by which a missing role, a name that does not resolve and an outage look alike.
 */
export function logFailure(error: unknown, context: InvocationContext): void {
  context.error(JSON.stringify({ event: 'failed', function: context.functionName, causes: causesOf(error) }));
}
