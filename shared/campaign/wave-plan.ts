import type { Candidacy, LeftOutReason } from './candidacy.ts';

/** Who a wave would write to, and why not the others. */
export interface WavePlan {
  readonly selected: readonly string[];
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
}

/** Adds up candidacies into a plan; those over the limit are left out with that reason. */
export function addUp(candidacies: Iterable<Candidacy>, limit: number | undefined): WavePlan {
  const counter = new PlanCounter(limit);
  for (const candidacy of candidacies) counter.add(candidacy);
  return counter.plan();
}

/** Adds up candidacies as they come, so that a tenant is never held in memory. */
export class PlanCounter {
  readonly #limit: number;
  readonly #selected: string[] = [];
  readonly #leftOut: Partial<Record<LeftOutReason, number>> = {};

  constructor(limit: number | undefined) {
    this.#limit = limit ?? Infinity;
  }

  /** Whether this one is selected. */
  add(candidacy: Candidacy): boolean {
    const isSelected = candidacy.selected && this.#selected.length < this.#limit;
    if (isSelected) this.#selected.push(candidacy.userId);
    else this.leaveOut(candidacy.selected ? 'overLimit' : candidacy.because, 1);
    return isSelected;
  }

  leaveOut(because: LeftOutReason, people: number): void {
    if (people > 0) this.#leftOut[because] = (this.#leftOut[because] ?? 0) + people;
  }

  plan(): WavePlan {
    return { selected: this.#selected, leftOut: this.#leftOut };
  }
}
