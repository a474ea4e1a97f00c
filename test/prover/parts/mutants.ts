import type { Extent } from '../extent.ts';
import { mutants } from '../mutants.ts';
import type { SeedOrder } from '../orders.ts';
import { runAll } from '../parallel.ts';
import type { Say, Verdict } from './part.ts';
import { good } from './words.ts';

export async function proveMutants({ mutantSeeds }: Extent, say: Say): Promise<Verdict> {
  let caught = 0;
  const orders = mutants.map(({ name, foundAt }): SeedOrder => ({
    kind: 'seeds',
    from: foundAt,
    count: mutantSeeds,
    mutant: name,
    stopAtFirst: true,
  }));
  await runAll(orders, ({ mutant: name }, { failures }) => {
    const { shows } = mutants.find((one) => one.name === name)!;
    const [failure] = failures;
    const isCaught = failure !== undefined && shows.test(failure.fault);
    if (isCaught) caught++;
    say(
      `${good(isCaught)} ${name}: ${failure ? `seed ${failure.seed}, ${failure.fault}` : `survived ${mutantSeeds} seeds`}`,
    );
  });
  return {
    isProved: caught === mutants.length,
    summary: [`${caught} of ${mutants.length} deliberate mistakes caught`],
  };
}
