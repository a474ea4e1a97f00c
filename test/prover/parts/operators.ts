import type { Extent } from '../extent.ts';
import { acts, runOperators, type ActReport } from '../operators/run-operators.ts';
import type { Say, Verdict } from './part.ts';
import { good, number } from './words.ts';

const seed = 1;

/** A campaign of five weeks in which everything happens once that people and platforms do around it. */
export async function proveOperators({ operatorsUsers }: Extent, say: Say): Promise<Verdict> {
  const run = await runOperators({ users: operatorsUsers, seed }, acts, (report) => {
    for (const line of linesOf(report)) say(line);
  });
  const failed = run.reports.filter(({ fault }) => fault !== undefined).length;
  for (const fault of run.faults) say(`${good(false)} ${fault}`);
  return {
    isProved: failed + run.faults.length === 0,
    summary: [
      `${number(run.people)} people, ${number(run.mails)} mails, ${run.days.toFixed(0)} days; ${run.reports.length} acts, ${failed} not as they must be`,
      run.faults.length === 0
        ? 'Nobody was mailed twice, nobody was lost, and each act was said before it was a day old.'
        : `Promises broken: ${run.faults.length}`,
    ],
  };
}

function linesOf({ act, seen, fault }: ActReport): readonly string[] {
  const at = `${act.at.toISOString().slice(0, 16).replace('T', ' ')}  ${act.name}`;
  if (seen === undefined) return [`${good(false)} ${at}: ${fault}`];
  const said = seen.said.map(
    ({ where, text, afterHours }) => `${where} after ${afterHours.toFixed(1)} h: ${text.slice(0, 160)}`,
  );
  return [`${good(true)} ${at}: ${seen.outcome}`, ...said.map((line) => `       ${line}`)];
}
