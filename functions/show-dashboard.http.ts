import { app } from '@azure/functions';
import { dashboardAnswer } from '../shared/admin/dashboard.ts';
import { reportOperations } from '../shared/admin/report-operations.ts';
import { adminRoute } from './admin-route.ts';

/** The page: how the campaign stands. */
export const onShowDashboard = adminRoute(reportOperations.showDashboard, async (_input, run) => {
  const { document, rules, state } = await run.campaign.readAnew();
  const [report, waves, poison] = await Promise.all([
    run.reports.read(rules.cadence),
    run.waves.list(),
    run.poisonQueues.count(),
  ]);
  return dashboardAnswer({
    campaignName: document.name,
    organisation: document.organisation.displayName,
    dryRun: run.settings.dryRun,
    state,
    report,
    waves,
    poison,
  });
});

app.http('showDashboard', onShowDashboard);
