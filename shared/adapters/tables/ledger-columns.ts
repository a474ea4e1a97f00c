import type { Ledger, LedgerEntry, NoticeEntry } from '../../campaign/ledger.ts';
import { packJson, toDate, unpackJson, type Columns } from './cells.ts';
import type { Row } from './rows.ts';

/** As JSON has it: dates are texts. */
type Stored<Value> = {
  readonly [Name in keyof Value]: Date extends Value[Name] ? string | Exclude<Value[Name], Date> : Value[Name];
};

interface StoredLedger extends Pick<Ledger, 'resets' | 'resetAfter'> {
  readonly forgottenAt: string;
  readonly sent: readonly Stored<LedgerEntry>[];
  readonly registered?: Stored<NonNullable<Ledger['registered']>>;
  readonly writeback?: Stored<NonNullable<Ledger['writeback']>>;
  readonly notices?: readonly Stored<NoticeEntry>[];
}

/** What stays of a journey that was forgotten, as a column of its head. */
export const ledgerColumns = (ledger: Ledger): Columns => packJson('ledger', ledger);

export function ledgerIn(head: Row): Ledger | undefined {
  const stored = unpackJson<StoredLedger>('ledger', head);
  if (stored === undefined) return undefined;
  const { forgottenAt, sent, registered, writeback, resets, resetAfter, notices } = stored;
  return {
    forgottenAt: toDate(forgottenAt),
    sent: sent.map(entryIn),
    registered: registered && { ...registered, at: toDate(registered.at) },
    writeback: writeback && { ...writeback, at: toDate(writeback.at) },
    resets,
    ...(resetAfter && { resetAfter }),
    ...(notices && { notices: notices.map(noticeIn) }),
  };
}

const noticeIn = ({ acceptedAt, settledAt, ...notice }: Stored<NoticeEntry>): NoticeEntry => ({
  ...notice,
  ...(acceptedAt !== undefined && { acceptedAt: toDate(acceptedAt) }),
  settledAt: toDate(settledAt),
});

function entryIn({ acceptedAt, dueAt, claimedAt, ...entry }: Stored<LedgerEntry>): LedgerEntry {
  return {
    ...entry,
    ...(acceptedAt !== undefined && { acceptedAt: toDate(acceptedAt) }),
    ...(dueAt !== undefined && { dueAt: toDate(dueAt) }),
    ...(claimedAt !== undefined && { claimedAt: toDate(claimedAt) }),
  };
}
