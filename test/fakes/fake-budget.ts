import type { Budget } from '../../shared/ports/budget.ts';

/** The places taken in each period, in memory. */
export class FakeBudget implements Budget {
  readonly #taken = new Map<string, number>();

  async take(period: string, wanted: number, most: number): Promise<number> {
    const taken = this.#taken.get(period) ?? 0;
    const granted = Math.max(0, Math.min(wanted, most - taken));
    this.#taken.set(period, taken + granted);
    return granted;
  }

  async left(period: string, most: number): Promise<number> {
    return Math.max(0, most - (this.#taken.get(period) ?? 0));
  }
}
