import type { RateGate } from '../delivery/rate-gate.ts';

/** The rate gate, shared by all instances. */
export interface GateStore {
  /** An open gate with no version when none was stored yet. */
  read(): Promise<{ readonly gate: RateGate; readonly version: string | undefined }>;
  /** False when somebody else wrote since the reading: nothing was written. */
  write(gate: RateGate, version: string | undefined): Promise<boolean>;
}
