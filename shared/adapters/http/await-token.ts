import { NoToken } from '../../faults/no-token.ts';

/**
 * The token that was asked for, or `NoToken` with what the credential met with: also when it does not come in time, since a
 * credential may wait without end for an identity service that never answers.
 */
export async function awaitToken<Token>(
  asked: string,
  timeoutMs: number,
  asking: Promise<Token | null>,
): Promise<Token> {
  const token = await Promise.race([asking, endOf(timeoutMs)]).catch((cause: unknown) => {
    throw cause instanceof NoToken ? cause : new NoToken(asked, { cause });
  });
  if (token === null) throw new NoToken(asked);
  return token;
}

const endOf = (timeoutMs: number): Promise<never> =>
  new Promise((_, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
