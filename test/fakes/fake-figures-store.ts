import { nothingCounted, type StoredFigures } from '../../shared/campaign/stored-figures.ts';
import type { FiguresStore } from '../../shared/ports/figures-store.ts';
import { VersionedCell } from './versioned-cell.ts';

/** The figures, in memory. */
export class FakeFiguresStore implements FiguresStore {
  readonly #cell = new VersionedCell<StoredFigures>();
  requests = 0;

  async read(): Promise<{ readonly figures: StoredFigures; readonly version: string | undefined }> {
    this.requests++;
    return { figures: this.#cell.value ?? nothingCounted, version: this.#cell.version };
  }

  async write(figures: StoredFigures, version: string | undefined): Promise<boolean> {
    this.requests++;
    return this.#cell.write(figures, version).kind === 'written';
  }
}
