import { causeOperations } from '../shared/api/cause-operations.ts';
import { withOwner } from '../shared/api/diagnosis-answer.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import { lookUpCause } from '../shared/diagnosis/look-up-cause.ts';
import { adminRoute } from './admin-route.ts';

/** The error table: what a code, an event or a reason means, who can mend it, and how. */
export const onListCauses = adminRoute(causeOperations.listCauses, async ({ query }, run) => {
  const { said, causes } = lookUpCause(query, run.mailOrigin.cloud);
  return jsonAnswer(200, { said, causes: causes.map(withOwner) });
});
