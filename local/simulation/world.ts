import type { AuditEntry } from './audit-log.ts';
import { backgroundOf } from './background.ts';
import type { DeliveryReportEvent } from './deliveries.ts';
import type { Happening, Planned } from './happening.ts';
import type { Group, Organisation, Person } from './person.ts';
import { firstState, type PersonState } from './person-state.ts';
import type { ReceivedMail } from './received-mail.ts';
import { Schedule } from './schedule.ts';
import { reportLagMs } from './security-info.ts';

export type Due =
  | { readonly type: 'happening'; readonly personIndex: number; readonly happening: Happening }
  | { readonly type: 'deliveryReport'; readonly event: DeliveryReportEvent };

/**
 * Everything that is true in the simulation at `nowMs`. It follows from the seed, the settings, the accepted mails
 * with their times, and the clock; nothing else changes it.
 */
export interface World {
  readonly seed: number;
  readonly organisation: Organisation;
  readonly groups: ReadonlyMap<string, Group>;
  readonly states: readonly PersonState[];
  readonly byId: ReadonlyMap<string, PersonState>;
  readonly byUserPrincipalName: ReadonlyMap<string, PersonState>;
  readonly byAddress: Map<string, PersonState>;
  readonly schedule: Schedule<Due>;
  /** In the order of `atMs`. */
  readonly auditLog: AuditEntry[];
  readonly operations: Map<string, ReceivedMail[]>;
  /** Message-IDs in use; the service replaces one that is not new. */
  readonly messageIds: Set<string>;
  /** Mail for addresses that nobody of the directory has: shared mailboxes, or none at all. */
  readonly otherMails: ReceivedMail[];
  readonly admin: Person | undefined;
  /** By the id of whoever reports to them. */
  readonly managers: ReadonlyMap<string, Person>;
  nowMs: number;
}

/** The world on its first day, with all that will happen by itself already on its schedule. */
export function createWorld(organisation: Organisation, seed: number): World {
  const states = organisation.people.map((person) => firstState(person, reportLagMs(seed, person)));
  const world: World = {
    seed,
    organisation,
    groups: new Map(organisation.groups.map((group) => [group.id, group])),
    states,
    byId: new Map(states.map((state) => [state.person.id, state])),
    byUserPrincipalName: new Map(states.map((state) => [state.person.userPrincipalName.toLowerCase(), state])),
    byAddress: indexByAddress(states),
    schedule: new Schedule(),
    auditLog: [],
    operations: new Map(),
    messageIds: new Set(),
    otherMails: [],
    admin: organisation.people.find(({ isAdmin }) => isAdmin),
    managers: managersOf(organisation.people),
    nowMs: organisation.startsAtMs,
  };
  for (const { person, planned } of backgroundOf(organisation, seed)) plan(world, person.index, [planned]);
  return world;
}

/** Teams stand in the directory one after the other, each behind its manager. */
function managersOf(people: readonly Person[]): ReadonlyMap<string, Person> {
  const managers = new Map<string, Person>();
  let last: Person | undefined;
  for (const person of people) {
    if (last !== undefined && person.jobTitle !== null) managers.set(person.id, last);
    if (person.jobTitle === 'Manager' && !person.isGuest) last = person;
  }
  return managers;
}

export function plan(world: World, personIndex: number, planned: readonly Planned[]): void {
  for (const { atMs, happening } of planned)
    world.schedule.add(atMs, personIndex, { type: 'happening', personIndex, happening });
}

/** The person with this object id or user principal name. */
export function findPerson(world: World, idOrUpn: string): PersonState | undefined {
  const wanted = idOrUpn.toLowerCase();
  return world.byId.get(wanted) ?? world.byUserPrincipalName.get(wanted);
}

function indexByAddress(states: readonly PersonState[]): Map<string, PersonState> {
  const byAddress = new Map<string, PersonState>();
  for (const state of states)
    for (const address of [state.person.mail, ...state.person.otherMails])
      if (address !== null) byAddress.set(address.toLowerCase(), state);
  return byAddress;
}
