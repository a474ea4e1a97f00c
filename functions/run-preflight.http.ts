import { jsonAnswer } from '../shared/api/problem.ts';
import { reportOperations } from '../shared/api/report-operations.ts';
import { runPreflight } from '../shared/use-cases/run-preflight.ts';
import { adminRoute } from './admin-route.ts';

/** Every precondition, tried. */
export const onRunPreflight = adminRoute(reportOperations.runPreflight, async (_input, run) => {
  const now = run.clock.now();
  const settings = { ...run.settings, origin: run.mailOrigin };
  const preflight = await runPreflight(await run.campaign.readAnew(), settings, now, run);
  return jsonAnswer(200, { ...preflight, checkedAt: now });
});
