import { overviewPage } from '../shared/api/page/overview-page.ts';
import { seeOther } from '../shared/api/page/page-frame.ts';
import { resumePage } from '../shared/api/page/resume-page.ts';
import type { Answer } from '../shared/api/problem.ts';
import { foreseeCampaign } from '../shared/use-cases/foresee-campaign.ts';
import { showWhetherSending } from '../shared/use-cases/show-sending.ts';
import type { Query } from './page-path.ts';
import type { OpenPage } from './page-shell.ts';
import { progressOf } from './page-waves.ts';

const mostCounted = 100;

export async function showOverview(page: OpenPage, { quota }: Query): Promise<Answer> {
  const { run, campaign, shell } = page;
  const [progress, poison, sending, current, rowsSetAside, drifts] = await Promise.all([
    progressOf(page),
    run.poisonCounts.read(() => run.poisonQueues.count()),
    showWhetherSending(campaign, run.settings.dryRun, run),
    run.passes.readCurrent(),
    run.rowsSetAside.read(async () => (await run.unreadableRows.list(mostCounted)).length),
    run.driftsShown.read(async () => (await run.drifts.read()).drifts),
  ]);
  const asked = /^[1-9]\d{0,5}$/.test(quota ?? '') ? Number(quota) : undefined;
  const reached = {
    now: run.clock.now(),
    tally: progress.report.tally,
    waves: progress.waves.map(({ wave }) => wave),
  };
  return overviewPage(shell, {
    ...progress,
    poison,
    rowsSetAside,
    drifts,
    sending: sending.state,
    detection: sending.detection,
    pace: campaign.document.capacity,
    pass: current?.pass,
    forecast: foreseeCampaign(campaign, reached),
    whatIf:
      asked === undefined ? undefined : { mailsPerHour: asked, forecast: foreseeCampaign(campaign, reached, asked) },
  });
}

export async function showResume({ run, campaign, shell }: OpenPage): Promise<Answer> {
  if (campaign.state.status === 'running') return seeOther('');
  return resumePage(shell, await run.reports.read(campaign.rules.cadence));
}
