/** One error of a chain, in words for a log. */
export interface Cause {
  readonly kind: string;
  readonly message: string;
  readonly status?: number;
  /** The network's or the service's own word, such as `ENOTFOUND` or `AuthorizationFailure`. */
  readonly code?: string;
}

/** Longer chains are circles, longer messages are dumps. */
const longestChain = 10;
const longestMessage = 1_000;

/**
 * An error and what caused it, outermost first, each with its status and code where it has them: what tells a missing role
 * from a name that does not resolve and from an outage. The rest of an error is left out, and so is what may be an address,
 * a signature or a token in its message.
 */
export function causesOf(error: unknown): readonly Cause[] {
  const causes: Cause[] = [];
  for (let one: unknown = error; one !== undefined && one !== null && causes.length < longestChain; one = next(one)) {
    causes.push(causeOf(one));
  }
  return causes;
}

const next = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);

function causeOf(error: unknown): Cause {
  if (!(error instanceof Error)) return { kind: typeof error, message: bare(String(error)) };
  const { status, code } = numbersOf(error);
  return {
    kind: error.name,
    message: bare(error.message),
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
  };
}

function numbersOf(error: Error): { readonly status: number | undefined; readonly code: string | undefined } {
  const { status, statusCode = status, code, errorCode = code } = error as Readonly<Record<string, unknown>> & Error;
  return {
    status: typeof statusCode === 'number' ? statusCode : undefined,
    code: typeof errorCode === 'string' && errorCode !== '' ? bare(errorCode) : undefined,
  };
}

/** What a message must not carry into a log, with what stands there instead. */
const hidden: readonly (readonly [RegExp, string])[] = [
  [/[^\s"'<>()[\]{},;:=]+@[^\s"'<>()[\]{},;]+/g, '[address]'],
  [/\beyJ[\w-]*\.[\w-]*\.[\w-]*/g, '[token]'],
  [/\?[^\s"'<>]*=[^\s"'<>]*/g, '?[query]'],
];

const bare = (text: string): string => hidden.reduce((rest, [what, instead]) => rest.replace(what, instead), cut(text));

/** Before anything is looked for, and at a blank: half of an address would not be known for one. */
const cut = (text: string): string =>
  text.length <= longestMessage ? text : text.slice(0, longestMessage).replace(/\S*$/, '[cut]');
