import type { ShareCount } from '../campaign/share-count.ts';

/** Where a rolling look at all journeys has come to: that of the check, or of what forgets. */
export interface CheckPlace {
  /** Where to go on; undefined at the beginning. */
  readonly position: string | undefined;
  /** The share of the people that is being counted. */
  readonly counted?: ShareCount | undefined;
  /** The pass of whose people some were not there any more. */
  readonly missingSince?: string | undefined;
}

export interface CheckCursor {
  /** At the beginning when nothing was written yet. */
  read(): Promise<CheckPlace>;
  write(place: CheckPlace): Promise<void>;
}
