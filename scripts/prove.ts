import { parseArgs, styleText } from 'node:util';
import { longExtent, parts, replay, shortExtent, type Extent } from '../test/prover/prove.ts';

/**
 * Proves the send engine: never twice, nobody lost.
 *
 *   npm run prove                        everything, before a release
 *   npm run prove -- --short             what is run on every commit
 *   npm run prove -- --seed 4711         one world again, request by request
 *   npm run prove -- --only "crash points"   --seeds 5000   --kills 20   --users 400
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string' },
    only: { type: 'string' },
    seeds: { type: 'string' },
    kills: { type: 'string' },
    users: { type: 'string' },
  },
});

const say = (line: string): void => console.log(line);
const isProved = values.seed === undefined ? await proveAll() : await replay(Number(values.seed), say);
process.exit(isProved ? 0 : 1);

async function proveAll(): Promise<boolean> {
  const began = performance.now();
  const failed: string[] = [];
  for (const { name, run } of parts) {
    if (values.only !== undefined && values.only !== name) continue;
    say(styleText('bold', `\n${name}`));
    const partBegan = performance.now();
    if (!(await run(extent(), say))) failed.push(name);
    say(styleText('dim', `     ${secondsSince(partBegan)} s`));
  }
  say(`\n${failed.length === 0 ? 'Proved' : `NOT PROVED: ${failed.join(', ')}`} in ${secondsSince(began)} s`);
  return failed.length === 0;
}

function extent(): Extent {
  const given = values.short ? shortExtent : longExtent;
  return {
    ...given,
    ...(values.seeds !== undefined && { seeds: Number(values.seeds) }),
    ...(values.kills !== undefined && { kills: Number(values.kills) }),
    ...(values.users !== undefined && { killUsers: Number(values.users) }),
  };
}

function secondsSince(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(0);
}
