import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { azCommand } from '../infra/az/az-command.ts';
import { askAll, evidenceFile, questions, type Result } from './live-suite.ts';
import type { Answer, LiveWorld } from './live-world.ts';
import { answerToRepeats } from './mail-questions.ts';
import { needs, type Need } from './needs.ts';
import { givenIn } from './real-world.ts';
import { startSimulatedWorld } from './simulated-world.ts';

const print = () => {};
const only = (...ids: string[]) => questions.filter(({ id }) => ids.includes(id));
const root = path.join(import.meta.dirname, '../..');

describe('the live suite, asked of the simulation', () => {
  let world: LiveWorld & AsyncDisposable;
  let results: readonly Result[];
  const printed: string[] = [];
  const begunAt = new Date('2026-11-09T09:00:00Z');
  beforeAll(async () => {
    world = await startSimulatedWorld();
    results = await askAll(questions, world, (text) => void printed.push(text));
  }, 60_000);
  afterAll(() => world[Symbol.asyncDispose]());
  const resultOf = (id: string) => results.find((result) => result.id === id)!;

  it('asks everything but what takes Azure, and nothing fails', () => {
    expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    const left = results.filter(({ outcome }) => outcome === 'notAsked').map(({ id }) => id);
    expect(left).toEqual(['azure-1', 'azure-2', 'azure-3']);
    expect(results).toHaveLength(questions.length);
  });

  it.each<[string, RegExp, RegExp]>([
    ['graph-1', /^\?\$top=999: 200, 1\d\d rows$/m, /\$top is taken/],
    ['graph-3', /× read: Reset password \(self-service\), success/, /kinds of events/],
    ['graph-4', /^User registered/m, /in the log (a|\d+) (second|minute)/],
    ['graph-9', /AAD_PREMIUM/, /^2 of the/],
    ['graph-10', /part 1: 200/, /two requests/],
    ['mail-1', /copies in the mailbox: 6/, /6 copies of 6 requests/],
    ['mail-4', /never used: 404/, /known from the answer on/],
    ['mail-5', /after 8 days: 400/, /refused 4 of 4 times/],
    [
      'mail-6',
      /Auto-Submitted: as it was sent\nX-Auto-Response-Suppress: as it was sent/,
      /Every header of ours arrives/,
    ],
    ['mail-7', /202 Running, 202 Running/, /Nothing is seen of them/],
    ['limit-1', /question 61: 429 TooManyRequests, Retry-After \d+/, /^60 questions/],
    ['limit-2', /after 30 mails: 429/, /says how long to wait/],
    ['limit-3', /20 minutes behind/, /is taken/],
  ])('%s shows what it has seen, and what follows', (id, seen, answer) => {
    expect(resultOf(id).seen.join('\n')).toMatch(seen);
    expect(resultOf(id).answer).toMatch(answer);
  });

  it('prints each question with its evidence, and no address', () => {
    expect(printed.map((text) => text.split(' ')[0])).toEqual(questions.map(({ id }) => id));
    expect(printed.join('\n')).not.toMatch(/[\w.]+@[\w.]+/);
  });

  it('keeps what it has seen, says that the simulation is no evidence, and can be told from a changed copy', () => {
    const { digest, ...rest } = JSON.parse(evidenceFile(results, world, begunAt)) as { digest: string; of: string };
    expect(rest.of).toContain('no evidence');
    expect(createHash('sha256').update(JSON.stringify(rest)).digest('hex')).toBe(digest);
  });

  it('tells a service that takes a repeated id for the same mail, and one that refuses it', async () => {
    const answers = [];
    for (const dedupe of ['always', 'reject400'] as const) {
      await using other = await startSimulatedWorld(dedupe);
      const [result] = await askAll(only('mail-1'), other, print);
      answers.push(result!.answer);
    }
    expect(answers).toEqual([
      'The service takes a repeated request for the same mail: one copy.',
      'A repeated id is refused: such a refusal is no proof that nothing was taken, so ask about the id.',
    ]);
  });

  it('asks nothing that was not given, and says what is missing', async () => {
    const poor = { ...world, given: new Set<Need>(['mail']) };
    const asked = await askAll(only('mail-6', 'graph-1'), poor, print);
    expect(asked.map(({ outcome }) => outcome)).toEqual(['notAsked', 'notAsked']);
    expect(asked[0]!.answer).toBe(`Needs ${needs.graph}.`);
  });

  it('leaves out what nobody waits for', async () => {
    await world.wait(7_200_000);
    const impatient = { ...world, wait: async (ms: number) => ms <= 300_000 && world.wait(ms) };
    const [result] = await askAll(only('mail-1'), impatient, print);
    expect(result!.seen).toContain('after 25 hours: not asked, since nobody waits that long (--longest-wait)');
    expect(result!.answer).toContain('2 copies of 2 requests');
  });

  it('takes a quota that is used up for no answer', async () => {
    const refusal: Answer = { status: 429, text: '', header: () => undefined };
    const used = { ...world, mail: { ...world.mail, send: async () => refusal } };
    const asked = await askAll(only('mail-1', 'mail-2', 'mail-3', 'mail-4', 'mail-5', 'mail-6', 'mail-7'), used, print);
    const answer = 'Error: The mail service’s quota is used up: ask again in an hour';
    expect(asked.map((result) => [result.outcome, result.answer])).toEqual(asked.map(() => ['failed', answer]));
  });

  it('goes on after a question that failed', async () => {
    const broken = { ...world, graph: () => Promise.reject(new Error('no token')) };
    const asked = await askAll(only('graph-1', 'mail-4'), broken, print);
    expect(asked.map(({ outcome }) => outcome)).toEqual(['failed', 'asked']);
    expect(asked[0]!.answer).toBe('Error: no token');
  });

  it('asks the Azure CLI for the versions of Node.js', async () => {
    const az = async (args: readonly string[]) => {
      const { code, stdout, stderr } = await azCommand(args, { directory: '', tenantId: '' });
      if (code !== 0) throw new Error(stderr);
      return stdout;
    };
    const [result] = await askAll(only('azure-1'), { ...world, given: new Set<Need>(['az']), az }, print);
    expect(result).toMatchObject({ outcome: 'asked', seen: ['Node.js on Flex Consumption: 20, 22, 24'] });
  });

  it.each([
    [0, 'No sign-in was lost.', 'A refresh brings a new token.'],
    [3, 'The store of sessions is not shared: use the API with a token.', 'A refresh brings a new token.'],
  ])('looks at a session that is lost %i times', async (lost, held, refreshed) => {
    let [requests, expiry] = [0, 1];
    const page = async (address: string): Promise<Answer> => {
      if (address === '/.auth/refresh') expiry += 1;
      requests += 1;
      const seconds = Math.floor(world.now().getTime() / 1_000) + expiry * 3_600;
      const token = `x.${Buffer.from(JSON.stringify({ exp: seconds })).toString('base64url')}.x`;
      return {
        status: requests <= lost ? 401 : 200,
        text: JSON.stringify([{ id_token: token }]),
        header: () => undefined,
      };
    };
    const asked = await askAll(
      only('azure-2', 'azure-3'),
      { ...world, given: new Set<Need>(['session']), page },
      print,
    );
    expect(asked.map(({ answer }) => answer)).toEqual([held, refreshed]);
    expect(asked[1]!.seen).toEqual([
      'the ID token lives for another 1 hour',
      'refresh: 200; afterwards for another 2 hours',
    ]);
  });
});

describe('what repeated requests mean', () => {
  it.each<[string[], number | undefined, RegExp]>([
    [['202', '202'], undefined, /only the mailbox tells/],
    [['202', '202'], 0, /No copy has arrived/],
    [['202', '202'], 1, /one copy/],
    [['202', '202'], 2, /2 copies of 2 requests/],
    [['202', '400 BadRequest'], 1, /refused/],
  ])('%j with %s copies', (statuses, copies, answer) => expect(answerToRepeats(statuses, copies)).toMatch(answer));
});

describe('what was given', () => {
  it('is nothing by default, and what the settings name', () => {
    expect(givenIn({})).toEqual(new Set());
    const mail = {
      ACS_ENDPOINT: 'https://a.communication.azure.com',
      SENDER_ADDRESS: 'a@b.c',
      LIVE_RECIPIENT: 'd@e.f',
    };
    expect(givenIn(mail)).toEqual(new Set(['mail']));
    expect(givenIn({ ...mail, LIVE_MAILBOX: 'true', LIVE_FLOOD: 'no' })).toEqual(new Set(['mail', 'mailbox']));
    expect(givenIn({ SENDER_ADDRESS: 'a@b.c', LIVE_RECIPIENT: 'd@e.f', LIVE_FLOOD: 'true' })).toEqual(new Set());
  });
});

describe('npm run test:live', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'live-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [path.join(root, 'test/live/run.ts'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('asks the simulation unless it is told otherwise, says so, and leaves a file', () => {
    const output = run('--only', 'mail-3');
    expect(output).toMatch(/^The simulation answers: what follows shows the questions, and is no evidence of anything/);
    const [, file] = /1 asked, 0 not asked, 0 failed: (\S+)/.exec(output)!;
    expect(existsSync(path.join(folder, file!))).toBe(true);
  });

  it('names the questions that there are', () => {
    expect(() => run('--only', 'mail-99')).toThrow(/There is no question mail-99; there are graph-1,/);
  });
});

describe('docs/live-suite.md', () => {
  const text = readFileSync(path.join(root, 'docs/live-suite.md'), 'utf8');

  it('has a row for each question, in its words, with what it needs and what it prints', () => {
    const rows = [...text.matchAll(/^\| ([a-z]+-\d+) +\| (.*?) +\| (.*?) +\| (.*?) +\| (.*?) +\|$/gm)];
    expect(rows.map(([, id, asks, needed]) => [id, asks, needed])).toEqual(
      questions.map(({ id, asks, needs: all }) => [id, asks, all.map((need) => `\`${need}\``).join(', ')]),
    );
    expect(rows.filter(([, , , , prints, hangs]) => prints!.length < 10 || hangs!.length < 10)).toEqual([]);
  });

  it('says what each need is, in the words of the suite', () => {
    for (const [need, words] of Object.entries(needs)) expect(text.replaceAll('`', '')).toContain(`${need}: ${words}`);
  });
});
