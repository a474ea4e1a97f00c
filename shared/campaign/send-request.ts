import { z } from 'zod';
import { stepText } from '../delivery/steps.ts';

/**
 * One item of the queue `send-message`. Its properties avoid the names of the trigger's own metadata (`id`,
 * `dequeueCount`, …), which a payload's top-level properties would shadow.
 */
export const sendRequest = z.strictObject({
  userId: z.guid(),
  step: stepText,
  /** The watched agenda entry that answers for this message until the sender is done. */
  watchAt: z.iso.datetime().transform((text) => new Date(text)),
});

export type SendRequest = z.infer<typeof sendRequest>;
