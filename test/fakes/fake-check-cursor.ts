import type { CheckCursor, CheckPlace } from '../../shared/ports/check-cursor.ts';

/** The check's position in memory. */
export class FakeCheckCursor implements CheckCursor {
  #place: CheckPlace = { position: undefined };

  async read(): Promise<CheckPlace> {
    return this.#place;
  }

  async write(place: CheckPlace): Promise<void> {
    this.#place = place;
  }
}
