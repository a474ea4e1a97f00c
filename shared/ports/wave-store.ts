import type { Wave } from '../campaign/wave.ts';

export interface StoredWave extends Wave {
  readonly version: string;
  /** Its row cannot be read: what stands here is a stand-in that is paused, and is never written. */
  readonly isUnreadable?: true;
}

/** The people that a wave which names some came down to. */
export interface WaveMembers {
  /** In the order they were saved. */
  readonly userIds: readonly string[];
  /** False where stored rows of them cannot be read or are gone: there are more. So where none were ever saved. */
  readonly isWhole: boolean;
}

/** The waves, and for those that name people the ids they came down to. */
export interface WaveStore {
  /** `exists` when there is a wave of this id already: nothing is written then. */
  create(wave: Wave): Promise<'created' | 'exists'>;
  read(waveId: string): Promise<StoredWave | undefined>;
  list(): Promise<readonly StoredWave[]>;
  /** `conflict` when somebody else wrote since the reading. */
  update(wave: Wave, version: string): Promise<{ kind: 'written'; version: string } | { kind: 'conflict' }>;

  /** Replaces the members of a wave that names people. Ids in lower case; tens of thousands fit. */
  saveMembers(waveId: string, userIds: readonly string[]): Promise<void>;
  readMembers(waveId: string): Promise<WaveMembers>;
}
