import { jsonOf, statusOf, type Answer, type LiveWorld } from './live-world.ts';
import type { Finding, Question } from './question.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The report and the audit log are given out at 5 requests in 10 seconds: who is told to wait waits, once. */
export async function ask(world: LiveWorld, path: string, body?: object): Promise<Answer> {
  const answer = await world.graph(path, body);
  if (answer.status !== 429) return answer;
  await world.wait(Number(answer.header('retry-after') ?? 10) * 1_000);
  return world.graph(path, body);
}

export const rowsOf = (answer: Answer): readonly Row[] =>
  (jsonOf(answer) as { value?: Row[] } | undefined)?.value ?? [];
export const notRead = (answer: Answer): Finding => ({ seen: [statusOf(answer)], answer: 'It could not be read.' });

/** A question that only reads Graph. */
export const reading = (id: string, asks: string, look: Question['ask']): Question => ({
  id,
  asks,
  needs: ['graph'],
  ask: look,
});
