import { Randomness } from '../randomness.ts';
import { KilledHost } from './killing.ts';
import type { DiesAt, MailMoment } from './mail-proxy.ts';

export interface CrewOptions {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** What time it is in the campaign. */
  readonly now: () => Date;
}

/** Hosts that are to be killed. */
export interface KillOrder {
  readonly hosts: number;
  readonly seed: number;
  /** The most mails that a host sends before it is killed during one. */
  readonly mostMails: number;
  readonly dieAt: MailMoment | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** The hosts of a run, those that live now. */
export class HostCrew {
  readonly #options: CrewOptions;
  readonly #living = new Set<KilledHost>();
  /** Those that are to be killed, by the name that their requests carry. */
  readonly #named = new Map<string, KilledHost>();
  kills = 0;
  /** Those during a mail's request. */
  killsByMail = 0;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  /** Tells every host the time; done when each has heard it. */
  async tell(now: Date): Promise<void> {
    await Promise.all([...this.#living].map((host) => host.tell(now)));
  }

  /** Does something while one host runs that is not killed. */
  async inPeace(env: Readonly<Record<string, string>>, act: () => Promise<void>): Promise<void> {
    const host = this.#start(new Randomness(1), { ...this.#options.env, ...env }, { mostMails: 1, dieAt: undefined });
    host.spare();
    try {
      await act();
    } finally {
      await this.#stop(host);
    }
  }

  /** One of the mails of a host has come to this moment: whether the host dies of it. */
  readonly diesAt: DiesAt = (name, moment) => (name && this.#named.get(name)?.diesAt(moment)) || false;

  /** Does something while hosts are started and killed. */
  async underKills(order: KillOrder, act: () => Promise<void>): Promise<void> {
    const hosts = Array.from({ length: order.hosts }, (_, n) => this.#startForKilling(order, n));
    try {
      await act();
    } finally {
      await Promise.all(hosts.map((host) => this.#stop(host)));
      this.#named.clear();
    }
  }

  #startForKilling({ seed, mostMails, dieAt, env }: KillOrder, n: number): KilledHost {
    const name = `host-${n}`;
    const named = { ...this.#options.env, ...env, KILLED_HOST_NAME: name };
    const host = this.#start(new Randomness(seed + n), named, { mostMails, dieAt });
    this.#named.set(name, host);
    return host;
  }

  #start(
    randomness: Randomness,
    env: Readonly<Record<string, string>>,
    death: Pick<KillOrder, 'mostMails' | 'dieAt'>,
  ): KilledHost {
    const { script, now } = this.#options;
    const onKill = (cause: 'mail' | 'time') => {
      this.kills++;
      if (cause === 'mail') this.killsByMail++;
    };
    const host = new KilledHost({ script, env, now, randomness, ...death, onKill });
    this.#living.add(host);
    return host;
  }

  async #stop(host: KilledHost): Promise<void> {
    await host.stop();
    this.#living.delete(host);
  }
}
