/** Counts by day, in UTC, as the report names days. */
export class DayCounts {
  readonly #counts = new Map<string, number>();

  add(at: Date): void {
    const day = at.toISOString().slice(0, 10);
    this.#counts.set(day, this.on(day) + 1);
  }

  /** The days that have a count, in no order. */
  get days(): readonly string[] {
    return [...this.#counts.keys()];
  }

  on(day: string): number {
    return this.#counts.get(day) ?? 0;
  }
}
