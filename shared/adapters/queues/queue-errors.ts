import { RestError } from '@azure/storage-queue';

/** Says what a queue could not do, and why. */
export const queueFailure = (queue: string, what: string, error: unknown): Error =>
  new Error(`The queue ${queue} could not ${what}`, { cause: withoutPayload(error) });

/** The SDK's errors carry the whole request along, tokens included: those never reach a log. */
function withoutPayload(error: unknown): unknown {
  if (!(error instanceof RestError)) return error;
  const { statusCode, code, message, stack } = error;
  const bare = new Error([statusCode, code, message].filter((part) => part !== undefined).join(' '));
  if (stack !== undefined) bare.stack = stack;
  return Object.assign(bare, { name: 'RestError', statusCode, code });
}
