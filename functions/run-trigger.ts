import type { InvocationContext, StorageQueueHandler, Timer, TimerHandler } from '@azure/functions';
import { begin } from '../shared/app.ts';
import type { TimerName } from '../shared/config/schedules.ts';
import { UnreadableDocument } from '../shared/config/unreadable-document.ts';
import { noteSuccess } from './note-success.ts';

/** As long as the host itself waits before it tries a message again that failed (host.json). */
const putBackForSeconds = 30;

/** Runs a timer, and notes that it ended well; where the storage is another installation's it says so and does nothing. */
export async function runTimer(
  name: TimerName,
  load: () => Promise<TimerHandler>,
  timer: Timer,
  context: InvocationContext,
) {
  if (await isOthers(context)) return;
  const handler = await load();
  if (await isDone(() => handler(timer, context), context)) await noteSuccess(name, context);
}

/**
 * Hands a queue message to its function. Where the storage is another installation's, so is the message: it goes back for
 * the app that it belongs to, and no attempt of it is used up.
 */
export async function takeMessage(
  queueName: string,
  load: () => Promise<StorageQueueHandler>,
  item: unknown,
  context: InvocationContext,
) {
  if (await isOthers(context)) {
    const { returnedMessages } = await begin(context);
    await returnedMessages.putBack(queueName, item, putBackForSeconds);
    return;
  }
  const handler = await load();
  await isDone(() => handler(item, context), context);
}

async function isOthers(context: InvocationContext): Promise<boolean> {
  const { ownStorage, journal } = await begin(context);
  const because = await ownStorage.refusal();
  if (because === undefined) return false;
  journal.warn('othersStorage', { function: context.functionName, because });
  return true;
}

/**
 * False where the campaign document cannot be read: that is said, and nothing is done. A message needs no other try then: a
 * watched entry answers for each mail, and the pass goes on from its checkpoint.
 */
async function isDone(act: () => unknown, context: InvocationContext): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    const { journal } = await begin(context);
    const paths = error.campaign.faults.map(({ path }) => path).join(', ');
    journal.warn('campaignUnreadable', { function: context.functionName, paths });
    return false;
  }
}
