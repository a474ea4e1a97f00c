import { campaignOperations } from '../shared/api/campaign-operations.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import { adminRoute } from './admin-route.ts';

/** Who changed what and when. */
export const onListAudit = adminRoute(campaignOperations.listAudit, async ({ query: { top, after } }, run) =>
  jsonAnswer(200, await run.auditTrail.list(top, after)),
);
