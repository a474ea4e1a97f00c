import { jsonAnswer } from '../shared/api/problem.ts';
import { reportOperations } from '../shared/api/report-operations.ts';
import { isUnreadable, orUnreadable } from '../shared/config/unreadable-document.ts';
import { judgeFaulty } from '../shared/preflight/faulty-document.ts';
import { preflightWords } from '../shared/preflight/preflight-words.ts';
import { runPreflight } from '../shared/use-cases/run-preflight.ts';
import { adminRoute } from './admin-route.ts';

/** Every precondition, tried. Without a document that can be read its faults are all there is to say. */
export const onRunPreflight = adminRoute(reportOperations.runPreflight, async (_input, run) => {
  const now = run.clock.now();
  const settings = { ...run.settings, origin: run.mailOrigin, words: preflightWords };
  const campaign = await orUnreadable(run.campaign.readAnew());
  const preflight = isUnreadable(campaign)
    ? judgeFaulty(campaign.faults)
    : await runPreflight(campaign, settings, now, run);
  return jsonAnswer(200, { ...preflight, checkedAt: now });
});
