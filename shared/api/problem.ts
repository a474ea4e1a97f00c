/** An error as RFC 9457 has it, with what to do next. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  /** What is wrong here, and the next step. */
  readonly detail: string;
  /** Every fault of the request, by its path. */
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
  /** What has changed since a dry run. */
  readonly drift?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A surprise: what happened is in the log, never in the answer. */
export const internalFault = (invocationId: string): Problem => ({
  status: 500,
  title: 'Something went wrong',
  detail: `Look for the invocation ${invocationId} in the log. Before you repeat a change, look whether it happened.`,
});

export const unknownAction = (action: string, known: readonly string[]): Problem => ({
  status: 404,
  title: 'There is no such action',
  detail: `${JSON.stringify(action.slice(0, 40))} is none of ${known.join(', ')}. Nothing was changed.`,
});

export const unavailable: Problem = {
  status: 503,
  title: 'Tokens cannot be verified now',
  detail:
    'The app is not set up, or the signing keys of the tenant cannot be read. The log says why. Nothing was started.',
  headers: { 'retry-after': '30' },
};

/** `because` says what to do. */
export const othersStorage = (because: string): Problem => ({
  status: 503,
  title: "The storage is another installation's",
  detail: `${because}. Nothing was read or changed.`,
});

export const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { ...always, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

export function problemAnswer({ headers = {}, ...problem }: Problem): Answer {
  return jsonAnswer(
    problem.status,
    { type: 'about:blank', ...problem },
    { 'content-type': 'application/problem+json', ...headers },
  );
}
