import {
  beginEntry,
  isUnsettledNotice,
  settleEntries,
  type BegunEntry,
  type EntryNotice,
  type EntryOutcomes,
} from '../campaign/entry-notice.ts';
import type { Clock } from '../ports/clock.ts';
import type { EntryHints } from '../ports/entry-hints.ts';
import type { RecipientStore, StoredJourney } from '../ports/recipient-store.ts';

export interface NoteEntriesPorts {
  readonly recipients: RecipientStore;
  readonly entryHints: Pick<EntryHints, 'put'>;
  readonly clock: Clock;
}

/** Too many conflicts in a row are a fault, not a race. */
const attempts = 10;

/**
 * Writes down that something is about to be entered for somebody, so that they are told of it wherever the process dies.
 * Answers the id of the notice. Throws where it cannot be written: then nothing may be entered.
 */
export async function beginNotice(begun: BegunEntry, deploymentId: string, ports: NoteEntriesPorts): Promise<string> {
  const { userId } = begun;
  const { messageId } = await change(userId, ports, async ({ entryNotices = [] }) => {
    const now = ports.clock.now();
    const notice = beginEntry(entryNotices, begun, deploymentId, now);
    await ports.entryHints.put({ userId, messageId: notice.messageId, putAt: now });
    return notice;
  });
  return messageId;
}

/** Writes down what stands of it; what is not known yet is looked at later. */
export async function settleNotice(
  { userId, messageId }: Pick<EntryNotice, 'userId' | 'messageId'>,
  outcomes: EntryOutcomes,
  ports: NoteEntriesPorts,
): Promise<void> {
  await change(userId, ports, async (journey) => {
    const notice = journey.entryNotices?.find((one) => one.messageId === messageId);
    if (notice?.state !== 'planned') throw new Error(`The notice ${messageId} is not what was begun`);
    return settleEntries(notice, outcomes, ports.clock.now());
  });
}

async function change(
  userId: string,
  { recipients }: NoteEntriesPorts,
  noticeFor: (journey: StoredJourney) => Promise<EntryNotice>,
): Promise<EntryNotice> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const journey = await recipients.readJourney(userId);
    const notice = await noticeFor(journey);
    const { version } = journey;
    const written = await recipients.writeJourney({ userId, version, entryNotices: [notice] });
    if (written.kind === 'written') return notice;
  }
  throw new Error(`The journey of ${userId} changed ${attempts} times while a notice was being written`);
}

/** Puts the hints of open notices again: one that was lost comes back with the rolling check. */
export async function hintAgain(
  { entryNotices = [] }: Pick<StoredJourney, 'entryNotices'>,
  entryHints: Pick<EntryHints, 'put'>,
): Promise<void> {
  for (const notice of entryNotices.filter(isUnsettledNotice))
    await entryHints.put({ ...notice, putAt: notice.history[0]!.at });
}
