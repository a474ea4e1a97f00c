import type { Journey } from '../campaign/journey.ts';
import type { JourneyChange } from '../campaign/journey-change.ts';
import type { WrittenAs } from '../delivery/message.ts';
import type { InlineLogo } from '../email/logo.ts';
import type { Registration } from '../registration/registration.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import type { KnownMailbox } from '../recipient/mailbox-purpose.ts';

/** A journey as it was read. `version` ties a later write to this reading. */
export interface StoredJourney extends Journey {
  /** Undefined when nothing is stored of this person's head row yet. */
  readonly version: string | undefined;
}

/** What is to be written of one person, all of it or nothing. */
export interface JourneyWrite extends JourneyChange {
  readonly userId: string;
  /** The version that was read: the write is refused when anything has changed since. */
  readonly version: string | undefined;
  /** The bodies of messages that are being claimed: kept until `releaseBodyOf` names the message. */
  readonly bodies?: readonly PinnedBody[];
  /** Messages whose body is needed no longer. */
  readonly releaseBodyOf?: readonly string[];
}

/** The rendered mail as it left or will leave, pinned at the claim. */
export interface PinnedBody {
  readonly messageId: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly displayName: string;
  readonly logo?: InlineLogo;
  readonly writtenAs?: WrittenAs;
}

/** What a pass learned of one user. Leaves enrolment, evidence and messages alone. */
export interface FactsRow {
  readonly userId: string;
  readonly user: DirectoryUser;
  readonly isInDirectory: boolean;
  readonly registration: Registration | undefined;
  /** When they were found to have lost what they could reset with. What is stored of it stands, until they can reset again. */
  readonly infoLostAt?: Date | undefined;
  readonly reportReadAt: Date;
  readonly memberOf: readonly string[];
  /** A row of this pass could not be read: what stands here was known before. */
  readonly unreadable?: boolean | undefined;
  /**
   * There is no report: a registration that was read from the person's own methods stays, with the time of its reading.
   * `registration` and `reportReadAt` hold where there is none.
   */
  readonly keepsReading?: boolean | undefined;
}

/** What is known of somebody's mailbox beside the directory's fields. */
export type MailboxMark = OwnerMark | PurposeMark;

/** The account that it belongs to; undefined takes an earlier mark back. */
export interface OwnerMark {
  readonly userId: string;
  readonly mailboxOf: string | undefined;
}

/** What it is for. */
export interface PurposeMark {
  readonly userId: string;
  readonly mailbox: KnownMailbox;
}

export interface JourneyPage {
  readonly journeys: readonly StoredJourney[];
  /** Where to go on, or undefined at the end. */
  readonly next: string | undefined;
}

/** Everything that is kept of the people, one partition of it per share of the ids. */
export interface RecipientStore {
  /** All that is known of one person, in one storage transaction. Somebody unknown is an empty journey. */
  readJourney(userId: string): Promise<StoredJourney>;

  /**
   * Writes one person's changes in one storage transaction. `conflict`: somebody else wrote since the reading, nothing
   * was written, read again. An answer that got lost is looked up: our own write is never reported as a conflict.
   *
   * With a `ledger`, the rows that it stands for are deleted once it is there: where they do not fit into one transaction and
   * the process dies, some are left, and count as before until they are forgotten once more.
   */
  writeJourney(write: JourneyWrite): Promise<{ kind: 'written'; version: string } | { kind: 'conflict' }>;

  /** The pinned body of a claimed message, or undefined. `unreadable`: it is there, and what it says is not known. */
  readBody(userId: string, messageId: string): Promise<PinnedBody | 'unreadable' | undefined>;

  /** Writes what a pass learned of many users, in transactions of up to 100. Writing the same again changes nothing. */
  writeFacts(rows: readonly FactsRow[]): Promise<void>;

  /** Marks whose mailbox is another account's, or what it is for. What a pass learns of a user leaves both alone. */
  markMailboxes(marks: readonly MailboxMark[]): Promise<void>;

  /** Marks users that a complete, sane pass no longer found, and since when. */
  markAbsent(userIds: readonly string[], since: Date): Promise<void>;

  /** What `writeMark` wrote last, into the same table as the people: it goes when they go, and is old when they are old. */
  readMark(): Promise<string | undefined>;
  writeMark(mark: string): Promise<void>;

  /** People in a fixed order, a page at a time: heads only, with `messages` and `evidence` empty. */
  readHeads(next: string | undefined, limit: number): Promise<JourneyPage>;

  /** Whole journeys in a fixed order, a page at a time. For reports and checks; costs the tenant. */
  readJourneys(next: string | undefined): Promise<JourneyPage>;
}
