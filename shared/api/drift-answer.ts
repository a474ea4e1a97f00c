import { driftWords } from '../diagnosis/drift-words.ts';
import { likelyCauseOf, type MassDrift } from '../registration/mass-drift.ts';
import type { DriftAnswer } from '../use-cases/decide-drift.ts';
import { jsonAnswer, problemAnswer, type Answer, type Problem } from './problem.ts';

/** A mass drift for the API and the page. */
export function describeDrift(drift: MassDrift) {
  const { passId, foundAt, people, capableBefore, causes, decision } = drift;
  const likelyCause = likelyCauseOf(drift);
  const { meaning, lookAt } = driftWords[likelyCause];
  return { passId, foundAt, people, capableBefore, likelyCause, causes, meaning, lookAt, decision };
}

export type DescribedDrift = ReturnType<typeof describeDrift>;

export function answerDrift(answer: DriftAnswer): Answer {
  if (answer.kind === 'done') return jsonAnswer(200, describeDrift(answer.drift));
  return problemAnswer(answer.kind === 'unknownDrift' ? unknownDrift : decidedOtherwise(answer.decision));
}

const unknownDrift: Problem = {
  status: 404,
  title: 'No pass has found that',
  detail: 'GET /api/drifts lists those that there are. Nothing was changed.',
};

const decidedOtherwise = (decision: string): Problem => ({
  status: 409,
  title: 'It was decided otherwise',
  detail: `The decision was "${decision}", and it is made once. Nothing was changed.`,
});
