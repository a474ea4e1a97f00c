import { dashboardAnswer } from '../shared/api/dashboard.ts';
import { reportOperations } from '../shared/api/report-operations.ts';
import { unreadablePage } from '../shared/api/unreadable-page.ts';
import { isUnreadable, orUnreadable } from '../shared/config/unreadable-document.ts';
import { showSending } from '../shared/use-cases/show-sending.ts';
import { adminRoute } from './admin-route.ts';

/** The page: how the campaign stands. */
export const onShowDashboard = adminRoute(reportOperations.showDashboard, async (_input, run) => {
  const campaign = await orUnreadable(run.campaign.readAnew());
  if (isUnreadable(campaign)) return unreadablePage(campaign);
  const { document, rules, state } = campaign;
  const [report, waves, poison, sending, current] = await Promise.all([
    run.reports.read(rules.cadence),
    run.waves.list(),
    run.poisonQueues.count(),
    showSending(campaign, run.settings.dryRun, run),
    run.passes.readCurrent(),
  ]);
  return dashboardAnswer({
    campaignName: document.name,
    organisation: document.organisation.displayName,
    sending: sending.state,
    detection: sending.detection,
    pace: document.capacity,
    state,
    report,
    waves,
    poison,
    pass: current?.pass,
  });
});
