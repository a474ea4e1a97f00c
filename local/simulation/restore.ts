import { type DeliverReport, passTime } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { acceptMail } from './mail-acceptance.ts';
import { happen } from './happenings.ts';
import { actNow } from './people-actions.ts';
import type { World } from './world.ts';

export interface RestoreParts {
  readonly world: World;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly options: { readonly users: number; readonly seed: number; readonly startsAt: Date };
  readonly deliver: DeliverReport;
}

/**
 * Replays the journal, so that the world is as it was before. Delivery reports that were handed on
 * before are not handed on again, except those of the step of time that the former process did not finish.
 */
export async function restore({ world, faults, journal, options, deliver }: RestoreParts): Promise<void> {
  const began = {
    type: 'began',
    users: options.users,
    seed: options.seed,
    startsAt: options.startsAt.toISOString(),
  } as const;
  const [first, ...rest] = journal.past;
  if (first === undefined) return journal.append(began);
  if (JSON.stringify(first) !== JSON.stringify(began)) throw new Error(differentWorld(first, began));
  const confirmedMs = journal.past.findLast((entry) => entry.type === 'clock')?.atMs ?? world.nowMs;
  for (const entry of rest) {
    if (entry.type === 'began') continue;
    await passTime(world, entry.atMs, async (event, atMs) => (atMs > confirmedMs ? deliver(event, atMs) : undefined));
    apply(world, faults, entry);
  }
}

function apply(world: World, faults: Faults, entry: Exclude<JournalEntry, { type: 'began' }>): void {
  switch (entry.type) {
    case 'mail':
      return acceptMail(world, { operationId: entry.operationId, message: entry.message });
    case 'person': {
      const state = world.byId.get(entry.userId);
      return state === undefined ? undefined : actNow(world, state, entry.action);
    }
    case 'method': {
      const state = world.byId.get(entry.userId);
      const { method, value } = entry;
      return state === undefined ? undefined : happen(world, state, { type: 'enterMethod', method, value });
    }
    case 'methodRemoved': {
      const state = world.byId.get(entry.userId);
      return state === undefined ? undefined : happen(world, state, { type: 'removeMethod', method: entry.method });
    }
    case 'faults':
      return faults.replace(entry.rules);
    case 'clock':
      return;
  }
}

function differentWorld(found: JournalEntry, wanted: object): string {
  return `The data folder holds another simulation: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}. Use another folder, or the same --users, --seed and start.`;
}
