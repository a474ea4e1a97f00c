import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Randomness } from '../randomness.ts';
import type { MailMoment } from './mail-proxy.ts';

export interface KillingOptions {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly randomness: Randomness;
  /** How long a host lives at the most that is not to die of a mail. */
  readonly longestLifeMs: number;
  /** Most mails a host sends before it dies of one. */
  readonly mostMails: number;
}

/** When a life ends: at any moment, or with a mail on its way, where most can go wrong. */
interface Death {
  readonly afterMs: number;
  readonly atMail: MailMoment | undefined;
  /** Which of its mails it dies of, from 1. */
  readonly mail: number;
}

/** Whoever is to die of a mail and sends none dies after so long all the same. */
const patienceMs = 1_200;

/** A host that is started, killed with SIGKILL at a moment drawn by lot, and started again on the same storage. */
export class KilledHost {
  kills = 0;
  readonly #options: KillingOptions;
  #child: ChildProcess | undefined;
  #death: Death | undefined;
  #mails = 0;
  #isOver = false;
  #isSpared = false;
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

  /** A mail of its has come to this moment; kills the host, and says so, when this is the moment. */
  readonly diesAt = (moment: MailMoment): boolean => {
    if (moment === 'arrived') this.#mails++;
    const death = this.#death;
    if (death?.atMail !== moment || this.#mails < death.mail || this.#isSpared) return false;
    return this.#kill();
  };

  async #live(): Promise<void> {
    while (!this.#isOver) {
      this.#mails = 0;
      this.#death = this.#drawDeath();
      const child = this.#start();
      const exited = once(child, 'exit');
      await Promise.race([once(child, 'message'), exited]);
      if (!this.#isSpared && !this.#isOver) {
        await Promise.race([sleep(this.#death.afterMs), exited]);
        if (!this.#isSpared) this.#kill();
      }
      await exited;
    }
  }

  #drawDeath(): Death {
    const { randomness, longestLifeMs, mostMails } = this.#options;
    const atMail = randomness.oneOf([undefined, 'arrived', 'taken'] as const);
    const afterMs = randomness.between(1, longestLifeMs);
    return { afterMs: atMail ? patienceMs : afterMs, atMail, mail: randomness.between(1, mostMails) };
  }

  #start(): ChildProcess {
    const { script, env } = this.#options;
    this.#child = fork(script, [], {
      env: { ...process.env, ...env },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    return this.#child;
  }

  #kill(): boolean {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null || child.killed) return false;
    child.kill('SIGKILL');
    this.kills++;
    return true;
  }
}
