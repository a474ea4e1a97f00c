import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAll } from '../extent.ts';
import { type Ending, type Program, sparseSchedules, startProgram } from './program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'campaign-'));
const args = ['--once', '--users', '40', '--seed', '11', '--port', '0', '--mailbox', '0'];
const start = (more: readonly string[] = []) => startProgram('local/start.ts', [...args, ...more], sparseSchedules);

interface Run {
  readonly ending: Ending;
  readonly output: string;
  readonly summary: string;
}

async function toItsEnd(program: Program): Promise<Run> {
  const ending = await program.ended;
  const output = program.output();
  return { ending, output, summary: output.slice(output.indexOf('The campaign has run out')) };
}

/** Kills the host each time so many more mails have been accepted: in the middle of sending. */
async function killHostAfterMails(program: Program, mailCounts: readonly number[]): Promise<void> {
  let seen = 0;
  for (const count of mailCounts) {
    const welcome = await program.whenPrinted(/Mailboxes +(\S+)\/mailbox[^]*?Host +process (\d+)/, seen);
    seen += welcome.index + welcome[0].length;
    await whenMailed(welcome[1]!, count);
    process.kill(Number(welcome[2]), 'SIGKILL');
  }
  await program.whenPrinted(/Host +process \d+/, seen);
}

async function whenMailed(origin: string, count: number): Promise<void> {
  for (;;) {
    const summary = (await (await fetch(`${origin}/simulation/summary`)).json()) as { mails: { total: number } };
    if (summary.mails.total >= count) return;
    await sleep(5);
  }
}

/** A row of the summary by its name: the figure, and what is said about it. */
function row(summary: string, name: string): { figure: number; note: string } {
  const [, figure, note = ''] = new RegExp(`^ *${name} +(\\d+)(?: {3}(.*))?$`, 'm').exec(summary) ?? [];
  return { figure: Number(figure), note };
}

const places = ['can reset', 'on the way', 'wait for a wave', 'need a person', 'ended', 'left out'];

let first: Run;
let second: Run | undefined;
let killed: Run;
beforeAll(async () => {
  const disturbed = start(['--data', folder]);
  [first, second, killed] = await Promise.all([
    toItsEnd(start()),
    isAll ? toItsEnd(start()) : undefined,
    killHostAfterMails(disturbed, [2, 6, 12]).then(() => toItsEnd(disturbed)),
  ]);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a campaign from its first day to its last', () => {
  it('ends with 0', () => {
    expect(first.ending, first.output).toEqual({ code: 0, signal: null });
  });

  it('nudges everyone eligible, and sends one SSPR link to everyone who registers', () => {
    const { summary } = first;
    expect(row(summary, 'Nudged').note).toBe('0 eligible people without a nudge');
    expect(row(summary, 'Nudged').figure).toBeGreaterThan(5);
    expect(row(summary, 'got the SSPR link').figure).toBeGreaterThan(0);
    expect(row(summary, 'got the SSPR link').note).toBe('0 who registered are without one');
  });

  it('mails nobody twice and nobody by mistake', () => {
    expect(row(first.summary, 'sent twice').figure).toBe(0);
    expect(row(first.summary, 'to the wrong people').figure).toBe(0);
  });

  it('knows what became of everybody', () => {
    const inPlaces = places.map((name) => row(first.summary, name).figure);
    expect(inPlaces.reduce((sum, people) => sum + people, 0)).toBe(40);
    expect(row(first.summary, 'Recipients').figure).toBe(40);
    expect(first.summary).toContain('the places add up to the people');
  });

  it.runIf(isAll)('prints the same summary, letter by letter, for the same seed', () => {
    expect(second!.ending).toEqual({ code: 0, signal: null });
    expect(second!.summary).toBe(first.summary);
  });
});

describe('a campaign whose host is killed three times while it sends', () => {
  it('goes on each time and ends with 0', () => {
    expect(killed.output.match(/The host was ended by SIGKILL/g)).toHaveLength(3);
    expect(killed.ending, killed.output).toEqual({ code: 0, signal: null });
  });

  it.each(['Recipients', ...places, 'Enrolled', 'rows set aside', 'Nudged', 'sent twice'])(
    'counts the same in "%s" as one that is left in peace',
    (name) => {
      expect(row(killed.summary, name)).toMatchObject({ figure: row(first.summary, name).figure });
    },
  );

  it('sends the SSPR link to all who registered', () => {
    expect(row(killed.summary, 'got the SSPR link').note).toBe('0 who registered are without one');
  });

  it('is found as it was by a second start on the same folder, which mails nobody again', async () => {
    const again = await toItsEnd(start(['--data', folder]));
    expect(again.ending, again.output).toEqual({ code: 0, signal: null });
    for (const name of ['Recipients', 'Nudged', 'Mails', 'sent twice'])
      expect(row(again.summary, name)).toEqual(row(killed.summary, name));
  });
});

describe('npm start', () => {
  it('ends with 2 and names every fault of its options', async () => {
    await using program = startProgram('local/start.ts', ['--users', '0', '--port', 'x', '--speed', '0']);
    expect(await program.ended).toEqual({ code: 2, signal: null });
    for (const option of ['--users', '--port', '--speed'])
      expect(program.output()).toMatch(new RegExp(`^${option} takes`, 'm'));
  });
});
