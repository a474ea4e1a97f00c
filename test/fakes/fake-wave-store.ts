import type { Wave } from '../../shared/campaign/wave.ts';
import type { StoredWave, WaveMembers, WaveStore } from '../../shared/ports/wave-store.ts';
import { kept } from './kept.ts';
import { VersionedCell } from './versioned-cell.ts';

/** Waves in memory. */
export class FakeWaveStore implements WaveStore {
  readonly #waves = new Map<string, VersionedCell<Wave>>();
  readonly #members = new Map<string, readonly string[]>();

  async create(wave: Wave): Promise<'created' | 'exists'> {
    if (this.#waves.has(wave.waveId)) return 'exists';
    const cell = new VersionedCell<Wave>();
    cell.write(withoutVersion(wave), undefined);
    this.#waves.set(wave.waveId, cell);
    return 'created';
  }

  async read(waveId: string): Promise<StoredWave | undefined> {
    const cell = this.#waves.get(waveId);
    return cell && toStored(cell);
  }

  async list(): Promise<readonly StoredWave[]> {
    return [...this.#waves.values()].map(toStored).toSorted((a, b) => (a.waveId < b.waveId ? -1 : 1));
  }

  async update(wave: Wave, version: string) {
    return this.#waves.get(wave.waveId)?.write(withoutVersion(wave), version) ?? { kind: 'conflict' as const };
  }

  async saveMembers(waveId: string, userIds: readonly string[]): Promise<void> {
    this.#members.set(waveId, kept(userIds.map((userId) => userId.toLowerCase())));
  }

  async readMembers(waveId: string): Promise<WaveMembers> {
    return { userIds: this.#members.get(waveId) ?? [], isWhole: this.#members.has(waveId) };
  }
}

const toStored = (cell: VersionedCell<Wave>): StoredWave => ({ ...cell.value!, version: cell.version! });

/** A wave that was read carries its version along; only the wave is kept. */
function withoutVersion(wave: Wave & { readonly version?: string }): Wave {
  const { version: _version, ...rest } = wave;
  return rest;
}
