import type { Goal } from '../shared/delivery/goal.ts';
import type { Tally } from '../shared/campaign/tally.ts';

/** What the simulated host tells the process that started it. */
export type HostMessage =
  | { readonly kind: 'ready'; readonly url: string }
  /** A look at the campaign, every few simulated hours. */
  | { readonly kind: 'progress'; readonly standing: Standing }
  /** Nothing is left to do; the clock rests until somebody launches a wave. */
  | { readonly kind: 'runOut'; readonly standing: Standing };

export interface Standing {
  readonly now: string;
  readonly tally: Tally;
  /** Agenda entries: of an ended campaign there are none. */
  readonly agenda: { readonly due: number; readonly watched: number };
  readonly poisoned: number;
  /** Of the waves that were not cancelled. */
  readonly goals: readonly Goal[];
  /** Rows that the last complete pass could not read. */
  readonly setAside: number;
  readonly isOver: boolean;
}
