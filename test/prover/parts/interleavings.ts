import { table } from '../explorer-table.ts';
import type { Extent } from '../extent.ts';
import { runAll } from '../parallel.ts';
import type { Say, Verdict } from './part.ts';
import { good, number } from './words.ts';

export async function proveInterleavings({ isLong }: Extent, say: Say): Promise<Verdict> {
  const lines = [...table.keys()].filter((line) => isLong || !table[line]!.isLong);
  let states = 0;
  let wrong = 0;
  await runAll(
    lines.map((line) => ({ kind: 'line' as const, line })),
    ({ line }, found) => {
      const { protocol, assumption, expected } = table[line]!;
      const { maxMails, isLostSilently, endsParked } = found;
      const isExpected = maxMails === expected.maxMails && isLostSilently === expected.isLostSilently;
      if (!isExpected) wrong++;
      states += found.states;
      const loss = isLostSilently ? 'lost silently' : endsParked ? 'may wait for a human' : 'nobody lost';
      say(
        `${good(isExpected)} ${protocol.name}; ${assumption}: ${number(found.states)} states, at most ${maxMails} mail(s), ${loss}`,
      );
      if (!isExpected) for (const step of found.counterexample) say(`       ${step}`);
    },
  );
  const summary = `${lines.length} protocols and assumptions, ${number(states)} states; ${wrong} not as expected`;
  return { isProved: wrong === 0, summary: [summary] };
}
