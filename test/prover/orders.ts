import type { CrashReport } from './crash-points.ts';
import type { Exploration } from './explorer.ts';
import type { SeedTotals } from './seeds.ts';

/** An order for a worker. */
export type Order = SeedOrder | LineOrder | CrashOrder;

/** Run these seeds, perhaps as a mutant, and stop at the first failure or go on. */
export interface SeedOrder {
  readonly kind: 'seeds';
  readonly from: number;
  readonly count: number;
  readonly mutant?: string;
  readonly stopAtFirst?: boolean;
}

/** Explore one line of the table. */
interface LineOrder {
  readonly kind: 'line';
  readonly line: number;
}

/** Crash in one scenario at every step, or at every `stride`th pair of steps. */
export interface CrashOrder {
  readonly kind: 'crashes';
  readonly scenario: number;
  readonly pairs?: { readonly stride: number; readonly share: number; readonly shares: number };
}

/** The result of each kind of order. */
export type Done<One extends Order> = One extends SeedOrder
  ? SeedTotals
  : One extends LineOrder
    ? Exploration
    : CrashReport;
