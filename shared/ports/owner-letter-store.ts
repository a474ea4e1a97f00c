import type { ManagerRound } from '../campaign/manager-round.ts';
import type { OwnerLetter } from '../campaign/owner-letter.ts';
import type { MailboxOwner } from '../campaign/owner-mailbox.ts';
import type { ToldTrouble } from '../campaign/trouble-digest.ts';

/** The letters to each mailbox about people in trouble, and to managers about their teams. */
export interface OwnerLetters {
  /** How far this week's letters to managers have come. */
  readonly managers?: ManagerRound | undefined;
  readonly trouble: Readonly<Partial<Record<MailboxOwner, OwnerLetter<ToldTrouble>>>>;
}

/** What owners and managers were told. */
export interface OwnerLetterStore {
  /** Nothing before the first; a row that cannot be read counts as none, and the next write replaces it. */
  read(): Promise<{ readonly letters: OwnerLetters; readonly version: string | undefined }>;
  /** The version of what was written; undefined when somebody else wrote since the reading, and nothing was written. */
  write(letters: OwnerLetters, version: string | undefined): Promise<string | undefined>;
}
