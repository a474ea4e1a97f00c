import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ownSettings } from '../../local/own-settings.ts';
import { askAll, evidenceFile, questions } from './live-suite.ts';
import type { LiveWorld } from './live-world.ts';
import { realWorld } from './real-world.ts';
import { startSimulatedWorld } from './simulated-world.ts';

/**
 * `npm run test:live`: asks Microsoft's services what no document says, and prints what they do as evidence.
 *
 *   npm run test:live                                  of the simulation: shows what would be asked, and proves nothing
 *   npm run test:live -- --real                        of a tenant and a mail resource, with what docs/live-suite.md names
 *   npm run test:live -- --real --only mail-1,mail-6   some of them
 *   npm run test:live -- --real --longest-wait 25h     waits so long for a later part (5m when left out; s, m, h, d)
 */
const { values } = parseArgs({
  options: {
    real: { type: 'boolean', default: false },
    only: { type: 'string' },
    'longest-wait': { type: 'string', default: '5m' },
  },
});
const print = (text: string) => void process.stdout.write(`${text}\n`);
const chosen = choose(values.only?.split(','));
const simulated = values.real ? undefined : await startSimulatedWorld();
const world = simulated ?? realWorld(ownSettings(), waitMs(values['longest-wait']), print);
const begunAt = world.now();
print(greeting(world));
const results = await askAll(chosen, world, print);
const file = path.join('output/live', `${new Date().toISOString().replaceAll(':', '-')}.json`);
mkdirSync('output/live', { recursive: true });
writeFileSync(file, evidenceFile(results, world, begunAt));
const of = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
print(`${of('asked')} asked, ${of('notAsked')} not asked, ${of('failed')} failed: ${file}`);
await simulated?.[Symbol.asyncDispose]();
process.exitCode = of('failed') > 0 ? 1 : 0;

function choose(ids: readonly string[] | undefined) {
  const strange = ids?.find((id) => !questions.some((question) => question.id === id));
  if (strange !== undefined)
    throw new Error(`There is no question ${strange}; there are ${questions.map(({ id }) => id).join(', ')}.`);
  return questions.filter(({ id }) => ids?.includes(id) ?? true);
}

function waitMs(text: string): number {
  const [, number, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (number === undefined) throw new Error('--longest-wait is no time such as 90s, 5m, 25h or 8d.');
  return Number(number) * { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 's' | 'm' | 'h' | 'd'];
}

function greeting({ isSimulation, mail, given }: LiveWorld): string {
  if (isSimulation)
    return 'The simulation answers: what follows shows the questions, and is no evidence of anything.\n';
  const most = chosen.reduce(
    (sum, { mails = 0, needs }) => sum + (needs.every((need) => given.has(need)) ? mails : 0),
    0,
  );
  return `Microsoft’s services answer. At most ${most} mails go to ${mail.recipient || 'nobody'}.\n`;
}
