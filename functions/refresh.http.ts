import { campaignOperations } from '../shared/api/campaign-operations.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import { audited } from '../shared/use-cases/audited.ts';
import { startPass } from '../shared/use-cases/start-pass.ts';
import { adminRoute, served } from './admin-route.ts';

/** Reads the tenant now. */
export const refreshing = served(campaignOperations.refresh, async (_input, run, { objectId }) => {
  const { document } = await run.campaign.read();
  const now = run.clock.now();
  const pass = await audited(
    { by: objectId, action: 'readTenant' },
    { now, ports: run },
    () => startPass(document, now, run),
    (answer) => ({ outcome: 'done', details: { pass: answer } }),
  );
  return jsonAnswer(202, { pass });
});

export const onRefresh = adminRoute(refreshing.operation, refreshing.handler);
