import { startAzurite } from '../local/azurite.ts';
import type { Figure } from './figures.ts';
import { measure, startCountingStorage } from './processes.ts';

/** Lists are written by the count of everybody, once a night: beside the same count that keeps figures alone. */
export async function listCost(people: number): Promise<Figure> {
  const azurite = await startAzurite({ inMemory: true });
  const counting = await startCountingStorage(azurite.connectionString);
  const count = (what: string) => measure('lists.ts', [counting.storage, String(people), what]);
  const [figures, lists] = [await count('figures'), await count('lists')];
  const onLists = lists.result['lines']!;
  const { listRows = 0, listTransactions = 0, listBytes = 0 } = await counting.counts();
  counting.stop();
  await azurite.stop();
  return {
    name: `lists of ${people} people, written by a nightly count; bytes a person; requests while nothing happens`,
    naive: `a row per person and list: ${onLists} rows`,
    ours: `${listRows} rows, ${listTransactions} transactions, ${seconds(lists.wallMs)} (figures alone: ${seconds(figures.wallMs)}), ${Math.round(listBytes / people)}; 0`,
    bound: `${Math.ceil(onLists / peoplePerRow)} rows`,
    target: 'told',
    reached: true,
  };
}

const peoplePerRow = 50;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
