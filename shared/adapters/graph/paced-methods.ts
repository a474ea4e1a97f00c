import type { AuthenticationMethods, ContactFailure } from '../../ports/authentication-methods.ts';
import type { RegisteredMethods } from '../../ports/registered-methods.ts';
import type { Clock } from '../../ports/clock.ts';

export interface MethodPacing {
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly betweenRequestsMs: number;
  /** Longer waits are answered as throttling, for the caller to come back. */
  readonly longestPauseMs: number;
}

/**
 * One request after the other, never two within the interval: Microsoft does not say how many authentication methods may
 * be asked for in a time. When Graph asks for a short wait, the request is made once more after it.
 */
export function paceMethods(methods: AuthenticationMethods, pacing: MethodPacing): AuthenticationMethods {
  const turns = new MethodTurns(pacing);
  return {
    read: (userId, kinds) => turns.take(() => methods.read(userId, kinds)),
    add: (userId, method, value) => turns.take(() => methods.add(userId, method, value)),
    remove: (userId, method) => turns.take(() => methods.remove(userId, method)),
  };
}

/** The same for what is only read. */
export function paceRegisteredMethods(methods: RegisteredMethods, pacing: MethodPacing): RegisteredMethods {
  const turns = new MethodTurns(pacing);
  return { read: (userId) => turns.take(() => methods.read(userId)) };
}

class MethodTurns {
  readonly #pacing: MethodPacing;
  #freeAtMs = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(pacing: MethodPacing) {
    this.#pacing = pacing;
  }

  take<Answer extends { readonly kind: string } | ContactFailure>(ask: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#last.then(() => this.#ask(ask));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #ask<Answer extends { readonly kind: string } | ContactFailure>(ask: () => Promise<Answer>): Promise<Answer> {
    const { pause, longestPauseMs } = this.#pacing;
    await this.#waitForTurn();
    const answer = await ask();
    const waitMs = waitAskedFor(answer);
    if (waitMs === undefined || waitMs > longestPauseMs) return answer;
    await pause(waitMs);
    await this.#waitForTurn();
    return ask();
  }

  async #waitForTurn(): Promise<void> {
    const { clock, pause, betweenRequestsMs } = this.#pacing;
    const nowMs = clock.now().getTime();
    const waitMs = Math.min(this.#freeAtMs - nowMs, betweenRequestsMs);
    if (waitMs > 0) await pause(waitMs);
    this.#freeAtMs = Math.max(nowMs, nowMs + waitMs) + betweenRequestsMs;
  }
}

const waitAskedFor = (answer: { readonly kind: string }): number | undefined =>
  answer.kind === 'throttled' && 'retryAfterSeconds' in answer ? Number(answer.retryAfterSeconds) * 1_000 : undefined;
