import type { Enrolment, Enrolments, Journey } from '../../campaign/journey.ts';
import type { Reopening } from '../../campaign/round.ts';
import type { SeenFacts } from '../../campaign/journey-change.ts';
import { defaultGoal, goals, type Goal } from '../../delivery/goal.ts';
import type { FactsRow, JourneyWrite, MailboxMark } from '../../ports/recipient-store.ts';
import type { DirectoryUser } from '../../recipient/directory-user.ts';
import type { KnownMailbox } from '../../recipient/mailbox-purpose.ts';
import type { UserFacts } from '../../recipient/verdict.ts';
import { standingOf, type Registration } from '../../registration/registration.ts';
import { optionalDateIn, packJson, textIn, toDate, trusted, unpackJson, type Columns } from './cells.ts';
import { headKey, userIdOf, type RowType } from './recipient-keys.ts';
import { keptSchemaColumns, ledgerSchemaColumns } from './schema-version.ts';
import { ledgerColumns } from './ledger-columns.ts';
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
  /** The registration stands in columns of its own: a pass writes facts over it and leaves it. */
  readonly byMethods?: true | undefined;
}

/** Every write of a head is merged over what is there. */
const ofHead = { type: 'head' satisfies RowType, ...keptSchemaColumns };

/** What a pass learned, to be merged over the head: the other columns stay as they are. */
export function factsRow(facts: FactsRow): NewRow {
  return {
    ...headKey(userIdOf(facts.userId)),
    ...ofHead,
    ...factsColumns(facts, facts.reportReadAt, facts.keepsReading),
    ...lossColumns(facts),
    reportReadAt: facts.reportReadAt.toISOString(),
  };
}

/** An empty text: they can reset again. */
function lossColumns({ infoLostAt, registration }: FactsRow): Columns {
  if (standingOf(registration) === 'capable') return { infoLostAt: '' };
  return infoLostAt ? { infoLostAt: infoLostAt.toISOString() } : {};
}

function factsColumns(facts: SeenFacts, readAt: Date | undefined, keepsReading = false): Columns {
  const { user, registration, memberOf, isInDirectory, unreadable } = facts;
  const isOwn = registration?.readFrom === 'methods';
  const byMethods = isOwn || keepsReading ? true : undefined;
  const reported = isOwn ? undefined : registration;
  return {
    ...packJson('facts', { user: storedUser(user), registration: reported, memberOf, unreadable, byMethods }),
    ...(isOwn && readAt && { ...packJson('methods', registration), methodsReadAt: readAt.toISOString() }),
    isInDirectory,
    ...(isInDirectory && { absentSince: '' }),
  };
}

/** Dates as text: with a single `Date` in it, `JSON.stringify` takes three times as long for the whole. */
const storedUser = (user: DirectoryUser): StoredFacts['user'] => ({
  ...user,
  id: userIdOf(user.id),
  createdDateTime: user.createdDateTime?.toISOString(),
  employeeHireDate: user.employeeHireDate?.toISOString(),
  lastSignInDateTime: user.lastSignInDateTime?.toISOString(),
});

export const absentRow = (userId: string, since: Date): NewRow => ({
  ...headKey(userIdOf(userId)),
  ...ofHead,
  isInDirectory: false,
  absentSince: since.toISOString(),
});

/** Whose mailbox it is, where it is another account's (an empty text takes that back), or what it is for. */
export const mailboxRow = (mark: MailboxMark): NewRow => ({
  ...headKey(userIdOf(mark.userId)),
  ...ofHead,
  ...('mailbox' in mark ? purposeColumns(mark.mailbox) : { mailboxOf: mark.mailboxOf ?? '' }),
});

const purposeColumns = ({ purpose, because = '', readAt }: KnownMailbox): Columns => ({
  mailboxPurpose: purpose,
  mailboxBecause: because,
  mailboxReadAt: readAt.toISOString(),
});

/** Undefined where it was never asked for. */
function mailboxIn(head: Row): KnownMailbox | undefined {
  const readAt = optionalDateIn(head, 'mailboxReadAt');
  if (readAt === undefined) return undefined;
  const purpose = trusted<KnownMailbox['purpose']>(textIn(head, 'mailboxPurpose'));
  return { purpose, readAt, ...(head['mailboxBecause'] ? { because: textIn(head, 'mailboxBecause') } : {}) };
}

export function factsIn(head: Row): UserFacts | undefined {
  const stored = unpackJson<StoredFacts>('facts', head);
  if (stored === undefined) return undefined;
  const absentSince = optionalDateIn(head, 'absentSince');
  const infoLostAt = optionalDateIn(head, 'infoLostAt');
  const mailbox = mailboxIn(head);
  return {
    user: userIn(stored.user),
    isInDirectory: head.isInDirectory === true,
    ...(absentSince && { absentSince }),
    registration: (stored.byMethods && unpackJson<Registration>('methods', head)) || stored.registration,
    ...(infoLostAt && { infoLostAt }),
    memberOf: stored.memberOf,
    excludedByOperator: head.excludedByOperator === true,
    suppressedAddresses: unpackJson<readonly string[]>('suppressed', head) ?? [],
    ...(stored.unreadable && { unreadable: true }),
    ...(head['mailboxOf'] ? { mailboxOf: textIn(head, 'mailboxOf') } : {}),
    ...(mailbox && { mailbox }),
  };
}

/** When the registration was read that `factsIn` tells. */
export const rowReadAtIn = (head: Row, facts: UserFacts | undefined): Date | undefined =>
  optionalDateIn(head, facts?.registration?.readFrom === 'methods' ? 'methodsReadAt' : 'reportReadAt');

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
    department: stored.department,
    companyName: stored.companyName,
    country: stored.country,
    employeeType: stored.employeeType,
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
    ...(stored.managerId && { managerId: stored.managerId }),
    ...(stored.isErased && { isErased: true }),
    ...(stored.withheld && { withheld: stored.withheld }),
  };
}

const optionalDate = (text: string | undefined): Date | undefined => (text === undefined ? undefined : toDate(text));

/** The head's columns that a write sets; what it does not name stays as it is. */
export function headRow(write: JourneyWrite): NewRow {
  const { userId, seen, methodsReadAt, excludedByOperator, suppressedAddresses, ledger, reopenings } = write;
  return {
    ...headKey(userId),
    ...ofHead,
    ...enrolmentColumns(write),
    ...(reopenings && packJson('reopenings', reopenings)),
    ...(seen && factsColumns(seen, methodsReadAt)),
    ...(seen?.mailbox && purposeColumns(seen.mailbox)),
    ...(excludedByOperator !== undefined && { excludedByOperator }),
    ...(suppressedAddresses && packJson('suppressed', suppressedAddresses)),
    ...(ledger && { ...ledgerColumns(ledger), ...ledgerSchemaColumns }),
  };
}

/** The names of the columns of each goal; those of `register` are as they were before there were others. */
const columnsOf = (goal: Goal) =>
  goal === defaultGoal
    ? { wave: 'enrolledInWave', at: 'enrolledAt', named: 'namedByWave' }
    : { wave: `${goal}Wave`, at: `${goal}EnrolledAt`, named: `${goal}NamedByWave` };

function enrolmentColumns(written: Partial<Enrolments>): Columns {
  const columns = goals.map((goal): Columns => {
    const enrolment = goal === defaultGoal ? written.enrolment : written.otherEnrolments?.[goal];
    const names = columnsOf(goal);
    return enrolment
      ? {
          [names.wave]: enrolment.waveId,
          [names.at]: enrolment.enrolledAt.toISOString(),
          [names.named]: enrolment.namedByWave,
        }
      : {};
  });
  return Object.assign({}, ...columns) as Columns;
}

/** What somebody is enrolled for. */
export function enrolmentsIn(head: Row): Enrolments {
  const others = goals.flatMap((goal) => {
    const enrolment = goal === defaultGoal ? undefined : enrolmentIn(head, goal);
    return enrolment ? [[goal, enrolment] as const] : [];
  });
  return {
    enrolment: enrolmentIn(head, defaultGoal),
    ...(others.length > 0 && { otherEnrolments: Object.fromEntries(others) }),
  };
}

function enrolmentIn(head: Row, goal: Goal): Enrolment | undefined {
  const { wave, at, named } = columnsOf(goal);
  const enrolledAt = optionalDateIn(head, at);
  if (enrolledAt === undefined) return undefined;
  return { waveId: textIn(head, wave), enrolledAt, namedByWave: head[named] === true };
}

type StoredReopening = Omit<Reopening, 'at'> & { readonly at: string };

/** How often their way to register was begun once more. */
export function reopeningsIn(head: Row): Pick<Journey, 'reopenings'> {
  const stored = unpackJson<readonly StoredReopening[]>('reopenings', head);
  return stored ? { reopenings: stored.map((one) => ({ ...one, at: toDate(one.at) })) } : {};
}
