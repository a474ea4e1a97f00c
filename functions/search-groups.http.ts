import { jsonAnswer, problemAnswer } from '../shared/api/problem.ts';
import { groupsNotGranted, throttledProblem } from '../shared/api/wave-answer.ts';
import { waveOperations } from '../shared/api/wave-operations.ts';
import { adminRoute } from './admin-route.ts';

/** Groups whose name begins so, for whoever plans a wave. */
export const onSearchGroups = adminRoute(waveOperations.searchGroups, async ({ body }, run) => {
  const found = await run.groups.searchGroups(body.text);
  if (found === 'notGranted') return problemAnswer(groupsNotGranted);
  if ('throttled' in found) return problemAnswer(throttledProblem(found.retryAfterSeconds));
  return jsonAnswer(200, { groups: found });
});
