import { describe, expect, it } from 'vitest';
import { createGraphToken } from '../../../../shared/adapters/graph/graph-token.ts';

function scriptedCredential(token: string | undefined) {
  const scopes: unknown[] = [];
  const getToken = async (scope: string | string[]) => {
    scopes.push(scope);
    return token === undefined ? null : { token, expiresOnTimestamp: 0 };
  };
  return { scopes, credential: { getToken } };
}

describe('the token for Graph', () => {
  it('is a fixed text for a loopback endpoint: no real token goes there', async () => {
    const { credential, scopes } = scriptedCredential('real');
    expect(await createGraphToken('http://127.0.0.1:7071', credential)()).toBe('local');
    expect(scopes).toEqual([]);
  });

  it('is asked for with the scope of the endpoint everywhere else', async () => {
    const { credential, scopes } = scriptedCredential('real');
    expect(await createGraphToken('https://graph.microsoft.us', credential)()).toBe('real');
    expect(scopes).toEqual(['https://graph.microsoft.us/.default']);
  });

  it('throws when there is none', async () => {
    const { credential } = scriptedCredential(undefined);
    await expect(createGraphToken('https://graph.microsoft.com', credential)()).rejects.toThrow(/managed identity/);
  });
});
