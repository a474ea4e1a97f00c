import type { ToldDetails } from '../../shared/campaign/known-details.ts';
import type { ToldDetailsStore } from '../../shared/ports/told-details-store.ts';
import { VersionedCell } from './versioned-cell.ts';

/** What was told, in memory. */
export class FakeToldDetailsStore implements ToldDetailsStore {
  readonly #cell = new VersionedCell<ToldDetails>();

  async read(): Promise<{ readonly stored: ToldDetails | undefined; readonly version: string | undefined }> {
    return { stored: this.#cell.value, version: this.#cell.version };
  }

  async write(stored: ToldDetails, version: string | undefined): Promise<boolean> {
    return this.#cell.write(stored, version).kind === 'written';
  }
}
