import type { Extent } from '../extent.ts';
import type { KillRun } from '../kill/kill-run.ts';
import type { KillRunOptions } from '../kill/kill-run-options.ts';
import { runKillProgram } from '../kill/run-kill-program.ts';
import type { Say, Verdict } from './part.ts';
import { good, number, seconds } from './words.ts';

/** One run under kills, and whether what came of it is what must come of it. */
interface Line {
  readonly name: string;
  readonly options: KillRunOptions;
  readonly isAsExpected: (run: KillRun) => boolean;
}

/** Nobody twice, nobody lost, nobody handed to a person, and every message settled. */
const isClean = ({ duplicates, lost, handedOver, wrongBooks, unsettled }: KillRun): boolean =>
  duplicates + lost + handedOver + wrongBooks + unsettled === 0;

const ours = ({ killUsers, kills, killHosts, killHours }: Extent): Line => ({
  name: 'claim, send, ask (ours)',
  options: { sender: 'ours', users: killUsers, kills, hosts: killHosts, seed: 1, hours: killHours },
  // Kills that seldom come in a mail's way prove little. Two of three wait for a mail.
  isAsExpected: (run) => isClean(run) && run.killsByMail > run.kills / 3,
});

/** Its clock follows the hosts: it comes to the same clean end. */
const onSlowMachine: Line = {
  name: 'ours, on a slow machine',
  options: { sender: 'ours', users: 24, kills: 8, hosts: 2, seed: 1, slowByMs: 40 },
  isAsExpected: isClean,
};

/**
 * These must fail, each in its own way; otherwise the run could not see this failure. Every host waits for the moment of a
 * mail at which its sender goes wrong, so that it does so on a slow machine too.
 */
function others({ peerKills, peerUsers }: Extent): readonly Line[] {
  const size = { users: peerUsers, kills: peerKills, hosts: 2, seed: 1 };
  return [
    {
      name: 'send, then write it down',
      options: { ...size, sender: 'naive', dieAt: 'taken' },
      isAsExpected: ({ duplicates }) => duplicates > 0,
    },
    {
      name: 'write it down, then send',
      options: { ...size, sender: 'markFirst', dieAt: 'arrived' },
      isAsExpected: ({ lost }) => lost > 0,
    },
    {
      name: 'ours, then dead for a day',
      // Each host dies with a claimed mail, so some are still claimed after the last kill.
      options: { ...size, sender: 'ours', dieAt: 'arrived', nobodyLivesForHours: 21 },
      isAsExpected: ({ handedOver, lost, duplicates }) => handedOver > 0 && lost + duplicates === 0,
    },
  ];
}

export async function proveKills(extent: Extent, say: Say): Promise<Verdict> {
  const run = async ({ name, options, isAsExpected }: Line) => {
    const result = await runKillProgram(options, (text) => say(`     ${name}: ${text}`));
    return { name, result, isAsExpected: isAsExpected(result) };
  };
  const inTurn = async () => {
    const results = [];
    for (const line of [onSlowMachine, ...others(extent)]) results.push(await run(line));
    return results;
  };
  const [first, rest] = await Promise.all([run(ours(extent)), inTurn()]);
  const results = [first, ...rest];
  return { isProved: results.every(({ isAsExpected }) => isAsExpected), summary: killTable(results) };
}

const columns = {
  'kill -9': 'kills',
  'in a mail': 'killsByMail',
  people: 'recipients',
  mails: 'mails',
  duplicates: 'duplicates',
  lost: 'lost',
  'to a person': 'handedOver',
  'wrong books': 'wrongBooks',
  unsettled: 'unsettled',
} as const satisfies Record<string, keyof KillRun>;

type Result = { readonly name: string; readonly result: KillRun; readonly isAsExpected: boolean };

function killTable(results: readonly Result[]): readonly string[] {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const head = `${' '.repeat(30)}${names.map((name) => name.padStart(12)).join('')}`;
  const lines = results.map(({ name, result, isAsExpected }) => {
    const cells = names.map((column) => number(result[columns[column]]).padStart(12));
    const hours = `${Math.round(result.campaignHours)} h of the campaign in ${seconds(result.seconds)}`;
    return `${good(isAsExpected)} ${name.padEnd(25)}${cells.join('')}   ${hours}`;
  });
  return [head, ...lines];
}
