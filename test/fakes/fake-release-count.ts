import type { ReleaseCount } from '../../shared/ports/work-queues.ts';

/** How often was released, in memory. */
export class FakeReleaseCount implements ReleaseCount {
  #count = 0;

  async read(): Promise<number> {
    return this.#count;
  }

  async write(count: number): Promise<void> {
    this.#count = count;
  }
}
