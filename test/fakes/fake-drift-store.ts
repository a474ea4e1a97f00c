import type { DriftStore } from '../../shared/ports/drift-store.ts';
import type { MassDrift } from '../../shared/registration/mass-drift.ts';
import { VersionedCell } from './versioned-cell.ts';

/** Mass drifts in memory. */
export class FakeDriftStore implements DriftStore {
  readonly #cell = new VersionedCell<readonly MassDrift[]>();

  async read(): Promise<{ readonly drifts: readonly MassDrift[]; readonly version: string | undefined }> {
    return { drifts: this.#cell.value ?? [], version: this.#cell.version };
  }

  async write(drifts: readonly MassDrift[], version: string | undefined): Promise<boolean> {
    return this.#cell.write(drifts, version).kind === 'written';
  }
}
