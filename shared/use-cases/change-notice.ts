import { isUnsettledNotice, withoutValues, type EntryNotice } from '../campaign/entry-notice.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import { changeJourney, type Run } from './write-plan.ts';

/** A notice of what was entered, with the journey that it was read with. */
export interface ReadNotice {
  readonly notice: EntryNotice;
  readonly journey: StoredJourney;
}

/**
 * Writes what became of a notice, and what is owed to the person next, as one write; nothing where it has moved meanwhile.
 * Once it is settled neither its words nor any part of what was entered is kept.
 */
export async function changeNotice(
  { notice: read, journey }: ReadNotice,
  changed: EntryNotice,
  run: Run,
): Promise<void> {
  const { messageId } = read;
  const isOver = !isUnsettledNotice(changed) && read.claim !== undefined;
  const write = { entryNotices: [withoutValues(changed)], releaseBodyOf: isOver ? [messageId] : [] };
  const isAsRead = (found: EntryNotice | undefined) =>
    found?.state === read.state &&
    found.claim?.claimId === read.claim?.claimId &&
    found.entries.length === read.entries.length &&
    found.history.length === read.history.length;
  await changeJourney(
    journey.userId,
    ({ entryNotices = [] }) => (isAsRead(entryNotices.find((one) => one.messageId === messageId)) ? write : undefined),
    run,
    { known: journey },
  );
}
