import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Randomness } from '../randomness.ts';

export interface KillingOptions {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly randomness: Randomness;
  /** How long a host lives once it runs. */
  readonly livesMs: { readonly from: number; readonly to: number };
}

/** A host that is started, killed with SIGKILL at any moment, and started again on the same storage. */
export class KilledHost {
  kills = 0;
  readonly #options: KillingOptions;
  #child: ChildProcess | undefined;
  #isSpared = false;
  #isOver = false;
  readonly #done: Promise<void>;

  constructor(options: KillingOptions) {
    this.#options = options;
    this.#done = this.#live();
  }

  /** From now on it lives. */
  spare(): void {
    this.#isSpared = true;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    this.#child?.kill('SIGKILL');
    await this.#done;
  }

  async #live(): Promise<void> {
    while (!this.#isOver) {
      const child = this.#start();
      const exited = once(child, 'exit');
      await Promise.race([once(child, 'message'), exited]);
      if (!this.#isSpared && !this.#isOver) {
        const { livesMs, randomness } = this.#options;
        await Promise.race([sleep(randomness.between(livesMs.from, livesMs.to)), exited]);
        if (!this.#isSpared) this.#kill(child);
      }
      await exited;
    }
  }

  #start(): ChildProcess {
    const { script, env } = this.#options;
    const child = fork(script, [], {
      env: { ...process.env, ...env },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    return child;
  }

  #kill(child: ChildProcess): void {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    this.kills++;
  }
}
