import { withoutPayload } from '../../faults/without-payload.ts';

/** Says what a queue could not do, and why. */
export const queueFailure = (queue: string, what: string, error: unknown): Error =>
  new Error(`The queue ${queue} could not ${what}`, { cause: withoutPayload(error) });
