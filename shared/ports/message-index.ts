import type { entryNoticeStep } from '../campaign/entry-notice.ts';
import type { Step } from '../delivery/steps.ts';

export interface IndexedMessage {
  readonly messageId: string;
  readonly userId: string;
  readonly step: Step | typeof entryNoticeStep;
}

/** How a message is known again by its entry. */
export interface IndexEntry {
  /** Written on the message's own row before it is entered. */
  readonly indexedAs: string;
  /** When its row was begun. */
  readonly plannedAt: Date;
}

/** Whose message an id is, since delivery reports bring nothing but the id; and so, under which ids a mail may have left. */
export interface MessageIndex {
  /**
   * Enters a message between its claim and its mail, so that no report can come for an id that is not here, and answers
   * whether the entry is its own; the first one stays. `anothers`: a mail may have left under this id, and its row was lost,
   * or is from before that. Entries of earlier versions do not say whose they are, and were made when the message was
   * planned: one that is older than the row is another's. So is one that cannot be read: nobody knows whose it is.
   */
  enter(message: IndexedMessage, as: IndexEntry): Promise<'own' | 'anothers'>;

  /** Throws `UnreadableStoredRow` for an entry that cannot be read: whose the message is would be a guess. */
  find(messageId: string): Promise<IndexedMessage | undefined>;

  /** Whether a mail may have left under this id, whatever its entry says. */
  has(messageId: string): Promise<boolean>;
}
