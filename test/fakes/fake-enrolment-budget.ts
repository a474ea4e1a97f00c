import type { EnrolmentBudget } from '../../shared/ports/enrolment-budget.ts';

/** The places taken on each day, in memory. */
export class FakeEnrolmentBudget implements EnrolmentBudget {
  readonly #takenByDay = new Map<string, number>();

  async take(day: string, wanted: number, perDay: number): Promise<number> {
    const taken = this.#takenByDay.get(day) ?? 0;
    const granted = Math.max(0, Math.min(wanted, perDay - taken));
    this.#takenByDay.set(day, taken + granted);
    return granted;
  }

  async left(day: string, perDay: number): Promise<number> {
    return Math.max(0, perDay - (this.#takenByDay.get(day) ?? 0));
  }
}
