import { v5 as uuidV5 } from 'uuid';
import { moveTo, isOpen, wasAccepted, type Letter } from '../delivery/message.ts';
import { claimSettlesAfterMinutes } from '../delivery/reconciliation.ts';
import { addDays, addHours, addMinutes } from '../registration/add-time.ts';
import type { EnteredDetail } from '../registration/entered-details.ts';
import type { MaskedEntry } from '../registration/masked-entry.ts';

/**
 * The security notice to somebody for whom an operator's file entered something. `planned`: it is being entered, and what of
 * it stands is not known yet. `due`: it stands, and is to be told. The other states are those of every mail.
 */
export interface EntryNotice extends Letter {
  /** The plan of the file: one file's additions to a person are one notice, unless it had left when more was added. */
  readonly planId: string;
  readonly entries: readonly PossibleEntry[];
}

/** Something that was entered, or was about to be when it was written down. */
interface PossibleEntry extends MaskedEntry {
  readonly isSeen: boolean;
}

type Method = MaskedEntry['method'];

/** What is known of each method afterwards; one that is not listed is as it was before. */
export type EntryOutcomes = Readonly<Partial<Record<Method, 'stands' | 'gone' | 'unknown'>>>;

/** Where a notice stands among the steps that ids of mails belong to. */
export const entryNoticeStep = 'entry-notice';

/** UUIDv5: the same for one person, plan and number, whoever computes it. */
const entryNoticeIdOf = (deploymentId: string, userId: string, planId: string, number: number): string =>
  uuidV5(`entry-notice|${userId.toLowerCase()}|${planId}|${number}`, deploymentId);

export interface BegunEntry {
  readonly userId: string;
  readonly planId: string;
  readonly entries: readonly MaskedEntry[];
}

/** Written down before anything is entered: with the notice of the same file that has not left yet, or as a new one. */
export function beginEntry(
  notices: readonly EntryNotice[],
  { userId, planId, entries }: BegunEntry,
  deploymentId: string,
  now: Date,
): EntryNotice {
  const ofPlan = notices.filter((notice) => notice.planId === planId);
  const added = entries.map((entry) => ({ ...entry, isSeen: false }));
  const waiting = ofPlan.find((notice) => isOpen(notice) && notice.claim === undefined);
  if (waiting) {
    const others = waiting.entries.filter(({ method }) => !entries.some((entry) => entry.method === method));
    return { ...moveTo(waiting, 'planned', now), entries: [...others, ...added] };
  }
  return {
    userId,
    messageId: entryNoticeIdOf(deploymentId, userId, planId, ofPlan.length),
    state: 'planned',
    because: undefined,
    claim: undefined,
    acceptedAt: undefined,
    address: undefined,
    history: [{ state: 'planned', at: now }],
    planId,
    entries: added,
  };
}

/** What is to be told now that more is known: `due` once nothing is open, `cancelled` where nothing stands. */
export function settleEntries(notice: EntryNotice, outcomes: EntryOutcomes, now: Date): EntryNotice {
  const entries = notice.entries
    .filter(({ method }) => outcomes[method] !== 'gone')
    .map((entry) => (outcomes[entry.method] === 'stands' ? { ...entry, isSeen: true } : entry));
  const settled = { ...notice, entries };
  if (entries.length === 0) return moveTo(settled, 'cancelled', now, 'nothing that was entered stands');
  return entries.every(({ isSeen }) => isSeen) ? moveTo(settled, 'due', now) : settled;
}

/** So long a look at what stands may fail; then all is told that may have been entered: better one notice too many. */
const lookForHours = 24;

const changedAt = ({ history }: Letter): Date => history.at(-1)!.at;

/** Whoever was entering has not come back: what stands is to be looked at. */
export const isLeftOpen = (notice: EntryNotice, now: Date): boolean =>
  notice.state === 'planned' && now >= addMinutes(changedAt(notice), claimSettlesAfterMinutes);

export const isLookOver = (notice: EntryNotice, now: Date): boolean => now >= addHours(changedAt(notice), lookForHours);

/** Once it is settled no part of what was entered is kept. */
export const withoutValues = (notice: EntryNotice): EntryNotice =>
  isUnsettledNotice(notice)
    ? notice
    : { ...notice, entries: notice.entries.map((entry) => ({ ...entry, masked: '' })) };

/** Something is still to be done about it. */
export const isUnsettledNotice = (notice: EntryNotice): boolean => isOpen(notice) || notice.state === 'claimed';

/** A link within a week of a mail about the same reads as if one of the two were not real. */
const linkAfterDays = 7;

/** Until when a link waits for each that is told of entries; empty where nothing is. It never leaves before that is settled. */
export const linkWaitsUntil = (notices: readonly EntryNotice[], now: Date): readonly Date[] =>
  notices
    .filter(({ state }) => state !== 'cancelled')
    .map((notice) => {
      const end = addDays(notice.acceptedAt ?? notice.history[0]!.at, linkAfterDays);
      return isUnsettledNotice(notice) && end <= now ? addDays(now, 1) : end;
    });

/** Of what an admin is seen to have entered what nobody told them of yet. */
export function untold(notices: readonly EntryNotice[], entered: readonly EnteredDetail[]) {
  const told = new Set(
    notices.filter(wasAccepted).flatMap(({ entries }) => entries.map(({ method }) => detailOf[method])),
  );
  return { details: entered.filter((detail) => !told.has(detail)), isAnyTold: told.size > 0 };
}

const detailOf: Readonly<Record<Method, EnteredDetail>> = {
  mobilePhone: 'mobilePhone',
  alternateMobilePhone: 'mobilePhone',
  email: 'email',
};
