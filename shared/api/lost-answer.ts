import type { LossDecision } from '../campaign/lost-history.ts';
import type { LossAnswer, LossPlan } from '../use-cases/decide-lost.ts';
import { jsonAnswer, problemAnswer, type Answer, type Problem } from './problem.ts';

const mostListed = 20;

export const answerLossPlan = (decision: LossDecision, { userIds, confirm }: LossPlan): Answer =>
  jsonAnswer(200, { dryRun: true, decision, people: userIds.length, sample: userIds.slice(0, mostListed), confirm });

export function answerLoss(decision: LossDecision, answer: LossAnswer): Answer {
  if (answer.kind !== 'done') return problemAnswer(answer.kind === 'dryRunFirst' ? dryRunFirst : unknownConfirm);
  const { people, settled, left } = answer;
  return jsonAnswer(200, { dryRun: false, decision, people, settled, left });
}

const dryRunFirst: Problem = {
  status: 428,
  title: 'Dry-run the decision first',
  detail:
    'Send the same body with "dryRun": true, look at how many people it is about, and send it again with "dryRun": false, ' +
    'the "confirm" of the answer and a reason ("because"). Nothing was changed.',
};

const unknownConfirm: Problem = {
  status: 409,
  title: 'No dry run of this decision has answered this confirm',
  detail:
    'It is misspelt, its dry run is long past, or was of the other decision. Dry-run it again and use the new confirm. ' +
    'Nothing was changed.',
};
