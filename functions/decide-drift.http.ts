import { answerDrift } from '../shared/api/drift-answer.ts';
import { driftOperations } from '../shared/api/drift-operations.ts';
import { decideDrift } from '../shared/use-cases/decide-drift.ts';
import { adminRoute, served } from './admin-route.ts';

/** Decides about those who lost the reset all at once. */
export const decidingDrift = served(driftOperations.decideDrift, async ({ body }, run, { objectId: by }) => {
  const answer = await decideDrift({ ...body, by }, { now: run.clock.now(), ports: run });
  run.driftsShown.forget();
  return answerDrift(answer);
});

export const onDecideDrift = adminRoute(decidingDrift.operation, decidingDrift.handler);
