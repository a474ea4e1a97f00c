import type { EntryNotice } from './entry-notice.ts';
import type { MessageState } from '../delivery/message.ts';
import type { Step } from '../delivery/steps.ts';
import type { Evidence } from '../registration/evidence.ts';
import type { ResetCounts } from '../registration/resets.ts';

/**
 * What stays of a journey that is forgotten, for as long as the person is stored: what nobody may be sent once more for
 * not knowing, and what figures count. No address, no words, no history.
 */
export interface Ledger {
  readonly forgottenAt: Date;
  readonly sent: readonly LedgerEntry[];
  /** The last registration that figures go by, and whose doing it was. */
  readonly registered?: Pick<Evidence, 'at' | 'by'> | undefined;
  /** What the last telling reset said of writeback. It is none of `resets`. */
  readonly writeback?: { readonly at: Date; readonly isOn: boolean } | undefined;
  readonly resets: ResetCounts;
  /** After which of our mails they first reset their password. */
  readonly resetAfter?: Step | undefined;
  /** What they were told of security info that was entered for them. */
  readonly notices?: readonly NoticeEntry[] | undefined;
}

/** A notice of an entry without what it said and where it went. */
export interface NoticeEntry extends Pick<EntryNotice, 'messageId' | 'planId' | 'state'> {
  readonly methods: readonly EntryNotice['entries'][number]['method'][];
  readonly acceptedAt?: Date | undefined;
  readonly settledAt: Date;
}

/** A message without what it said, where it went and how it got there. */
export interface LedgerEntry {
  readonly step: Step;
  readonly epoch: number;
  readonly messageId: string;
  readonly state: MessageState;
  /** When the mail service took it. */
  readonly acceptedAt?: Date | undefined;
  /** The rest only of a message that was not taken: it may be wanted again, and must not leave twice then. */
  readonly dueAt?: Date | undefined;
  readonly claimedAt?: Date | undefined;
  readonly indexedAs?: string | undefined;
}
