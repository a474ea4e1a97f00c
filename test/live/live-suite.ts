import { createHash } from 'node:crypto';
import { azureQuestions } from './azure-questions.ts';
import { graphQuestions } from './graph-questions.ts';
import { limitQuestions } from './limit-questions.ts';
import type { LiveWorld } from './live-world.ts';
import { mailQuestions } from './mail-questions.ts';
import { needs } from './needs.ts';
import type { Finding, Question } from './question.ts';
import { reportQuestions } from './report-questions.ts';

/** What uses up a quota comes last. */
export const questions: readonly Question[] = [
  ...reportQuestions,
  ...graphQuestions,
  ...azureQuestions,
  ...mailQuestions,
  ...limitQuestions,
];

export interface Result extends Finding {
  readonly id: string;
  readonly asks: string;
  readonly outcome: 'asked' | 'notAsked' | 'failed';
}

/** Asks one question after the other. One that fails says so, and the others are asked all the same. */
export async function askAll(asked: readonly Question[], world: LiveWorld, print: (text: string) => void) {
  const results: Result[] = [];
  for (const question of asked) {
    const result = { id: question.id, asks: question.asks, ...(await askOne(question, world)) };
    print(inLines(result));
    results.push(result);
  }
  return results;
}

async function askOne(question: Question, world: LiveWorld): Promise<Finding & { outcome: Result['outcome'] }> {
  const missing = question.needs.filter((need) => !world.given.has(need));
  if (missing.length > 0)
    return { outcome: 'notAsked', seen: [], answer: missing.map((need) => `Needs ${needs[need]}.`).join(' ') };
  try {
    // The quota of a minute is free again for each.
    if (question.mails !== undefined) await world.wait(61_000);
    return { outcome: 'asked', ...(await question.ask(world)) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { outcome: 'failed', seen: [], answer: `${name}: ${message}` };
  }
}

const marks = { asked: '  →  ', notAsked: '  –  not asked. ', failed: '  !  failed. ' } as const;

const inLines = ({ id, asks, outcome, seen, answer }: Result): string =>
  [`${id}  ${asks}`, ...seen.map((line) => `     ${line}`), `${marks[outcome]}${answer}`, ''].join('\n');

/** What is kept of a run. The digest is of the rest, so that a copy can be told from one that was changed. */
export function evidenceFile(results: readonly Result[], world: LiveWorld, begunAt: Date): string {
  const evidence = {
    of: world.isSimulation ? 'the simulation: no evidence of Microsoft’s services' : 'real services',
    begunAt: begunAt.toISOString(),
    endedAt: world.now().toISOString(),
    results,
  };
  const digest = createHash('sha256').update(JSON.stringify(evidence)).digest('hex');
  return `${JSON.stringify({ ...evidence, digest }, null, 2)}\n`;
}
