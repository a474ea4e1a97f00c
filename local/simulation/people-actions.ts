import type { Happening } from './happening.ts';
import { happen } from './happenings.ts';
import type { PersonAction } from './journal.ts';
import type { PersonState } from './person-state.ts';
import type { World } from './world.ts';

/** Makes a person do something now. What takes several steps goes on with the clock. */
export function actNow(world: World, state: PersonState, action: PersonAction): void {
  happen(world, state, HAPPENINGS[action](`asked for after ${state.auditEntries} entries`));
}

const HAPPENINGS: Readonly<Record<PersonAction, (attempt: string) => Happening>> = {
  register: (attempt) => ({ type: 'startRegistration', attempt }),
  reset: (attempt) => ({ type: 'tryReset', attempt }),
  leave: () => ({ type: 'leave' }),
  prepopulate: () => ({ type: 'prepopulate' }),
};
