import {
  methodRegistered,
  PASS_DELETED,
  PASS_GIVEN,
  PASS_GIVEN_BY_APPLICATION,
  REGISTERED_ALL,
  WRITEBACK_OFF,
  WRITEBACK_ON,
} from './activities.ts';
import { GROUP_NAMES } from './groups.ts';
import type { Happening } from './happening.ts';
import { happen } from './happenings.ts';
import type { PersonAction } from './journal.ts';
import type { PersonState } from './person-state.ts';
import type { World } from './world.ts';

/** Makes a person do something now. What takes several steps goes on with the clock. */
export function actNow(world: World, state: PersonState, action: PersonAction): void {
  const happenings = HAPPENINGS[action](`asked for after ${state.auditEntries} entries`);
  for (const happening of [happenings].flat()) happen(world, state, happening);
}

const HAPPENINGS: Readonly<Record<PersonAction, (attempt: string) => Happening | readonly Happening[]>> = {
  register: (attempt) => ({ type: 'startRegistration', attempt }),
  /** At once and for certain, where `register` is a visit that some break off. */
  registerPhone: () => [
    { type: 'log', fact: methodRegistered('mobilePhone') },
    { type: 'completeRegistration', methods: ['mobilePhone'], closing: [REGISTERED_ALL] },
  ],
  registerPasskey: () => ({ type: 'registerPasskey' }),
  /** All of it, themselves. */
  deleteInfo: () => ({ type: 'deleteSecurityInfo' }),
  reset: (attempt) => ({ type: 'tryReset', attempt }),
  leave: () => ({ type: 'leave' }),
  disable: () => ({ type: 'disable' }),
  move: () => ({ type: 'move' }),
  joinExecutives: () => ({ type: 'joinGroup', name: GROUP_NAMES.executives }),
  giveRole: () => ({ type: 'giveRole', kind: 'active' }),
  giveEligibleRole: () => ({ type: 'giveRole', kind: 'eligible' }),
  joinRoleGroup: () => ({ type: 'joinGroup', name: GROUP_NAMES.administrators }),
  joinEligibleRoleGroup: () => ({ type: 'joinGroup', name: GROUP_NAMES.onCall }),
  prepopulate: () => ({ type: 'prepopulate' }),
  givePass: () => ({ type: 'log', fact: PASS_GIVEN }),
  givePassByApplication: () => ({ type: 'log', fact: PASS_GIVEN_BY_APPLICATION }),
  deletePass: () => ({ type: 'log', fact: PASS_DELETED }),
  switchWritebackOff: () => ({ type: 'log', fact: WRITEBACK_OFF }),
  switchWritebackOn: () => ({ type: 'log', fact: WRITEBACK_ON }),
};
