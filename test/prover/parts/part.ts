import type { Extent } from '../extent.ts';

/** Whether all is as it must be, and the lines that say so at the end. */
export interface Verdict {
  readonly isProved: boolean;
  readonly summary: readonly string[];
}

export type Say = (line: string) => void;

/** One part of the proof; reports its progress while it runs. */
export interface Part {
  readonly name: string;
  readonly run: (extent: Extent, say: Say) => Promise<Verdict>;
  /** It mostly waits, so the others run meanwhile. */
  readonly isBeside?: true;
  /** It takes minutes: the short form leaves it out, unless it is asked for by name. */
  readonly isLong?: true;
}
