/**
 * At most so many requests in any period of this length. Refused requests count too, as Microsoft says they do
 * ("all requests accrue against your usage limits").
 */
export class Throttle {
  private readonly limit: number;
  private readonly periodMs: number;
  /** Ascending; those before `first` have lapsed. */
  private times: number[] = [];
  private first = 0;

  constructor(limit: number, periodMs: number) {
    this.limit = limit;
    this.periodMs = periodMs;
  }

  /** Counts a request; answers how many seconds too early it came, 0 when it may pass. */
  take(nowMs: number): number {
    this.forgetUntil(nowMs - this.periodMs);
    this.times.push(nowMs);
    if (this.times.length - this.first <= this.limit) return 0;
    const mustLapse = this.times[this.times.length - this.limit] ?? nowMs;
    return Math.max(1, Math.ceil((mustLapse + this.periodMs - nowMs) / 1_000));
  }

  private forgetUntil(atMs: number): void {
    while ((this.times[this.first] ?? Infinity) <= atMs) this.first++;
    if (this.first < 1_024) return;
    this.times = this.times.slice(this.first);
    this.first = 0;
  }
}
