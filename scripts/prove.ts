import { parseArgs, styleText } from 'node:util';
import { longExtent, shortExtent, type Extent } from '../test/prover/extent.ts';
import type { Part } from '../test/prover/parts/part.ts';
import { parts } from '../test/prover/parts/parts.ts';
import { seconds } from '../test/prover/parts/words.ts';
import { replay } from '../test/prover/replay.ts';

/**
 * Proves the send engine: never twice, nobody lost.
 *
 *   npm run prove                        everything, before a release
 *   npm run prove -- --short             what is run on every commit
 *   npm run prove -- --list              names every crash point, every move of a message and every fault, with its count
 *   npm run prove -- --seed 4711         one world again, request by request
 *   npm run prove -- --only operators    five weeks of what people and platforms do around a campaign
 *   npm run prove -- --only "crash points"   --seeds 5000   --kills 20   --users 400
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
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

/** What mostly waits runs beside the rest; its verdict comes last. */
async function proveAll(): Promise<boolean> {
  const began = performance.now();
  const wanted = parts.filter(({ name, isLong }) =>
    values.only === undefined ? !(values.short && isLong) : values.only === name,
  );
  if (wanted.length === 0)
    throw new Error(`There is no part "${values.only}": ${parts.map(({ name }) => name).join(', ')}`);
  const beside = wanted.filter(({ isBeside }) => isBeside).map(prove);
  const verdicts = [];
  for (const part of wanted.filter(({ isBeside }) => !isBeside)) verdicts.push(await prove(part));
  verdicts.push(...(await Promise.all(beside)));

  say('');
  for (const { name, tookSeconds, summary } of verdicts) {
    say(`${styleText('bold', name)} ${styleText('dim', seconds(tookSeconds))}`);
    for (const line of summary) say(`     ${line}`);
  }
  const failed = verdicts.filter((verdict) => !verdict.isProved).map(({ name }) => name);
  const took = seconds((performance.now() - began) / 1000);
  say(`\n${failed.length === 0 ? 'Proved' : `NOT PROVED: ${failed.join(', ')}`} in ${took}`);
  return failed.length === 0;
}

async function prove({ name, run }: Part) {
  const began = performance.now();
  say(styleText('bold', name));
  const verdict = await run(extent(), say);
  return { name, ...verdict, tookSeconds: (performance.now() - began) / 1000 };
}

function extent(): Extent {
  const given = values.short ? shortExtent : longExtent;
  return {
    ...given,
    isListed: values.list,
    ...(values.seeds !== undefined && { seeds: Number(values.seeds) }),
    ...(values.kills !== undefined && { kills: Number(values.kills) }),
    ...(values.users !== undefined && { killUsers: Number(values.users) }),
  };
}
