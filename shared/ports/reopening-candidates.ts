import type { ReopeningCandidate } from '../campaign/reopening.ts';

/**
 * Whom to look at since they may have to be asked to register once more. Only hints: the person's own row is the truth. Each
 * is put before what told of it counts as read, and taken away once it is decided.
 */
export interface ReopeningCandidates {
  /** Twice leaves one. */
  put(candidates: readonly ReopeningCandidate[]): Promise<void>;
  /** Up to `limit` of those whose time has come, the longest waiting first. One storage transaction when there is none. */
  due(now: Date, limit: number): Promise<readonly ReopeningCandidate[]>;
  /** Those that have gone already do not matter. */
  drop(candidates: readonly ReopeningCandidate[]): Promise<void>;
}
