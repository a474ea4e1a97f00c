import type { MassDrift } from '../registration/mass-drift.ts';

/** The mass drifts that passes found, oldest first. Whom each is about is saved as the members of `driftMembersOf`. */
export interface DriftStore {
  read(): Promise<{ readonly drifts: readonly MassDrift[]; readonly version: string | undefined }>;
  /** False when somebody else wrote since the reading: nothing was written. */
  write(drifts: readonly MassDrift[], version: string | undefined): Promise<boolean>;
}
