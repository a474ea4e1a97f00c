import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CryptoKey,
  decodeJwt,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SimulationSummary } from '../../local/simulation/summary.ts';
import { generateOrganisation } from '../../local/simulation/tenant.ts';
import { type Program, sparseSchedules, startProgram } from './program.ts';

const [users, seed] = [60, 5];
const folder = mkdtempSync(path.join(tmpdir(), 'wave-'));
// When it begins makes nobody another person.
const { people } = generateOrganisation({ users, seed, startsAt: new Date('2026-11-30T05:00:00Z') });
const fieldStaff = people.filter(({ personCase }) => personCase === 'fieldStaff');
/** Those of them who cannot reset a password yet. */
const toBeMailed = fieldStaff.filter(({ methodsAtStart }) => methodsAtStart.length === 0);
const addressOf = ({ mail, otherMails }: (typeof people)[number]) => mail ?? otherMails[0] ?? '';

let program: Program;
/** From what `npm start` prints: where the wave goes, and what to send there. */
let printed: { url: string; body: string };
let mailboxes: string;
let token: string;

beforeAll(async () => {
  const args = [
    '--users',
    `${users}`,
    '--seed',
    `${seed}`,
    '--speed',
    'max',
    '--port',
    '0',
    '--mailbox',
    '0',
    '--data',
    folder,
  ];
  program = startProgram('local/start.ts', args, sparseSchedules);
  const url = (await program.whenPrinted(/http\S+\/api\/waves/))[0];
  const tokenUrl = (await program.whenPrinted(/http[^\s']+\/token\?role=operator/))[0];
  const group = (await program.whenPrinted(/"groups":\["([^"]+)"\]/))[1];
  printed = { url, body: JSON.stringify({ name: 'Field staff', groups: [group], dryRun: false }) };
  mailboxes = new URL(tokenUrl).origin;
  token = await tokenFrom(tokenUrl);
  // Nobody can be selected before the first full pass has ended.
  while ((await plan()).selected === 0) await sleep(100);
}, 240_000);
afterAll(async () => {
  await program[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const tokenFrom = async (url: string) => (await fetch(url)).text();

function post(body: string, headers: Record<string, string> = { authorization: `Bearer ${token}` }): Promise<Response> {
  return fetch(printed.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

const planned = z.object({ dryRun: z.literal(true), selected: z.number(), confirm: z.string().optional() });
async function plan() {
  const body = JSON.stringify({ ...(JSON.parse(printed.body) as object), dryRun: true });
  return planned.parse(await (await post(body)).json());
}

function get(url: string): Promise<Response> {
  return fetch(url, { headers: { authorization: `Bearer ${token}` } });
}

/** The address of every mail that was accepted, in order: the simulation notes each before it answers. */
function mailedAddresses(): string[] {
  const lines = readFileSync(path.join(folder, 'simulation/journal.jsonl'), 'utf8').split('\n');
  const mail = z.object({
    message: z.object({ recipients: z.object({ to: z.array(z.object({ address: z.string() })) }) }),
  });
  return lines
    .filter((line) => line.includes('"type":"mail"') && line.endsWith('}'))
    .flatMap((line) => mail.parse(JSON.parse(line)).message.recipients.to.map(({ address }) => address));
}

/** That nothing was started: no wave of the printed name, no mail to the people in it. */
async function expectNothingHappened(): Promise<void> {
  expect((await get(`${printed.url}/field-staff`)).status).toBe(404);
  expect(mailedAddresses().filter((address) => fieldStaff.some((one) => addressOf(one) === address))).toEqual([]);
}

const privateKey = (): JWK => {
  const file = path.join(folder, 'simulation/signing-keys.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as JWK[])[0]!;
};

/** A token with the tenant's own signature and other claims. */
async function signed(change: JWTPayload): Promise<string> {
  const key = privateKey();
  const header = { alg: 'RS256', typ: 'JWT', kid: key.kid! };
  return new SignJWT({ ...decodeJwt(token), ...change }).setProtectedHeader(header).sign(await importJWK(key, 'RS256'));
}

async function signedWithThePublicKey(): Promise<string> {
  const { n, e, kty, kid } = privateKey();
  const publicKey = await importJWK({ kty: kty!, n: n!, e: e! }, 'RS256', { extractable: true });
  const secret = new TextEncoder().encode(await exportSPKI(publicKey as CryptoKey));
  return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'HS256', kid: kid! }).sign(secret);
}

/** The same claims, from somebody who made keys of their own. */
async function signedByAStranger(): Promise<string> {
  const { privateKey: key } = await generateKeyPair('RS256');
  return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'RS256', kid: privateKey().kid! }).sign(key);
}

const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const easyAuthHeader = {
  'x-ms-client-principal': Buffer.from(
    JSON.stringify({ auth_typ: 'aad', claims: [{ typ: 'roles', val: 'Campaign.Operate' }], role_typ: 'roles' }),
  ).toString('base64'),
  'x-ms-client-principal-id': '00000000-0000-4000-8000-000000000001',
};

describe('a wave launched by HTTP', { sequential: true }, () => {
  const issuedAt = () => decodeJwt(token).iat!;
  it.each<[string, number, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['no token', 401, () => ({})],
    ['an empty token', 401, () => ({ authorization: 'Bearer ' })],
    ['a password', 401, () => ({ authorization: 'Basic b3BlcmF0b3I6b3BlcmF0b3I=' })],
    ['no token but the header of a signed-in user', 401, () => easyAuthHeader],
    [
      'a token of another tenant',
      401,
      async () => bearer(await signed({ tid: '00000000-0000-4000-8000-000000000002' })),
    ],
    ['a token of another issuer', 401, async () => bearer(await signed({ iss: 'https://login.example.com/v2.0' }))],
    ['a token for another audience', 401, async () => bearer(await signed({ aud: 'api://another' }))],
    ['a token that has expired', 401, async () => bearer(await signed({ exp: issuedAt() - 86_400 }))],
    ['a token that is not valid yet', 401, async () => bearer(await signed({ nbf: issuedAt() + 400 * 86_400 }))],
    ['a token without a signature', 401, () => bearer(new UnsecuredJWT(decodeJwt(token)).encode())],
    ['a token signed with HS256 and the public key', 401, async () => bearer(await signedWithThePublicKey())],
    ['a token signed by a stranger', 401, async () => bearer(await signedByAStranger())],
    ['a token of a reader', 403, async () => bearer(await tokenFrom(`${mailboxes}/token?role=reader`))],
    ['a token without a role', 403, async () => bearer(await tokenFrom(`${mailboxes}/token?role=stranger`))],
    [
      'a token of a reader and the header of an operator',
      403,
      async () => ({ ...bearer(await tokenFrom(`${mailboxes}/token?role=reader`)), ...easyAuthHeader }),
    ],
  ])('is refused with %s: %i', async (_, status, headersOf) => {
    const answer = await post(printed.body, await headersOf());
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, title: expect.any(String) as string });
    await expectNothingHappened();
  });

  const group = () => (JSON.parse(printed.body) as { groups: string[] }).groups[0];
  const launch = (change: object) => () => JSON.stringify({ ...(JSON.parse(printed.body) as object), ...change });
  it.each<[string, number, () => string, string | undefined]>([
    ['nothing', 400, () => '', undefined],
    ['no JSON', 400, () => 'name=pilot', undefined],
    ['half of a document', 400, () => printed.body.slice(0, -1), undefined],
    ['a list', 400, () => '[]', '(document)'],
    ['null', 400, () => 'null', '(document)'],
    ['no name', 400, () => JSON.stringify({ groups: [group()], dryRun: false }), 'name'],
    ['an unknown field', 400, launch({ group: 'all' }), 'group'],
    ['a name of blanks', 400, launch({ name: '   ' }), 'name'],
    ['a number as its name', 400, launch({ name: 7 }), 'name'],
    ['a name without end', 400, launch({ name: 'x'.repeat(61) }), 'name'],
    ['a group by its name', 400, launch({ groups: ['Field staff'] }), 'groups[0]'],
    ['a group that is no list', 400, launch({ groups: '00000000-0000-4000-8000-000000000000' }), 'groups'],
    ['a user by name', 400, launch({ users: ['Anna Berg'] }), 'users[0]'],
    ['a limit of nobody', 400, launch({ limit: 0 }), 'limit'],
    ['a limit in words', 400, launch({ limit: '5' }), 'limit'],
    ['a date without a time', 400, launch({ startsAt: '2026-12-01' }), 'startsAt'],
    ['a dry run in words', 400, launch({ dryRun: 'false' }), 'dryRun'],
    [
      'more than a megabyte',
      413,
      launch({ users: Array.from({ length: 30_000 }, () => crypto.randomUUID()) }),
      undefined,
    ],
    [
      'a group that does not exist',
      422,
      launch({ groups: ['00000000-0000-4000-8000-000000000000'], dryRun: true }),
      'groups',
    ],
  ])('is refused with a body of %s: %i', async (_, status, bodyOf, faultyPath) => {
    const answer = await post(bodyOf());
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = z.object({ status: z.number(), faults: z.array(z.object({ path: z.string() })).optional() });
    const { faults } = problem.parse(await answer.json());
    expect(new Set(faults?.map((fault) => fault.path))).toEqual(new Set(faultyPath === undefined ? [] : [faultyPath]));
    await expectNothingHappened();
  });

  it('only says whom it would reach when it is a dry run', async () => {
    const { selected } = await plan();
    expect(selected).toBe(toBeMailed.length);
    await expectNothingHappened();
  });

  it('is one wave when it is launched twice at once and once again', async () => {
    const { confirm } = await plan();
    const body = launch({ confirm })();
    const answers = await Promise.all([post(body), post(body)]);
    expect(answers.map(({ status }) => status)).toContain(202);
    const third = await post(body);
    expect(third.status).toBe(200);
    expect(await third.json()).toMatchObject({ alreadyLaunched: true, wave: { waveId: 'field-staff' } });
  });

  it('mails exactly the people of its group who cannot reset yet, each in their own mailbox', async () => {
    const wanted = toBeMailed.map(addressOf).toSorted();
    const isMailed = (address: string) => mailedAddresses().includes(address);
    while (!wanted.every(isMailed)) await sleep(200);

    // Weeks may have passed meanwhile: whether a mail to anybody else was right, the simulation's judge says.
    const staff = new Set(fieldStaff.map(addressOf));
    const reached = new Set(mailedAddresses().filter((address) => staff.has(address)));
    expect([...reached].toSorted()).toEqual(wanted);
    const summary = (await (await fetch(`${mailboxes}/simulation/summary`)).json()) as SimulationSummary;
    expect([summary.duplicates, summary.wrongMails, summary.mails.stray]).toEqual([[], [], 0]);
    for (const { id } of toBeMailed) {
      const mail = await fetch(`${mailboxes}/mailbox/${id}/1.html`);
      expect(mail.status).toBe(200);
      expect((await mail.text()).replaceAll(/<[^>]*>/g, '')).toContain('aka.ms/ssprsetup');
    }
  });

  it('shows how far it has come', async () => {
    const wave = await (await get(`${printed.url}/field-staff`)).json();
    expect(wave).toMatchObject({
      name: 'Field staff',
      enrolled: toBeMailed.length,
      progress: { nudged: toBeMailed.length },
    });
  });

  it('leaves npm start to end with 0 when it is interrupted', async () => {
    program.send('SIGINT');
    expect(await program.ended, program.output()).toEqual({ code: 0, signal: null });
  });
});
