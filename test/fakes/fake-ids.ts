import type { Ids } from '../../shared/ports/ids.ts';

/** UUIDs that count up, the same for the same seed. */
export class FakeIds implements Ids {
  readonly #seed: string;
  #count = 0;

  constructor(seed = 0) {
    this.#seed = seed.toString(16).padStart(8, '0');
  }

  next(): string {
    this.#count += 1;
    return `${this.#seed}-0000-4000-8000-${this.#count.toString(16).padStart(12, '0')}`;
  }
}
