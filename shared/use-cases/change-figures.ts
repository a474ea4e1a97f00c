import type { StoredFigures } from '../campaign/stored-figures.ts';
import type { FiguresStore } from '../ports/figures-store.ts';

/** Each round somebody gets through, so this many fail only when something else is wrong. */
const maxRounds = 20;

/** Changes the stored figures: reads, asks and writes until nobody comes in between. Undefined leaves them as they are. */
export async function changeFigures(
  store: FiguresStore,
  change: (stored: StoredFigures) => StoredFigures | undefined,
): Promise<StoredFigures | undefined> {
  for (let round = 0; round < maxRounds; round++) {
    const { figures, version } = await store.read();
    const changed = change(figures);
    if (changed === undefined) return undefined;
    if (await store.write(changed, version)) return changed;
  }
  throw new Error(`The figures were changed by others ${maxRounds} times while they were being written`);
}
