/** Most of what is counted lies within the same few quarters of an hour, and no zone changes its day within one. */
const quarterMs = 900_000;

/** Counts by day, as a zone names days; UTC where none is given. */
export class DayCounts {
  readonly #counts = new Map<string, number>();
  readonly #known = new Map<number, string>();
  readonly #timeZone: string;
  #format: Intl.DateTimeFormat | undefined;

  constructor(timeZone = 'UTC') {
    this.#timeZone = timeZone;
  }

  add(at: Date): void {
    const day = this.#dayOf(at);
    this.#counts.set(day, this.on(day) + 1);
  }

  #dayOf(at: Date): string {
    const quarter = Math.floor(at.getTime() / quarterMs);
    const known = this.#known.get(quarter) ?? this.#write(at);
    this.#known.set(quarter, known);
    return known;
  }

  /** Made when it is first needed: most counts are of one person, without a day. */
  #write(at: Date): string {
    const [timeZone, two] = [this.#timeZone, '2-digit'] as const;
    this.#format ??= new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: two, day: two });
    return this.#format.format(at);
  }

  /** The days that have a count, in no order. */
  get days(): readonly string[] {
    return [...this.#counts.keys()];
  }

  on(day: string): number {
    return this.#counts.get(day) ?? 0;
  }
}
