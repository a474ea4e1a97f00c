import { describe, expect, it } from 'vitest';
import { callerToken } from '../../../shared/api/caller-token.ts';
import { bearerToken, forbidden, mayAct, unauthorised } from '../../../shared/api/roles.ts';

describe('a role', () => {
  it.each([
    { held: [], looks: false, reads: false, operates: false },
    { held: ['Campaign.Support'], looks: true, reads: false, operates: false },
    { held: ['Campaign.Read'], looks: true, reads: true, operates: false },
    { held: ['Campaign.Operate'], looks: true, reads: true, operates: true },
    { held: ['Campaign.Read', 'Campaign.Operate'], looks: true, reads: true, operates: true },
    { held: ['Something.Else', 'Campaign.Operate'], looks: true, reads: true, operates: true },
    { held: ['campaign.operate'], looks: false, reads: false, operates: false },
    { held: ['Campaign.Operate.All', 'Campaign', '*', ''], looks: false, reads: false, operates: false },
  ])('$held may look: $looks, read: $reads, operate: $operates', ({ held, looks, reads, operates }) => {
    const allowed = {
      looks: mayAct(held, 'support'),
      reads: mayAct(held, 'reader'),
      operates: mayAct(held, 'operator'),
    };
    expect(allowed).toEqual({ looks, reads, operates });
  });
});

const token = 'eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiIxIn0.c2ln-_~+/==';

describe('a bearer token', () => {
  it.each([
    ['as the RFC has it', `Bearer ${token}`],
    ['in lower case', `bearer ${token}`],
    ['in capitals', `BEARER ${token}`],
    ['with blanks around it', `  Bearer ${token}\t`],
  ])('is read: %s', (_how, header) => {
    expect(bearerToken(header)).toBe(token);
  });

  it.each<[string, string | null | undefined]>([
    ['no header', null],
    ['an undefined header', undefined],
    ['an empty header', ''],
    ['the scheme alone', 'Bearer'],
    ['the scheme and a blank', 'Bearer '],
    ['another scheme', `Basic ${token}`],
    ['no scheme', token],
    ['two blanks', `Bearer  ${token}`],
    ['a tab', `Bearer\t${token}`],
    ['two tokens', `Bearer ${token} ${token}`],
    ['two headers that were joined', `Bearer ${token}, Bearer ${token}`],
    ['something behind it', `Bearer ${token};x=1`],
    ['a line break in it', `Bearer ${token}\nx-ms-client-principal: 1`],
    ['a line break behind the scheme', `Bearer\n${token}`],
    ['a NUL', `Bearer ${token}\u0000`],
    ['quotes', `Bearer "${token}"`],
    ['letters of another script', 'Bearer tökén'],
    ['padding in the middle', 'Bearer ab==cd'],
    ['padding alone', 'Bearer =='],
    ['a scheme that only begins so', `BearerX ${token}`],
  ])('is never read from %s', (_what, header) => {
    expect(bearerToken(header)).toBeUndefined();
  });

  it('of a megabyte is read or refused at once', () => {
    const startedAt = performance.now();
    expect(bearerToken(`Bearer ${'a'.repeat(1_000_000)}`)).toHaveLength(1_000_000);
    expect(bearerToken(`Bearer ${'a'.repeat(1_000_000)}!`)).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('the token a request is made with', () => {
  const asked = (headers: Readonly<Record<string, string>>, method = 'GET') =>
    callerToken((name) => headers[name] ?? null, method);

  it.each<[string, Record<string, string>, string, string | undefined]>([
    ['is the bearer token', { authorization: 'Bearer a' }, 'POST', 'a'],
    ['is the bearer token before a session', { authorization: 'Bearer a', 'x-ms-token-aad-id-token': 'b' }, 'GET', 'a'],
    [
      'is the id token of a session',
      { 'x-ms-token-aad-id-token': 'b', 'x-ms-token-aad-access-token': 'c' },
      'GET',
      'b',
    ],
    ['is the access token of a session', { 'x-ms-token-aad-access-token': 'c' }, 'GET', 'c'],
    ['is never that of a session where something is changed', { 'x-ms-token-aad-id-token': 'b' }, 'POST', undefined],
    [
      'is never that of a session beside a broken header',
      { authorization: 'Basic a', 'x-ms-token-aad-id-token': 'b' },
      'GET',
      undefined,
    ],
    [
      'is never a principal that a header claims',
      { 'x-ms-client-principal': 'eyJ', 'x-ms-client-principal-id': '1' },
      'GET',
      undefined,
    ],
    ['is none without a header', {}, 'GET', undefined],
    ['is none that holds more than a token', { 'x-ms-token-aad-id-token': 'b, c' }, 'GET', undefined],
  ])('%s', (_what, headers, method, found) => {
    expect(asked(headers, method)).toBe(found);
  });
});

describe('a refusal', () => {
  it('asks for a token with 401, and for a role with 403', () => {
    expect(unauthorised('The token has expired')).toMatchObject({
      status: 401,
      detail: expect.stringContaining('The token has expired'),
      headers: { 'www-authenticate': 'Bearer' },
    });
    expect(forbidden('operator')).toMatchObject({ status: 403, title: 'The role Campaign.Operate is needed' });
  });
});
