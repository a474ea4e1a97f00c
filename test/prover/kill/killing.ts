import { fork, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Randomness } from '../randomness.ts';
import type { MailMoment } from './mail-proxy.ts';

export interface KillingOptions {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** The time of the campaign: a new host gets it before it does anything. */
  readonly now: () => Date;
  readonly randomness: Randomness;
  /** The most mails that a host sends before it is killed during one. */
  readonly mostMails: number;
  /** At which moment of a mail it is killed; random by default. */
  readonly dieAt: MailMoment | undefined;
  readonly onKill: (cause: 'mail' | 'time') => void;
}

/** When a host is killed: at any moment, or during a mail's request, where most can go wrong. */
interface Death {
  readonly afterMs: number;
  readonly atMail: MailMoment | undefined;
  /** During which of its mails it is killed, from 1. */
  readonly mail: number;
}

/** How long a host runs at most, by how long it took to start: on a slow machine it must run long enough to do something. */
const longestLifeMs = (startMs: number): number => Math.min(5_000, Math.max(600, startMs));

/** A host that is to be killed during a mail waits for one: through a night of the campaign, and on a slow machine. */
const patienceMs = 60_000;

const isDead = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** A host that is started, killed with SIGKILL at a random moment, and started again on the same storage. */
export class KilledHost {
  readonly #options: KillingOptions;
  #child: ChildProcess | undefined;
  #death: Death | undefined;
  #mails = 0;
  #isOver = false;
  #isReady = false;
  #isSpared = false;
  readonly #done: Promise<void>;

  constructor(options: KillingOptions) {
    this.#options = options;
    this.#done = this.#live();
  }

  /** From now on it is not killed. */
  spare(): void {
    this.#isSpared = true;
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    this.#child?.kill('SIGKILL');
    await this.#done;
  }

  /** Sends it the time of the campaign; done when it has confirmed. A host that is dead or not ready needs none. */
  async tell(now: Date): Promise<void> {
    const child = this.#child;
    if (!child || !this.#isReady || isDead(child)) return;
    const heard = on(child, 'message', { close: ['exit'] });
    child.send(now.getTime(), () => undefined);
    for await (const [atMs] of heard) if (atMs === now.getTime()) return;
  }

  /** One of its mails has come to this moment. Kills the host, and says so, when it is to die of it. */
  readonly diesAt = (moment: MailMoment): boolean => {
    if (moment === 'arrived') this.#mails++;
    const death = this.#death;
    if (death?.atMail !== moment || this.#mails < death.mail || this.#isSpared) return false;
    return this.#kill('mail');
  };

  async #live(): Promise<void> {
    while (!this.#isOver) {
      this.#mails = 0;
      this.#death = undefined;
      const began = performance.now();
      const child = this.#start();
      const exited = once(child, 'exit');
      await Promise.race([once(child, 'message'), exited]);
      this.#isReady = true;
      void this.tell(this.#options.now());
      if (!this.#isSpared && !this.#isOver) {
        this.#death = this.#drawDeath(performance.now() - began);
        await Promise.race([sleep(this.#death.afterMs), exited]);
        if (!this.#isSpared) this.#kill('time');
      }
      await exited;
      this.#isReady = false;
      if (child.exitCode) throw new Error(`A host ended by itself with code ${child.exitCode}: see what it wrote`);
    }
  }

  #drawDeath(startMs: number): Death {
    const { randomness, mostMails, dieAt } = this.#options;
    const atMail = dieAt ?? randomness.oneOf([undefined, 'arrived', 'taken'] as const);
    const afterMs = randomness.fraction() * longestLifeMs(startMs);
    const mail = randomness.between(1, mostMails);
    return { afterMs: atMail === undefined ? afterMs : patienceMs, atMail, mail };
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

  #kill(cause: 'mail' | 'time'): boolean {
    const child = this.#child;
    if (child === undefined || isDead(child) || child.killed) return false;
    child.kill('SIGKILL');
    this.#options.onKill(cause);
    return true;
  }
}
