import { describeDrift } from '../shared/api/drift-answer.ts';
import { driftOperations } from '../shared/api/drift-operations.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import { adminRoute } from './admin-route.ts';

/** When very many people lost the reset at once. */
export const onListDrifts = adminRoute(driftOperations.listDrifts, async (_, run) =>
  jsonAnswer(200, { drifts: (await run.drifts.read()).drifts.map(describeDrift) }),
);
