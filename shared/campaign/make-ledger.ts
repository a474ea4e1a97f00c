import { wasAccepted, type Message } from '../delivery/message.ts';
import { latestGain } from '../registration/readiness.ts';
import { resetsIn, type ResetCounts } from '../registration/resets.ts';
import { writebackSeenIn } from '../registration/writeback-signal.ts';
import type { EntryNotice } from './entry-notice.ts';
import type { Journey } from './journey.ts';
import type { Ledger, LedgerEntry, NoticeEntry } from './ledger.ts';
import { resetAfterMail } from './real-end.ts';
import { byStep } from './recall.ts';

/** What the ledger keeps of a journey, with what an earlier one kept. */
export function ledgerOf(journey: Journey, forgottenAt: Date): Ledger {
  const { messages, superseded = [], entryNotices = [], evidence, ledger } = journey;
  const gain = latestGain(evidence);
  const writeback = writebackSeenIn(evidence);
  const resetAfter = resetAfterMail(journey);
  return {
    forgottenAt,
    sent: [...messages, ...superseded].map(entryOf).toSorted(byStep),
    registered: gain && { at: gain.at, by: gain.by },
    writeback: writeback && { at: writeback.at, isOn: writeback.isOn },
    resets: addResets(ledger?.resets, resetsIn(evidence), writeback),
    ...(resetAfter && { resetAfter }),
    ...(entryNotices.length > 0 && { notices: entryNotices.map(noticeEntryOf) }),
  };
}

const noticeEntryOf = ({ messageId, planId, state, acceptedAt, entries, history }: EntryNotice): NoticeEntry => ({
  messageId,
  planId,
  state,
  methods: entries.map(({ method }) => method),
  ...(acceptedAt && { acceptedAt }),
  settledAt: history.at(-1)!.at,
});

function entryOf(message: Message): LedgerEntry {
  const { step, epoch, messageId, state, acceptedAt, dueAt, claim, indexedAs } = message;
  const known = { step, epoch, messageId, state };
  if (wasAccepted(message)) return { ...known, acceptedAt };
  return { ...known, dueAt, ...(claim && { claimedAt: claim.firstClaimedAt }), ...(indexedAs && { indexedAs }) };
}

/** The telling reset is counted by itself for as long as it stands as evidence. */
function addResets(before: ResetCounts | undefined, seen: ResetCounts, telling: Ledger['writeback']): ResetCounts {
  const own = telling === undefined ? none : telling.isOn ? oneSucceeded : oneWithoutWriteback;
  const sum = (name: keyof ResetCounts) => (before?.[name] ?? 0) + seen[name] - own[name];
  return { succeeded: sum('succeeded'), failed: sum('failed'), writebackOff: sum('writebackOff') };
}

const none: ResetCounts = { succeeded: 0, failed: 0, writebackOff: 0 };
const oneSucceeded: ResetCounts = { ...none, succeeded: 1 };
const oneWithoutWriteback: ResetCounts = { ...none, failed: 1, writebackOff: 1 };
