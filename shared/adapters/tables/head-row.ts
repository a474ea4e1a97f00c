import type { Enrolment } from '../../campaign/journey.ts';
import type { SeenFacts } from '../../campaign/journey-change.ts';
import type { FactsRow, JourneyWrite, MailboxMark } from '../../ports/recipient-store.ts';
import type { DirectoryUser } from '../../recipient/directory-user.ts';
import type { UserFacts } from '../../recipient/verdict.ts';
import type { Registration } from '../../registration/registration.ts';
import { optionalDateIn, packJson, textIn, toDate, unpackJson, type Columns } from './cells.ts';
import { headKey, userIdOf, type RowType } from './recipient-keys.ts';
import type { NewRow, Row } from './rows.ts';

type DateField = 'createdDateTime' | 'employeeHireDate' | 'lastSignInDateTime';
/** What rows that an earlier version wrote do not have; the next full pass writes them anew. */
type LaterField = 'gracePlanIds' | 'hasLapsedPlans' | 'skuIds' | 'neverSignedIn';

interface StoredFacts {
  readonly user: Omit<DirectoryUser, DateField | LaterField> &
    Partial<Pick<DirectoryUser, LaterField>> & { readonly [Field in DateField]?: string | undefined };
  readonly registration?: Registration;
  readonly memberOf: readonly string[];
  readonly unreadable?: boolean | undefined;
}

/** What a pass learned, to be merged over the head: the other columns stay as they are. */
export function factsRow(facts: FactsRow): NewRow {
  return {
    ...headKey(userIdOf(facts.userId)),
    type: 'head' satisfies RowType,
    ...factsColumns(facts),
    reportReadAt: facts.reportReadAt.toISOString(),
  };
}

const factsColumns = ({ user, registration, memberOf, isInDirectory, unreadable }: SeenFacts): Columns => ({
  ...packJson('facts', { user: storedUser(user), registration, memberOf, unreadable }),
  isInDirectory,
});

/** Dates as text: with a single `Date` in it, `JSON.stringify` takes three times as long for the whole. */
const storedUser = (user: DirectoryUser): StoredFacts['user'] => ({
  ...user,
  id: userIdOf(user.id),
  createdDateTime: user.createdDateTime?.toISOString(),
  employeeHireDate: user.employeeHireDate?.toISOString(),
  lastSignInDateTime: user.lastSignInDateTime?.toISOString(),
});

export const absentRow = (userId: string): NewRow => ({
  ...headKey(userIdOf(userId)),
  type: 'head' satisfies RowType,
  isInDirectory: false,
});

/** Whose mailbox it is, where it is another account's; an empty text takes that back. */
export const mailboxRow = ({ userId, mailboxOf }: MailboxMark): NewRow => ({
  ...headKey(userIdOf(userId)),
  type: 'head' satisfies RowType,
  mailboxOf: mailboxOf ?? '',
});

export function factsIn(head: Row): UserFacts | undefined {
  const stored = unpackJson<StoredFacts>('facts', head);
  if (stored === undefined) return undefined;
  return {
    user: userIn(stored.user),
    isInDirectory: head.isInDirectory === true,
    registration: stored.registration,
    memberOf: stored.memberOf,
    excludedByOperator: head.excludedByOperator === true,
    suppressedAddresses: unpackJson<readonly string[]>('suppressed', head) ?? [],
    ...(stored.unreadable && { unreadable: true }),
    ...(head['mailboxOf'] ? { mailboxOf: textIn(head, 'mailboxOf') } : {}),
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
    createdDateTime: optionalDate(stored.createdDateTime),
    onPremisesSyncEnabled: stored.onPremisesSyncEnabled,
    employeeHireDate: optionalDate(stored.employeeHireDate),
    servicePlanIds: stored.servicePlanIds,
    gracePlanIds: stored.gracePlanIds ?? [],
    hasLapsedPlans: stored.hasLapsedPlans ?? false,
    skuIds: stored.skuIds ?? [],
    lastSignInDateTime: optionalDate(stored.lastSignInDateTime),
    neverSignedIn: stored.neverSignedIn ?? false,
    ...(stored.isErased && { isErased: true }),
  };
}

const optionalDate = (text: string | undefined): Date | undefined => (text === undefined ? undefined : toDate(text));

/** The head's columns that a write sets; what it does not name stays as it is. */
export function headRow({ userId, enrolment, seen, excludedByOperator, suppressedAddresses }: JourneyWrite): NewRow {
  return {
    ...headKey(userId),
    type: 'head' satisfies RowType,
    ...(enrolment && enrolmentColumns(enrolment)),
    ...(seen && factsColumns(seen)),
    ...(excludedByOperator !== undefined && { excludedByOperator }),
    ...(suppressedAddresses && packJson('suppressed', suppressedAddresses)),
  };
}

const enrolmentColumns = ({ waveId, enrolledAt, namedByWave }: Enrolment): Columns => ({
  enrolledInWave: waveId,
  enrolledAt: enrolledAt.toISOString(),
  namedByWave,
});

export function enrolmentIn(head: Row): Enrolment | undefined {
  const enrolledAt = optionalDateIn(head, 'enrolledAt');
  if (enrolledAt === undefined) return undefined;
  return { waveId: textIn(head, 'enrolledInWave'), enrolledAt, namedByWave: head.namedByWave === true };
}
