import { campaignOperations } from '../shared/api/campaign-operations.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import { adminRoute } from './admin-route.ts';

/** Who changed what and when. People are named by their hashes, and found by their ids. */
export const onListAudit = adminRoute(campaignOperations.listAudit, async ({ query: { top, after, user } }, run) => {
  const userId = user?.toLowerCase();
  const about = userId === undefined ? undefined : [await run.erasedPeople.hashOf(userId), userId];
  return jsonAnswer(200, await run.auditTrail.list(top, after, about));
});
