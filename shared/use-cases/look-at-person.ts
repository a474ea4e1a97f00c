import type { LaterReason } from '../campaign/send-decision.ts';
import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import type { PersonReader, PersonReading } from '../ports/person-reader.ts';
import type { RegisteredMethods } from '../ports/registered-methods.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import type { MailboxPurposes } from '../ports/mailbox-purposes.ts';
import { isMailboxDue, isNobodysMailbox } from '../recipient/mailbox-purpose.ts';
import { factsAsSeen } from '../recipient/seen-person.ts';
import type { UserFacts } from '../recipient/verdict.ts';
import { listKeyOf } from '../recipient/named-list.ts';
import { addHours, addMinutes } from '../registration/add-time.ts';
import { registrationOf } from '../registration/methods-reading.ts';
import { noteRefusal } from './learn-tenant.ts';
import type { ListMembership } from './list-membership.ts';
import { mailboxAfter } from './read-mailboxes.ts';
import { listsOf } from './start-pass.ts';

export interface LookPorts {
  readonly people: PersonReader;
  readonly tenantFacts: TenantStore;
  readonly listMembership: Pick<ListMembership, 'keysOf'>;
  /** Undefined where methods are not to be read: `METHODS_WITHOUT_P1`. */
  readonly registeredMethods: RegisteredMethods | undefined;
  /** Undefined where mailboxes are not to be asked for: `MAILBOX_PURPOSE`. */
  readonly mailboxPurposes: MailboxPurposes | undefined;
}

/** What a look at the person before the claim comes to. */
export type Look =
  /** As it is stored, or as it must be believed since nobody can be asked. */
  | { readonly kind: 'asKnown' }
  | { readonly kind: 'changed'; readonly facts: UserFacts }
  /** It was asked what their mailbox is for; `facts` are as they are now, changed otherwise or not. */
  | { readonly kind: 'mailboxRead'; readonly facts: UserFacts; readonly isOtherwise: boolean }
  /** Their own methods were read again; `facts` are as they are now, changed or not. */
  | {
      readonly kind: 'methodsRead';
      readonly facts: UserFacts;
      readonly methodsReadAt: Date;
      readonly isOtherwise: boolean;
    }
  | { readonly kind: 'later'; readonly until: Date; readonly because: LaterReason };

/** Directories copy a new account to all their servers: until then one may not know it. */
const newAccountHours = 1;
const askAgainAfterMinutes = 15;
const longestWaitSeconds = 3_600;

/**
 * Looks at somebody once more right before they are written to: the stored facts are as old as the last pass. While the
 * directory cannot be asked, they stand as long as that pass is not stale, and names and addresses were not forgotten.
 */
export async function lookAtPerson(
  journey: StoredJourney,
  policy: CadencePolicy,
  now: Date,
  ports: LookPorts,
): Promise<Look> {
  const groups = groupsNamedBy(policy);
  const reading = await ports.people.readPerson(journey.userId, groups);
  if (reading.kind === 'refused') await noteRefusal(reading.permission, now, ports.tenantFacts);
  const known = journey.facts!;
  const run = { policy, now, ports };
  const listed = await withLists(judgeReading({ known, reading, groups }, policy, now), known, run);
  const look = await withMailbox(listed, known, run);
  return hangsOnMethods(known, ports) ? withMethods(look, journey, run) : look;
}

/** A list counts as it is now, also while the directory cannot be asked. One that cannot be read makes the mail wait. */
async function withLists(look: Look, known: UserFacts, { policy, now, ports }: LookRun): Promise<Look> {
  const names = listsOf(policy.audience);
  if (names.length === 0 || look.kind === 'later') return look;
  const facts = look.kind === 'changed' ? look.facts : known;
  const keys = await ports.listMembership.keysOf(facts.user.id, names);
  if (keys === 'unknown') return later(now, 'listUnreadable');
  const asked = new Set(names.map(listKeyOf));
  const before = facts.memberOf.filter((key) => asked.has(key));
  if (before.length === keys.length && keys.every((key) => before.includes(key))) return look;
  const memberOf = [...facts.memberOf.filter((key) => !asked.has(key)), ...keys];
  return { kind: 'changed', facts: { ...facts, memberOf } };
}

/** Asks for somebody's mailbox before their first mail, where no pass has: what is not told keeps no mail back. */
async function withMailbox(look: Look, known: UserFacts, { now, ports }: LookRun): Promise<Look> {
  const facts = factsAfter(look, known);
  if (facts === undefined || ports.mailboxPurposes === undefined || !isMailboxDue(facts.mailbox, now)) return look;
  const reading = await ports.mailboxPurposes.read(facts.user.id);
  if (reading.kind === 'throttled') return throttledFor(reading.retryAfterSeconds, now);
  return {
    kind: 'mailboxRead',
    facts: { ...facts, mailbox: mailboxAfter(reading, now) },
    isOtherwise: look.kind === 'changed',
  };
}

/** The facts after a look, of somebody who may still be written to. */
function factsAfter(look: Look, known: UserFacts): UserFacts | undefined {
  if (look.kind === 'later') return undefined;
  const facts = look.kind === 'asKnown' ? known : look.facts;
  return facts.isInDirectory && facts.user.accountEnabled && !isNobodysMailbox(facts.mailbox) ? facts : undefined;
}

/** Where no report tells, what was read of somebody's methods is as old as that reading, not as the last pass. */
const hangsOnMethods = ({ registration }: UserFacts, { registeredMethods }: LookPorts): boolean =>
  registeredMethods !== undefined && registration?.readFrom === 'methods';

interface LookRun {
  readonly policy: CadencePolicy;
  readonly now: Date;
  readonly ports: LookPorts;
}

/** Reads somebody's methods right before their mail. What was read before never stands in for it: the mail waits. */
async function withMethods(look: Look, { userId, facts: known }: StoredJourney, run: LookRun): Promise<Look> {
  const { policy, now, ports } = run;
  const facts = factsAfter(look, known!);
  if (facts === undefined) return look;
  const reading = await ports.registeredMethods!.read(userId);
  if (reading.kind === 'throttled') return throttledFor(reading.retryAfterSeconds, now);
  if (reading.kind === 'refused') await noteRefusal(reading.permission, now, ports.tenantFacts);
  if (reading.kind === 'refused' || reading.kind === 'away') return later(now, 'directoryAway');
  const { isAdmin, unknown } = facts.registration!;
  const registration = registrationOf(
    {
      methods: reading.kind === 'read' ? reading.methods : undefined,
      isAdmin: unknown === 'rolesUnreadable' ? undefined : isAdmin,
    },
    policy,
  );
  const isOtherwise = look.kind === 'changed' || (look.kind === 'mailboxRead' && look.isOtherwise);
  return { kind: 'methodsRead', facts: { ...facts, registration }, methodsReadAt: now, isOtherwise };
}

/** The groups whose members may or may not be written to. Those of a wave have done their part once it has enrolled. */
function groupsNamedBy({ audience }: CadencePolicy): readonly string[] {
  const { includeGroups, excludeGroups, onPremisesProtectedGroups = [] } = audience;
  return [...new Set([...includeGroups, ...excludeGroups, ...onPremisesProtectedGroups].map((id) => id.toLowerCase()))];
}

interface Reading {
  readonly known: UserFacts;
  readonly reading: PersonReading;
  /** The groups that were asked about. */
  readonly groups: readonly string[];
}

function judgeReading({ known, reading, groups }: Reading, policy: CadencePolicy, now: Date): Look {
  switch (reading.kind) {
    case 'read':
      return changeTo(factsAsSeen(known, reading, groups));
    case 'notThere': {
      const { createdDateTime } = known.user;
      const isNew = createdDateTime !== undefined && now < addHours(createdDateTime, newAccountHours);
      return isNew ? later(now, 'accountIsNew') : changeTo(factsAsSeen(known, undefined, groups));
    }
    case 'throttled':
      return throttledFor(reading.retryAfterSeconds, now);
    case 'refused':
    case 'away':
      return known.user.withheld || isStale(policy, now) ? later(now, 'directoryAway') : { kind: 'asKnown' };
  }
}

const changeTo = (facts: UserFacts | undefined): Look => (facts ? { kind: 'changed', facts } : { kind: 'asKnown' });

function throttledFor(retryAfterSeconds: number, now: Date): Look {
  const seconds = Math.min(retryAfterSeconds, longestWaitSeconds);
  return { kind: 'later', until: new Date(now.getTime() + seconds * 1_000), because: 'directoryThrottled' };
}

const later = (now: Date, because: LaterReason): Look => ({
  kind: 'later',
  until: addMinutes(now, askAgainAfterMinutes),
  because,
});

const isStale = ({ reportReadAt, staleAfterHours }: CadencePolicy, now: Date): boolean =>
  reportReadAt === undefined || now >= addHours(reportReadAt, staleAfterHours);
