import type { ReopeningCandidate } from '../../shared/campaign/reopening.ts';
import type { ReopeningCandidates } from '../../shared/ports/reopening-candidates.ts';

/** Candidates in memory. */
export class FakeReopeningCandidates implements ReopeningCandidates {
  readonly #candidates = new Map<string, ReopeningCandidate>();

  async put(candidates: readonly ReopeningCandidate[]): Promise<void> {
    for (const one of candidates) this.#candidates.set(keyOf(one), { ...one, userId: one.userId.toLowerCase() });
  }

  async due(now: Date, limit: number): Promise<readonly ReopeningCandidate[]> {
    return [...this.#candidates]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, one]) => one)
      .filter(({ lookAt }) => lookAt <= now)
      .slice(0, limit);
  }

  async drop(candidates: readonly ReopeningCandidate[]): Promise<void> {
    for (const one of candidates) this.#candidates.delete(keyOf(one));
  }

  /** When the next one is to be looked at. */
  get firstLookAt(): Date | undefined {
    const times = [...this.#candidates.values()].map(({ lookAt }) => lookAt.getTime());
    return times.length === 0 ? undefined : new Date(Math.min(...times));
  }
}

const keyOf = ({ userId, lookAt, because }: ReopeningCandidate): string =>
  `${lookAt.toISOString()}|${userId.toLowerCase()}|${because}`;
