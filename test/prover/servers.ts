import type { VirtualTime } from './virtual-time.ts';

/** What becomes of one request on its way. */
export interface Fate {
  /** The server that asks dies: before the request leaves, or when it has arrived and nobody hears the answer. */
  readonly crash?: 'before' | 'after';
  /** How long until the request takes effect; undefined: never. */
  readonly appliedAfterMs: number | undefined;
  /** How long until the caller hears: the answer where the request has taken effect by then, else a failure. */
  readonly answeredAfterMs: number;
  /** The request takes effect and the caller is told that it failed. */
  readonly isAnswerLost?: boolean;
}

/** Says what becomes of each request. */
export interface Fates {
  of(point: IoPoint): Fate;
}

/** One request, by who makes it and what it is: the name of a crash point. */
export interface IoPoint {
  readonly useCase: string;
  readonly call: string;
}

/** What a caller gets instead of an answer: always the same one, since making an error costs more than all the rest. */
export class NoAnswer extends Error {}
const noAnswer = new NoAnswer('no answer');

const soon = Promise.resolve();

/** One run of a function, on one server. */
export interface Invocation {
  readonly useCase: string;
  readonly server: number;
  isDead: boolean;
  /** What the server's process remembers: gone when it dies. */
  readonly memory: Record<string, unknown>;
}

export type Ending = 'done' | 'failed' | 'died';

interface Running extends Invocation {
  readonly onEnd: (ending: Ending, error?: unknown) => void;
}

/**
 * Servers that run functions and can die at any request. Between two requests a function runs without interruption, as
 * JavaScript does; every request goes through `request`, and there its fate is decided.
 */
export class Servers {
  readonly #time: VirtualTime;
  readonly #fates: Fates;
  readonly #running = new Set<Running>();
  readonly #memories: Record<string, unknown>[] = [];
  /** Continuations that have not come to their next request or their end. */
  #active = 0;
  /** Every request that was made, in order: how an interleaving is told. */
  readonly trace: string[] | undefined;
  requests = 0;
  crashes = 0;

  constructor(time: VirtualTime, fates: Fates, isTraced = false) {
    this.#time = time;
    this.#fates = fates;
    this.trace = isTraced ? [] : undefined;
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  start(
    useCase: string,
    server: number,
    run: (invocation: Invocation) => Promise<unknown>,
    onEnd: Running['onEnd'],
  ): void {
    const memory = (this.#memories[server] ??= {});
    const invocation: Running = { useCase, server, isDead: false, memory, onEnd };
    this.#running.add(invocation);
    this.#active++;
    run(invocation).then(
      () => this.#end(invocation, 'done'),
      (error: unknown) => this.#end(invocation, 'failed', error),
    );
  }

  #end(invocation: Running, ending: Ending, error?: unknown): void {
    this.#active--;
    if (this.#running.delete(invocation)) invocation.onEnd(ending, error);
  }

  /** Makes a request for an invocation. `apply` is what it does to the world; it must not wait for anything. */
  request<Answer>(invocation: Invocation, call: string, apply: () => Promise<Answer>): Promise<Answer> {
    this.#active--;
    this.requests++;
    const fate = this.#fates.of({ useCase: invocation.useCase, call });
    return new Promise<Answer>((resolve, reject) => {
      let applied: Promise<Answer> | undefined;
      this.#note(invocation, call, fate);
      if (fate.crash === 'before') return this.#time.after(0, () => this.kill(invocation.server));
      if (fate.appliedAfterMs !== undefined) {
        this.#time.after(fate.appliedAfterMs, () => {
          applied = apply();
          if (fate.crash === 'after') this.kill(invocation.server);
        });
      }
      this.#time.after(fate.answeredAfterMs, () => {
        if (invocation.isDead) return;
        this.#active++;
        if (applied && !fate.isAnswerLost) resolve(applied);
        else reject(noAnswer);
      });
    });
  }

  /** Ends everything that runs on a server, wherever it is. What it has asked for may still take effect. */
  kill(server: number): void {
    this.crashes++;
    this.#memories[server] = {};
    this.trace?.push(`${this.#stamp()} server ${server} dies`);
    for (const invocation of this.#running) {
      if (invocation.server !== server) continue;
      invocation.isDead = true;
      this.#running.delete(invocation);
      invocation.onEnd('died');
    }
  }

  /** Lets every function come to its next request. */
  async settle(): Promise<void> {
    while (this.#active > 0) await soon;
  }

  #note({ useCase, server }: Invocation, call: string, { crash, appliedAfterMs, isAnswerLost }: Fate): void {
    if (!this.trace) return;
    const what = crash
      ? ` CRASH ${crash}`
      : appliedAfterMs === undefined
        ? ' NEVER ARRIVES'
        : isAnswerLost
          ? ' ANSWER LOST'
          : '';
    const late = appliedAfterMs !== undefined && appliedAfterMs > 1_000 ? ` applied after ${appliedAfterMs} ms` : '';
    this.trace.push(`${this.#stamp()} server ${server} ${useCase}: ${call}${what}${late}`);
  }

  #stamp(): string {
    return new Date(this.#time.nowMs).toISOString();
  }
}
