import type { LaterReason } from '../campaign/send-decision.ts';
import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import type { PersonReader, PersonReading } from '../ports/person-reader.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import { factsAsSeen } from '../recipient/seen-person.ts';
import type { UserFacts } from '../recipient/verdict.ts';
import { addHours, addMinutes } from '../registration/add-time.ts';
import { noteRefusal } from './learn-tenant.ts';

export interface LookPorts {
  readonly people: PersonReader;
  readonly tenantFacts: TenantStore;
}

/** What a look at the person before the claim comes to. */
export type Look =
  /** As it is stored, or as it must be believed since nobody can be asked. */
  | { readonly kind: 'asKnown' }
  | { readonly kind: 'changed'; readonly facts: UserFacts }
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
  return judgeReading({ known: journey.facts!, reading, groups }, policy, now);
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
    case 'throttled': {
      const seconds = Math.min(reading.retryAfterSeconds, longestWaitSeconds);
      return { kind: 'later', until: new Date(now.getTime() + seconds * 1_000), because: 'directoryThrottled' };
    }
    case 'refused':
    case 'away':
      return known.user.withheld || isStale(policy, now) ? later(now, 'directoryAway') : { kind: 'asKnown' };
  }
}

const changeTo = (facts: UserFacts | undefined): Look => (facts ? { kind: 'changed', facts } : { kind: 'asKnown' });

const later = (now: Date, because: LaterReason): Look => ({
  kind: 'later',
  until: addMinutes(now, askAgainAfterMinutes),
  because,
});

const isStale = ({ reportReadAt, staleAfterHours }: CadencePolicy, now: Date): boolean =>
  reportReadAt === undefined || now >= addHours(reportReadAt, staleAfterHours);
