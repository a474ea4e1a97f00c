import type { VirtualTime } from './virtual-time.ts';

/** What becomes of one request. */
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
  /** Whether what a request writes is to be part of its name; naming costs time. */
  readonly wantsDetails?: boolean;
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
  /** Continuations of it that run, less those that wait beyond the first: what it adds to the servers' own count. */
  balance: number;
  readonly onEnd: (ending: Ending, error?: unknown) => void;
}

/**
 * Servers that run functions and can die at any request. Between two requests a function runs without interruption, as
 * JavaScript does; every request goes through `request`, which decides what becomes of it.
 */
export class Servers {
  readonly #time: VirtualTime;
  readonly #fates: Fates;
  readonly #wantsDetails: boolean;
  readonly #running = new Set<Running>();
  readonly #memories: Record<string, unknown>[] = [];
  /** Continuations that have not come to their next request or their end. */
  #active = 0;
  /** Invocations that have made several requests at once: their running continuations cannot be counted. */
  readonly #forked = new Set<Running>();
  #onSettled: () => void = () => undefined;
  /** Every request that was made, in order: this describes an interleaving. */
  readonly trace: string[] | undefined;
  requests = 0;
  crashes = 0;

  constructor(time: VirtualTime, fates: Fates, isTraced = false) {
    this.#time = time;
    this.#fates = fates;
    this.trace = isTraced ? [] : undefined;
    this.#wantsDetails = isTraced || fates.wantsDetails === true;
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  /** Whether some function may still come to its next request. */
  get isUnsettled(): boolean {
    return this.#active > 0 || this.#forked.size > 0;
  }

  start(
    useCase: string,
    server: number,
    run: (invocation: Invocation) => Promise<unknown>,
    onEnd: Running['onEnd'],
  ): void {
    const memory = (this.#memories[server] ??= {});
    const invocation: Running = { useCase, server, isDead: false, memory, balance: 0, onEnd };
    this.#running.add(invocation);
    this.#goOn(invocation);
    run(invocation).then(
      () => this.#end(invocation, 'done'),
      (error: unknown) => this.#end(invocation, 'failed', error),
    );
  }

  #end(invocation: Running, ending: Ending, error?: unknown): void {
    if (!invocation.isDead) this.#comeToRest(invocation);
    this.#forked.delete(invocation);
    if (this.#running.delete(invocation)) invocation.onEnd(ending, error);
  }

  /** Makes a request for an invocation. `apply` is what it does to the world; it must not wait for anything. */
  request<Answer>(
    invocation: Invocation,
    called: string,
    apply: () => Promise<Answer>,
    detailOf?: () => string,
  ): Promise<Answer> {
    this.#comeToRest(invocation as Running);
    this.requests++;
    const call = detailOf && this.#wantsDetails ? called + detailOf() : called;
    const fate = this.#fates.of({ useCase: invocation.useCase, call });
    const { appliedAfterMs, answeredAfterMs } = fate;
    const isAnsweredApart = appliedAfterMs !== answeredAfterMs;
    return new Promise<Answer>((resolve, reject) => {
      let applied: Promise<Answer> | undefined;
      const take = () => {
        applied = apply();
        if (fate.crash === 'after') this.kill(invocation.server);
        if (fate.crash === 'after' || isAnsweredApart) this.#seeThrough(applied);
      };
      const answer = () => {
        if (invocation.isDead) return;
        this.#goOn(invocation as Running);
        if (applied && !fate.isAnswerLost) applied.then(resolve, reject);
        else reject(noAnswer);
      };
      this.#note(invocation, call, fate);
      if (fate.crash === 'before') return this.#time.after(0, () => this.kill(invocation.server));
      if (!isAnsweredApart) {
        return this.#time.after(answeredAfterMs, () => {
          take();
          answer();
        });
      }
      if (appliedAfterMs !== undefined) this.#time.after(appliedAfterMs, take);
      this.#time.after(answeredAfterMs, answer);
    });
  }

  /** Nobody waits for the answer of such a request, but its effects are complete before time passes. */
  #seeThrough(applied: Promise<unknown>): void {
    this.#active++;
    const rest = () => {
      if (--this.#active <= 0) this.#onSettled();
    };
    applied.then(rest, rest);
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
      this.#forked.delete(invocation);
      this.#active -= invocation.balance;
      invocation.onEnd('died');
    }
  }

  /** Lets every function come to its next request. */
  settle(): Promise<void> {
    if (this.#forked.size > 0) return new Promise((resolve) => setImmediate(resolve));
    return new Promise((resolve) => (this.#onSettled = resolve));
  }

  #goOn(invocation: Running): void {
    invocation.balance++;
    this.#active++;
  }

  /** A function has come to its next request, or to its end. */
  #comeToRest(invocation: Running): void {
    if (--invocation.balance < 0) this.#forked.add(invocation);
    if (--this.#active <= 0) this.#onSettled();
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
