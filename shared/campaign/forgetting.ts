import { isForPerson, isInFlight, isOpen, type Letter } from '../delivery/message.ts';
import { digestOfAddress } from '../recipient/address.ts';
import { unreadableUser, type DirectoryUser } from '../recipient/directory-user.ts';
import { looksImpersonal } from '../recipient/impersonal.ts';
import { addressStandingOf, type UserFacts } from '../recipient/verdict.ts';
import { addDays } from '../registration/add-time.ts';
import { isOutdated } from '../registration/readiness.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { enrolmentFor, goalsOf, type Journey } from './journey.ts';
import type { JourneyChange } from './journey-change.ts';
import { decideNextStep } from './next-step.ts';
import { registrationFactsOf } from './readiness-of.ts';
import { rowsOf } from './recall.ts';
import { ledgerOf } from './make-ledger.ts';

/**
 * Nothing is forgotten earlier, whatever `retentionDays` says: Entra ID keeps the audit log for 30 days and may tell an
 * event again, and brings a deleted account back for 30 days.
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention
 * https://learn.microsoft.com/entra/fundamentals/users-restore
 */
const leastDays = 31;

/** Up to when a journey has ended, or a person has left, so that they are forgotten now. */
export const forgottenBefore = (retentionDays: number, now: Date): Date =>
  addDays(now, -Math.max(retentionDays, leastDays));

/** What is asked of a journey before it is forgotten. */
interface Asked {
  readonly policy: CadencePolicy;
  readonly before: Date;
  readonly now: Date;
}

/**
 * What is written of a journey that is forgotten, or undefined where it goes on, ended too late, or holds nothing to
 * forget. Decisions and figures are the same afterwards; only a step that was turned away is not sent to another address.
 */
export function forgettingOf(journey: Journey, asked: Asked): JourneyChange | undefined {
  if (!isOver(journey, asked)) return undefined;
  const { facts } = journey;
  const seen = facts && withoutNames(journey, facts, asked.policy);
  const rows = rowsOf(journey);
  if (seen === undefined && Object.values(rows).every((some) => some.length === 0)) return undefined;
  return { ledger: ledgerOf(journey, asked.now), ...(seen && { seen, suppressedAddresses: turnedAwayOf(facts) }) };
}

function isOver(journey: Journey, asked: Asked): boolean {
  const { facts, unreadableRows } = journey;
  if (unreadableRows) return false;
  if (facts && !facts.isInDirectory) return hasLeft(journey, facts, asked.before);
  return lastEventOf(journey) <= asked.before.getTime() && isAtRest(journey, asked);
}

/** Nobody decides any more about the mail of somebody who is gone; only a claim is still looked after. */
function hasLeft(journey: Journey, { absentSince }: UserFacts, before: Date): boolean {
  return absentSince !== undefined && absentSince <= before && !lettersOf(journey).some(mayLeaveStill);
}

const mayLeaveStill = (letter: Letter): boolean => isOpen(letter) || letter.state === 'claimed';

/** Nothing is to come, nobody has to decide anything, and the report has had time to tell what evidence told. */
function isAtRest(journey: Journey, { policy, now }: Asked): boolean {
  if (lettersOf(journey).some(isUnsettled)) return false;
  if (decideNextStep(journey, policy, now).kind !== 'stop') return false;
  const known = registrationFactsOf(journey, policy);
  return journey.facts === undefined || journey.evidence.every(({ at }) => isOutdated(known, at));
}

const isUnsettled = (letter: Letter): boolean => isOpen(letter) || isInFlight(letter) || isForPerson(letter);

/** Every mail to them, those that are no step too. */
const lettersOf = ({ messages, superseded = [], entryNotices = [] }: Journey): readonly Letter[] => [
  ...messages,
  ...superseded,
  ...entryNotices,
];

function lastEventOf(journey: Journey): number {
  const enrolments = goalsOf(journey).map((goal) => enrolmentFor(journey, goal));
  const events = [
    ...lettersOf(journey).flatMap(({ acceptedAt, history }) => [acceptedAt, history.at(-1)?.at]),
    ...journey.evidence.map(({ at }) => at),
    ...enrolments.map((enrolment) => enrolment?.enrolledAt),
  ];
  return Math.max(0, ...events.map((at) => at?.getTime() ?? 0));
}

/** The facts without names and addresses, or undefined where there are none, or they are still needed. */
function withoutNames(journey: Journey, facts: UserFacts, { audience }: CadencePolicy): JourneyChange['seen'] {
  const { user, isInDirectory, registration, memberOf, unreadable } = facts;
  if (user.withheld || user.isErased) return undefined;
  if (!isInDirectory) {
    const nobody = { ...unreadableUser(user.id), withheld: 'missing' } as const;
    // Whether they could reset is counted; with what is not.
    const counted = registration && { ...registration, methodsRegistered: [] };
    return { user: nobody, isInDirectory, registration: counted, memberOf: [] };
  }
  // Nobody's journey began, or the name is that of a room or a program, which rules go by.
  if (goalsOf(journey).length === 0 || looksImpersonal(user)) return undefined;
  const nameless = { ...nameFree(user), withheld: addressStandingOf(facts, audience) };
  return { user: nameless, isInDirectory, registration, memberOf, ...(unreadable && { unreadable }) };
}

/** An address that turned mail away is known again when the directory tells of it once more. */
const turnedAwayOf = ({ isInDirectory, suppressedAddresses }: UserFacts): readonly string[] =>
  isInDirectory ? suppressedAddresses.map(digestOfAddress) : [];

/** The domain stays, since rules and figures go by it. */
const nameFree = (user: DirectoryUser): DirectoryUser => ({
  ...user,
  userPrincipalName: user.userPrincipalName.replace(/^.*(?=@)/, ''),
  displayName: '',
  givenName: undefined,
  managerId: undefined,
  mail: undefined,
  otherMails: [],
});
