import {
  ADMIN_REGISTERED,
  adminDeleted,
  adminRegistered,
  DELETED,
  PASSKEY_REGISTERED,
  REGISTERED_ALL,
  REGISTRATION_CANCELLED,
  USER_DELETED,
  USER_DISABLED,
} from './activities.ts';
import type { AuditFact } from './audit-fact.ts';
import { auditEntry } from './audit-log.ts';
import type { Happening } from './happening.ts';
import { registrationSteps, resetSteps } from './people.ts';
import type { Group, Person } from './person.ts';
import { existsAt, isEnabledAt, type PersonState, standingAt } from './person-state.ts';
import { changeInForce, type RegisteredBy } from './security-info.ts';
import { plan, type World } from './world.ts';

/** Lets something happen to a person now; who has left, or is disabled, does nothing any more. */
export function happen(world: World, state: PersonState, happening: Happening): void {
  if (!existsAt(state, world.nowMs) || !isEnabledAt(state, world.nowMs)) return;
  switch (happening.type) {
    case 'startRegistration':
      return startRegistration(world, state, happening.attempt);
    case 'cancelRegistration':
      state.isRegistering = false;
      return log(world, state, REGISTRATION_CANCELLED);
    case 'completeRegistration':
      state.isRegistering = false;
      for (const fact of happening.closing) log(world, state, fact);
      return addMethods(world, state, happening.methods, 'user');
    case 'prepopulate':
      return prepopulate(world, state);
    case 'enterMethod':
      state.contactDetails.set(happening.method, happening.value);
      log(world, state, adminRegistered(happening.method), world.admin);
      return addMethods(world, state, [happening.method], 'admin');
    case 'removeMethod':
      log(world, state, adminDeleted(happening.method), world.admin);
      return removeMethod(world, state, happening.method);
    case 'deleteSecurityInfo':
      return deleteSecurityInfo(world, state);
    case 'registerPasskey':
      for (const fact of [PASSKEY_REGISTERED, REGISTERED_ALL]) log(world, state, fact);
      return addMethods(world, state, ['fido2'], 'user');
    case 'tryReset':
      return tryReset(world, state, happening.attempt);
    case 'finishReset':
      state.resets.push({ atMs: world.nowMs, outcome: happening.outcome });
      return log(world, state, happening.outcome);
    case 'log':
      return log(world, state, happening.fact);
    case 'move':
      return move(world, state);
    case 'joinGroup':
      return void state.joinedGroups.add(groupNamed(world, happening.name).id);
    case 'giveRole':
      return void state.roles.add(happening.kind);
    case 'leave':
      state.leftAtMs = world.nowMs;
      return log(world, state, USER_DELETED, world.admin);
    case 'disable':
      state.disabledAtMs = world.nowMs;
      return log(world, state, USER_DISABLED, world.admin);
  }
}

/** Another name, and so another address; the former one is nobody's. */
function move(world: World, state: PersonState): void {
  const { mail, userPrincipalName } = state.person;
  const [name, domain] = (mail ?? userPrincipalName).split('@');
  state.movedTo = `${name}.new@${domain}`;
  if (mail !== null) world.byAddress.delete(mail.toLowerCase());
  world.byAddress.set(state.movedTo.toLowerCase(), state);
}

function groupNamed(world: World, name: string): Group {
  const found = [...world.groups.values()].find(({ displayName }) => displayName === name);
  if (found === undefined) throw new Error(`There is no group ${name}.`);
  return found;
}

function startRegistration(world: World, state: PersonState, attempt: string): void {
  if (state.isRegistering || standingAt(state, world.nowMs).isSsprCapable) return;
  const steps = registrationSteps(world.seed, state.person, attempt, world.nowMs);
  state.isRegistering = true;
  plan(world, state.person.index, steps);
}

function prepopulate(world: World, state: PersonState): void {
  if (standingAt(state, world.nowMs).isSsprCapable) return;
  log(world, state, ADMIN_REGISTERED, world.admin);
  addMethods(world, state, ['mobilePhone'], 'admin');
}

function deleteSecurityInfo(world: World, state: PersonState): void {
  if (!standingAt(state, world.nowMs).isSsprRegistered) return;
  log(world, state, DELETED);
  state.changes.push({ atMs: world.nowMs, methods: [], by: 'user' });
}

function tryReset(world: World, state: PersonState, attempt: string): void {
  const { isSsprCapable } = standingAt(state, world.nowMs);
  plan(world, state.person.index, resetSteps(world.seed, state.person, attempt, isSsprCapable, world.nowMs));
}

function addMethods(world: World, state: PersonState, methods: readonly string[], by: RegisteredBy): void {
  const before = changeInForce(state.changes, world.nowMs).methods;
  state.changes.push({ atMs: world.nowMs, methods: [...new Set([...before, ...methods])], by });
}

function removeMethod(world: World, state: PersonState, method: string): void {
  const { methods, by } = changeInForce(state.changes, world.nowMs);
  state.contactDetails.delete(method);
  state.changes.push({ atMs: world.nowMs, methods: methods.filter((one) => one !== method), by });
}

function log(world: World, state: PersonState, fact: AuditFact, admin?: Person): void {
  const doer = admin ?? (fact.by === 'admin' ? world.admin : undefined);
  world.auditLog.push(auditEntry(world.seed, state, fact, world.nowMs, doer));
}
