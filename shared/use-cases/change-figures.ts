import type { StoredFigures } from '../campaign/stored-figures.ts';
import type { FiguresStore } from '../ports/figures-store.ts';
import { changeKept } from './change-kept.ts';

/** Each round somebody gets through, so this many fail only when something else is wrong. */
const attempts = 20;

/** Changes the stored figures, whoever else does at the same time. Undefined leaves them as they are. */
export const changeFigures = (
  store: FiguresStore,
  change: (stored: StoredFigures) => StoredFigures | undefined,
): Promise<StoredFigures | undefined> => changeKept(store, 'figures', change, { attempts, what: 'The row of figures' });
