/** An error as RFC 9457 has it, with what to do next. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  /** What is wrong here, and the next step. */
  readonly detail: string;
  /** Every fault of the request, by its path. */
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

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
