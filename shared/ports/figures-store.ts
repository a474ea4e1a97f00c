import type { StoredFigures } from '../campaign/stored-figures.ts';

/** The figures of the campaign as they are kept. For people who read, and never for a decision on a mail. */
export interface FiguresStore {
  /** Nothing counted before the first count. */
  read(): Promise<{ readonly figures: StoredFigures; readonly version: string | undefined }>;
  /** False when somebody else wrote since the reading: nothing was written. */
  write(figures: StoredFigures, version: string | undefined): Promise<boolean>;
}
