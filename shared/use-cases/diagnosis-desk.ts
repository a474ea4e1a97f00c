import type { Clock } from '../ports/clock.ts';
import type { DiagnosisAnswer } from './diagnose-user.ts';

export type DeskAnswer = DiagnosisAnswer | { readonly kind: 'tooMany'; readonly retryAfterSeconds: number };

const keptForMs = 60_000;
/** Each takes four of the thirty requests for reports and audit log that Graph answers in a minute. */
const mostPerCaller = 10;

interface Kept {
  readonly atMs: number;
  readonly answer: Promise<DiagnosisAnswer>;
}

/**
 * Hands out diagnoses: the same question within a minute is answered once, and one caller has ten new answers a minute,
 * on each instance. Diagnoses are read from the quota that pass and watch live on.
 */
export class DiagnosisDesk {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();
  readonly #asked = new Map<string, readonly number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `question` says what the answer depends on. What failed is not kept. */
  async answer(question: string, caller: string, diagnose: () => Promise<DiagnosisAnswer>): Promise<DeskAnswer> {
    const nowMs = this.#clock.now().getTime();
    this.#forget(nowMs);
    const kept = this.#kept.get(question);
    if (kept) return kept.answer;
    const asked = this.#asked.get(caller) ?? [];
    if (asked.length >= mostPerCaller) return tooMany(asked[0]! + keptForMs - nowMs);
    this.#asked.set(caller, [...asked, nowMs]);
    return this.#keep(question, nowMs, diagnose());
  }

  #keep(question: string, atMs: number, answer: Promise<DiagnosisAnswer>): Promise<DiagnosisAnswer> {
    const kept = { atMs, answer };
    this.#kept.set(question, kept);
    answer.catch(() => this.#kept.get(question) === kept && this.#kept.delete(question));
    return answer;
  }

  /** A clock that was set back makes everything old. */
  #forget(nowMs: number): void {
    const isOld = (atMs: number) => Math.abs(nowMs - atMs) >= keptForMs;
    for (const [question, { atMs }] of this.#kept) if (isOld(atMs)) this.#kept.delete(question);
    for (const [caller, asked] of this.#asked) {
      const recent = asked.filter((atMs) => !isOld(atMs));
      if (recent.length === 0) this.#asked.delete(caller);
      else this.#asked.set(caller, recent);
    }
  }
}

const tooMany = (leftMs: number): DeskAnswer => ({
  kind: 'tooMany',
  retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1_000)),
});
