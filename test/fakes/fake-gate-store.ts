import { openGate, type RateGate } from '../../shared/delivery/rate-gate.ts';
import type { GateStore } from '../../shared/ports/gate-store.ts';
import { VersionedCell } from './versioned-cell.ts';

/** The rate gate in memory. */
export class FakeGateStore implements GateStore {
  readonly #cell = new VersionedCell<RateGate>();

  async read(): Promise<{ readonly gate: RateGate; readonly version: string | undefined }> {
    return { gate: this.#cell.value ?? openGate, version: this.#cell.version };
  }

  async write(gate: RateGate, version: string | undefined): Promise<boolean> {
    return this.#cell.write(gate, version).kind === 'written';
  }
}
