import type { Pass } from '../shared/registration/pass.ts';
import { FakePassStore } from '../test/fakes/fake-pass-store.ts';
import { fakePorts } from '../test/fakes/ports.ts';

/** Counts what would be written and keeps none of it. */
export class CountedFacts {
  rows = 0;

  async writeFacts(rows: readonly unknown[]): Promise<void> {
    this.rows += rows.length;
  }

  async markAbsent(): Promise<void> {}
  async markMailboxes(): Promise<void> {}
}

/** A pass store that keeps its pages and does not copy the checkpoint. */
export class LeanPassStore extends FakePassStore {
  #pass: Pass | undefined;
  #lastComplete: Pass | undefined;
  #writes = 0;

  override async readCurrent() {
    return this.#pass && { pass: this.#pass, version: String(this.#writes) };
  }

  override async readLastComplete() {
    return this.#lastComplete;
  }

  override async write(pass: Pass) {
    this.#pass = pass;
    if (pass.state === 'complete') this.#lastComplete = pass;
    this.#writes += 1;
    return { kind: 'written' as const, version: String(this.#writes) };
  }
}

/** Ports of a pass without storage behind them: what is left is the pass itself. */
export function leanPorts() {
  const base = fakePorts(new Date());
  const facts = new CountedFacts();
  const recipients = Object.assign(base.recipients, {
    writeFacts: (rows: readonly unknown[]) => facts.writeFacts(rows),
    markAbsent: () => facts.markAbsent(),
    markMailboxes: () => facts.markMailboxes(),
  });
  return { ...base, passes: new LeanPassStore(), recipients, facts };
}
