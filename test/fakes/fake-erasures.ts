import type { Erasures } from '../../shared/ports/erasures.ts';

/** Who was erased, in memory. */
export class FakeErasures implements Erasures {
  readonly #hashes = new Set<string>();

  async readKey(): Promise<Uint8Array> {
    return Buffer.alloc(32, 7);
  }

  async add(hash: string): Promise<void> {
    this.#hashes.add(hash);
  }

  async list(): Promise<readonly string[]> {
    return [...this.#hashes];
  }
}
