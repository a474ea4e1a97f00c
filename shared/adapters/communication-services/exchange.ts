import { AsyncLocalStorage } from 'node:async_hooks';
import type { EmailClientOptions } from '@azure/communication-email';

type Policy = NonNullable<EmailClientOptions['additionalPolicies']>[number]['policy'];
type PolicyResponse = Awaited<ReturnType<Policy['sendRequest']>>;

/** What became of the one request of an operation. */
export interface Exchange {
  readonly method: 'POST' | 'GET';
  /** Set just before the request is handed to the network: without it, nothing has left. */
  hasLeft: boolean;
  /** Set once the whole answer has arrived. */
  response: PolicyResponse | undefined;
  /** Set when nobody waits any longer: what has not left by then never will. */
  isOver: boolean;
}

const current = new AsyncLocalStorage<Exchange>();

/**
 * Runs an SDK call and answers what its one request met with, and what the SDK threw. Answers at the signal's end at the
 * latest: the SDK itself would wait for a token without end.
 */
export async function observe(
  method: Exchange['method'],
  abortSignal: AbortSignal,
  call: () => Promise<unknown>,
): Promise<Exchange & { readonly error: unknown }> {
  const exchange: Exchange = { method, hasLeft: false, response: undefined, isOver: false };
  const error: unknown = await Promise.race([current.run(exchange, call), endOf(abortSignal)]).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  exchange.isOver = true;
  return { ...exchange, error };
}

const endOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

/**
 * Lets one request of an operation through to the network, and ends the SDK's call as soon as its answer is here. What the
 * SDK would do next is not wanted: after a POST it asks for the status, and throws when that fails although the mail was
 * accepted; its authentication repeats a request that was challenged.
 */
export const oneRequestPolicy: Policy = {
  name: 'oneRequest',
  async sendRequest(request, next) {
    const exchange = current.getStore();
    if (exchange === undefined) throw new Error('A request outside of an operation was not made');
    if (exchange.hasLeft || exchange.isOver || request.method !== exchange.method) {
      throw new Error(`A second request was not made: ${request.method}`);
    }
    // Of a text, the SDK's HTTP client makes the bytes twice: to count them, and to send them.
    if (typeof request.body === 'string') request.body = Buffer.from(request.body);
    exchange.hasLeft = true;
    exchange.response = await next(request);
    throw answered;
  },
};

/** One for all, without a stack to make each time. Nobody reads it, for there is a response. */
const answered = Object.freeze(new Error('The answer is here'));
