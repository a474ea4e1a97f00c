import type { InvocationContext } from '@azure/functions';
import { begin } from '../shared/app.ts';
import type { TimerName } from '../shared/config/schedules.ts';
import { logFailure } from './log-failure.ts';

/** A timer's function has ended well, which health is asked for. Its work is done, whatever becomes of the note. */
export async function noteSuccess(timer: TimerName, context: InvocationContext): Promise<void> {
  try {
    const { timerNotes, clock } = await begin(context);
    await timerNotes.note(timer, clock.now());
  } catch (error) {
    logFailure(error, context);
  }
}
