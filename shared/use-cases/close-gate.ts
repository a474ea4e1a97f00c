import type { RateGate } from '../delivery/rate-gate.ts';
import type { GateStore } from '../ports/gate-store.ts';

/** In each round somebody gets through, so this many fail only when something else is wrong. */
const attempts = 50;

/** Changes the gate for all instances; repeated until our change is in, since a closed door must not be lost. */
export async function closeGateForAll(change: (gate: RateGate) => RateGate, gates: GateStore): Promise<RateGate> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { gate, version } = await gates.read();
    const changed = change(gate);
    if (changed === gate || (await gates.write(changed, version))) return changed;
  }
  throw new Error(`The rate gate changed ${attempts} times while it was being closed`);
}
