import { jsonAnswer, problemAnswer } from '../shared/api/problem.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { throttledProblem } from '../shared/api/wave-answer.ts';
import { searchPeople } from '../shared/use-cases/search-people.ts';
import { adminRoute } from './admin-route.ts';

/** Whose name begins so: the text stands in the body, since addresses of the API get into telemetry. */
export const onSearchUsers = adminRoute(userOperations.searchUsers, async ({ body }, run) => {
  const found = await searchPeople(body.text, run);
  if ('throttled' in found) return problemAnswer(throttledProblem(found.retryAfterSeconds));
  return jsonAnswer(200, { people: found });
});
