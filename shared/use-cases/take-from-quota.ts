import { askGate, passThrough, type Capacity } from '../delivery/rate-gate.ts';
import type { GateStore } from '../ports/gate-store.ts';

/** Takes one mail out of the quota that all mails share. No when there is none left, or somebody took at the same moment. */
export async function takeFromQuota(capacity: Capacity, now: Date, gates: GateStore): Promise<boolean> {
  const { gate, version } = await gates.read();
  const admission = askGate(gate, capacity, now);
  return admission.open && admission.count > 0 && gates.write(passThrough(gate, 1, now), version);
}
