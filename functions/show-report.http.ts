import { jsonAnswer } from '../shared/api/problem.ts';
import { describeHeldLink } from '../shared/api/held-links.ts';
import { reportOperations } from '../shared/api/report-operations.ts';
import { adminRoute } from './admin-route.ts';

/** The funnel, the effect of each mail, and what needs a human. */
export const onShowReport = adminRoute(reportOperations.showReport, async (_input, run) => {
  const { rules } = await run.campaign.read();
  const { heldLinks, ...report } = await run.reports.read(rules.cadence);
  return jsonAnswer(200, { ...report, heldLinks: heldLinks.map(describeHeldLink) });
});
