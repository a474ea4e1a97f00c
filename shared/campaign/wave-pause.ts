import { isOpen, moveTo, type Message } from '../delivery/message.ts';
import { addDays, addHours } from '../registration/add-time.ts';

/** Its time had come while its wave was paused. */
export const isHeld = (message: Message): boolean => isOpen(message) && message.heldBy !== undefined;

/** A pause that was over by then, seen some seconds late, costs an hour and not a week. */
const firstLookAfterHours = 1;
/** Each look costs a place in the quota of the other waves; the end of the pause brings the message back in any case. */
const nextLookAfterDays = 7;

/** The message put off while its wave is paused. It stays on the agenda. */
export function hold(message: Message, now: Date): Message {
  const dueAt = isHeld(message) ? addDays(now, nextLookAfterDays) : addHours(now, firstLookAfterHours);
  return { ...moveTo(message, message.state, now, 'wavePaused'), heldBy: 'wavePaused', dueAt };
}

/** The message once the pause is over, at a time of its own: people who were held are spread as at the beginning. */
export const resume = (message: Message, dueAt: Date, now: Date): Message => ({
  ...moveTo(message, message.state, now, 'waveResumed'),
  dueAt,
});
