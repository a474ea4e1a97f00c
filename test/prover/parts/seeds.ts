import type { Extent } from '../extent.ts';
import { namedFaults, namedMoves, namedOperatorMoves, rareMoves, rarestMoves } from '../message-moves.ts';
import type { SeedOrder } from '../orders.ts';
import { runAll } from '../parallel.ts';
import type { Say, Verdict } from './part.ts';
import { good, number, seconds } from './words.ts';

/** Small enough that all workers end at about the same time. */
const seedsPerOrder = 10_000;
const seedOrders = (seeds: number): readonly SeedOrder[] => {
  const count = Math.min(seedsPerOrder, Math.ceil(seeds / 8));
  return Array.from({ length: Math.ceil(seeds / count) }, (_, n) => {
    return { kind: 'seeds', from: n * count + 1, count: Math.min(count, seeds - n * count) };
  });
};

export async function proveSeeds({ seeds, isListed }: Extent, say: Say): Promise<Verdict> {
  const totals = { seeds: 0, people: 0, mails: 0, requests: 0, crashes: 0 };
  const failures: { seed: number; fault: string }[] = [];
  const sightings = new Map<string, number>();
  const began = performance.now();
  const secondsSince = () => (performance.now() - began) / 1000;
  await runAll(seedOrders(seeds), (_, done) => {
    for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += done[key];
    failures.push(...done.failures);
    for (const { seed, fault } of done.failures) say(`${good(false)} npm run prove -- --seed ${seed}     ${fault}`);
    for (const [name, count] of done.sightings) sightings.set(name, (sightings.get(name) ?? 0) + count);
    say(
      `     ${number(totals.seeds)} of ${number(seeds)} seeds, ${failures.length} failures, ${seconds(secondsSince())}`,
    );
  });
  if (isListed)
    for (const [name, count] of [...sightings].toSorted(byName)) say(`     ${number(count).padStart(11)}  ${name}`);
  const strange = seeds < enoughSeeds ? [] : notAsNamed(sightings, seeds);
  for (const line of strange) say(`${good(false)} ${line}`);
  const count = (text: RegExp) => failures.filter(({ fault }) => text.test(fault)).length;
  const named = [...namedMoves, ...namedOperatorMoves, ...namedFaults];
  const met = (names: readonly string[]) => names.filter((name) => sightings.has(name)).length;
  return {
    isProved: failures.length + strange.length === 0,
    summary: [
      `${number(totals.seeds)} seeds at ${number(Math.round(totals.seeds / secondsSince()))} a second: ${number(totals.people)} people, ${number(totals.mails)} mails, ${number(totals.requests)} requests, ${number(totals.crashes)} crashes`,
      `${met(named)} of ${named.length} named moves and faults met, and ${met(rarestMoves)} of the ${rarestMoves.length} rarest`,
      `sent twice ${count(/twice/)}, lost ${count(/lost/)}, stuck ${count(/stuck/)}, SSPR link too early ${count(/SSPR link/)}, other ${count(/^(?!.*(twice|lost|stuck|SSPR link))/)}`,
    ],
  };
}

const byName = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);

/** With fewer, chance may leave something out. */
const enoughSeeds = 20_000;
const enoughForRareMoves = 200_000;

/** Every named thing happens in some world, and everything that happens has a name. */
function notAsNamed(sightings: ReadonlyMap<string, number>, seeds: number): readonly string[] {
  const named = [...namedMoves, ...namedOperatorMoves, ...namedFaults];
  const wanted = named.filter((name) => seeds >= enoughForRareMoves || !rareMoves.includes(name));
  return [
    ...wanted.filter((name) => !sightings.has(name)).map((name) => `no world comes to: ${name}`),
    ...[...sightings.keys()]
      .filter((name) => ![...named, ...rarestMoves].includes(name))
      .map((name) => `not in the list: ${name}`),
  ];
}
