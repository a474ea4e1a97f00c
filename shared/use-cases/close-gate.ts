import type { RateGate } from '../delivery/rate-gate.ts';
import type { GateStore } from '../ports/gate-store.ts';

/** Changes the gate for all instances; repeated until our change is in, since a closed door must not be lost. */
export async function closeGateForAll(change: (gate: RateGate) => RateGate, gates: GateStore): Promise<RateGate> {
  for (;;) {
    const { gate, version } = await gates.read();
    const changed = change(gate);
    if (changed === gate || (await gates.write(changed, version))) return changed;
  }
}
