import type { TransactionAction } from '@azure/data-tables';
import type { Enrolment } from '../../campaign/journey.ts';
import type { Claim, HistoryEntry, Message, MessageState, Step } from '../../delivery/message.ts';
import type { FactsRow, JourneyWrite, PinnedBody, StoredJourney } from '../../ports/recipient-store.ts';
import type { DirectoryUser } from '../../recipient/directory-user.ts';
import type { UserFacts } from '../../recipient/verdict.ts';
import type { Evidence } from '../../registration/evidence.ts';
import type { Registration } from '../../registration/registration.ts';
import {
  dateIn,
  inflateText,
  optionalDateIn,
  optionalTextIn,
  packDeflated,
  packJson,
  textIn,
  trusted,
  unpackJson,
  type Columns,
} from './cells.ts';
import { writeIdsOf } from './compare-and-set.ts';
import { encodeKey, partitionOf } from './keys.ts';
import type { NewRow, Row } from './rows.ts';

/**
 * The rows of one person, next to one another: `<id>` is the head, `<id>|m|<step>` a message, `<id>|e|<event>` a piece
 * of evidence. Pinned bodies are big and seldom read: `!b|<messageId>` lies before all of them, so that reading a person
 * does not bring them along.
 */
export type RowType = 'head' | 'message' | 'evidence' | 'body';

export const headKey = (userId: string) => ({ partitionKey: partitionOf(userId), rowKey: userId });

/** An object id in the one spelling we store. */
export const userIdOf = (id: string): string => id.toLowerCase();

/** Whose row it is, from its key. */
export const ownerOf = (row: Row): string => row.rowKey!.split('|', 1)[0]!;

// ——— facts ———

interface StoredFacts {
  readonly user: Omit<DirectoryUser, 'createdDateTime' | 'lastSignInDateTime'> & {
    readonly createdDateTime?: string;
    readonly lastSignInDateTime?: string;
  };
  readonly registration?: Registration;
  readonly memberOf: readonly string[];
}

/** What a pass learned, to be merged over the head: the other columns stay as they are. */
export function factsRow(facts: FactsRow): NewRow {
  const { user, registration, memberOf, isInDirectory, reportReadAt } = facts;
  return {
    ...headKey(userIdOf(facts.userId)),
    type: 'head' satisfies RowType,
    ...packJson('facts', { user: { ...user, id: userIdOf(user.id) }, registration, memberOf }),
    isInDirectory,
    reportReadAt: reportReadAt.toISOString(),
  };
}

export const absentRow = (userId: string): NewRow => ({
  ...headKey(userIdOf(userId)),
  type: 'head' satisfies RowType,
  isInDirectory: false,
});

function factsIn(head: Row): UserFacts | undefined {
  const stored = unpackJson<StoredFacts>('facts', head);
  if (stored === undefined) return undefined;
  return {
    user: userIn(stored.user),
    isInDirectory: head.isInDirectory === true,
    registration: stored.registration,
    memberOf: stored.memberOf,
    excludedByOperator: head.excludedByOperator === true,
    suppressedAddress: optionalTextIn(head, 'suppressedAddress'),
  };
}

function userIn(stored: StoredFacts['user']): DirectoryUser {
  return {
    id: stored.id,
    userPrincipalName: stored.userPrincipalName,
    displayName: stored.displayName,
    givenName: stored.givenName,
    mail: stored.mail,
    otherMails: stored.otherMails,
    preferredLanguage: stored.preferredLanguage,
    usageLocation: stored.usageLocation,
    accountEnabled: stored.accountEnabled,
    userType: stored.userType,
    createdDateTime: toDate(stored.createdDateTime),
    onPremisesSyncEnabled: stored.onPremisesSyncEnabled,
    servicePlanIds: stored.servicePlanIds,
    lastSignInDateTime: toDate(stored.lastSignInDateTime),
  };
}

const toDate = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

// ——— the head ———

/** The head's columns that a write sets; what it does not name stays as it is. */
export function headRow({ userId, enrolment, excludedByOperator, suppressedAddress }: JourneyWrite): NewRow {
  return {
    ...headKey(userId),
    type: 'head' satisfies RowType,
    ...(enrolment && enrolmentColumns(enrolment)),
    ...(excludedByOperator !== undefined && { excludedByOperator }),
    ...(suppressedAddress !== undefined && { suppressedAddress }),
  };
}

const enrolmentColumns = ({ waveId, enrolledAt, namedByWave }: Enrolment): Columns => ({
  enrolledInWave: waveId,
  enrolledAt: enrolledAt.toISOString(),
  namedByWave,
});

function enrolmentIn(head: Row): Enrolment | undefined {
  const enrolledAt = optionalDateIn(head, 'enrolledAt');
  if (enrolledAt === undefined) return undefined;
  return { waveId: textIn(head, 'enrolledInWave'), enrolledAt, namedByWave: head.namedByWave === true };
}

/** The rows of one person as a journey; no rows are an empty one. */
export function journeyIn(userId: string, rows: readonly Row[]): StoredJourney {
  const head = rows.find((row) => row.type === 'head');
  const ofType = (type: RowType) => rows.filter((row) => row.type === type);
  return {
    userId,
    facts: head && factsIn(head),
    reportReadAt: head && optionalDateIn(head, 'reportReadAt'),
    enrolment: head && enrolmentIn(head),
    evidence: ofType('evidence').map(evidenceIn).toSorted(byTime),
    messages: ofType('message').map(messageIn),
    version: head && versionOf(head),
  };
}

/** Ties a write to the reading: the ETag, and the marks of the last writes that the next one hands down. */
const versionOf = (head: Row): string => toVersion(head.etag, writeIdsOf(head));

export const toVersion = (etag: string, writeIds: readonly string[]): string => [etag, ...writeIds].join(' ');

export function fromVersion(version: string | undefined) {
  const [etag, ...writeIds] = version?.split(' ') ?? [];
  return { etag, writeIds };
}

// ——— messages ———

export function messageRow(message: Message): NewRow {
  const userId = userIdOf(message.userId);
  return {
    partitionKey: partitionOf(userId),
    rowKey: `${userId}|m|${message.step}`,
    type: 'message' satisfies RowType,
    step: message.step,
    epoch: message.epoch,
    messageId: message.messageId.toLowerCase(),
    state: message.state,
    because: message.because,
    dueAt: message.dueAt.toISOString(),
    ...(message.claim && claimColumns(message.claim)),
    acceptedAt: message.acceptedAt?.toISOString(),
    address: message.address,
    ...packJson('history', message.history),
  };
}

const claimColumns = ({ claimId, claimedAt, firstClaimedAt, deniedAt }: Claim): Columns => ({
  claimId,
  claimedAt: claimedAt.toISOString(),
  firstClaimedAt: firstClaimedAt.toISOString(),
  deniedAt: deniedAt?.toISOString(),
});

function messageIn(row: Row): Message {
  return {
    userId: ownerOf(row),
    step: textIn<Step>(row, 'step'),
    epoch: trusted(row.epoch),
    messageId: textIn(row, 'messageId'),
    state: textIn<MessageState>(row, 'state'),
    because: optionalTextIn(row, 'because'),
    dueAt: dateIn(row, 'dueAt'),
    claim: claimIn(row),
    acceptedAt: optionalDateIn(row, 'acceptedAt'),
    address: optionalTextIn(row, 'address'),
    history: historyIn(row),
  };
}

function claimIn(row: Row): Claim | undefined {
  const claimId = optionalTextIn(row, 'claimId');
  if (claimId === undefined) return undefined;
  return {
    claimId,
    claimedAt: dateIn(row, 'claimedAt'),
    firstClaimedAt: dateIn(row, 'firstClaimedAt'),
    deniedAt: optionalDateIn(row, 'deniedAt'),
  };
}

function historyIn(row: Row): readonly HistoryEntry[] {
  const stored = unpackJson<readonly (Omit<HistoryEntry, 'at'> & { readonly at: string })[]>('history', row) ?? [];
  return stored.map((entry) => ({ ...entry, at: new Date(entry.at) }));
}

// ——— evidence ———

export function evidenceRow(evidence: Evidence): NewRow {
  const userId = userIdOf(evidence.userId);
  return {
    partitionKey: partitionOf(userId),
    rowKey: `${userId}|e|${encodeKey(evidence.eventId)}`,
    type: 'evidence' satisfies RowType,
    ...packJson('evidence', { ...evidence, userId }),
  };
}

function evidenceIn(row: Row): Evidence {
  const stored = unpackJson<Omit<Evidence, 'at'> & { readonly at: string }>('evidence', row)!;
  return { ...stored, at: new Date(stored.at) };
}

const byTime = (a: Evidence, b: Evidence): number =>
  a.at.getTime() - b.at.getTime() || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);

// ——— pinned bodies ———

export const bodyKey = (userId: string, messageId: string) => ({
  partitionKey: partitionOf(userId),
  rowKey: `!b|${messageId.toLowerCase()}`,
});

export const bodyRow = (userId: string, body: PinnedBody): NewRow => ({
  ...bodyKey(userId, body.messageId),
  type: 'body' satisfies RowType,
  ...packDeflated('body', JSON.stringify({ ...body, messageId: body.messageId.toLowerCase() })),
});

export const bodyIn = (row: Row): PinnedBody => trusted(JSON.parse(inflateText('body', row)));

/** A row to be put there whatever was there before. */
export const replacing = (row: NewRow): TransactionAction => ['upsert', row, 'Replace'];
