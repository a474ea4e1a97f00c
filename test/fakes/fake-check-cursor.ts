import type { CheckCursor } from '../../shared/ports/check-cursor.ts';

/** The check's position in memory. */
export class FakeCheckCursor implements CheckCursor {
  #position: string | undefined;

  async read(): Promise<string | undefined> {
    return this.#position;
  }

  async write(position: string | undefined): Promise<void> {
    this.#position = position;
  }
}
