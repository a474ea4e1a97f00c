import { overviewPage } from '../shared/api/page/overview-page.ts';
import { seeOther } from '../shared/api/page/page-frame.ts';
import { resumePage } from '../shared/api/page/resume-page.ts';
import type { Answer } from '../shared/api/problem.ts';
import { type CampaignForecast, forecastCampaign } from '../shared/campaign/campaign-forecast.ts';
import { namesPeople } from '../shared/campaign/wave.ts';
import { showWhetherSending } from '../shared/use-cases/show-sending.ts';
import type { Query } from './page-path.ts';
import type { OpenPage } from './page-shell.ts';
import { type Progress, progressOf } from './page-waves.ts';

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
  return overviewPage(shell, {
    ...progress,
    poison,
    rowsSetAside,
    drifts,
    sending: sending.state,
    detection: sending.detection,
    pace: campaign.document.capacity,
    pass: current?.pass,
    forecast: forecastOf(page, progress, campaign.document.capacity.mailsPerHour),
    whatIf: asked === undefined ? undefined : { mailsPerHour: asked, forecast: forecastOf(page, progress, asked) },
  });
}

/** Whoever waits is counted in where a wave is for everybody; a wave of groups may be for none of them. */
function forecastOf(
  { campaign, run }: OpenPage,
  { report, waves }: Progress,
  mailsPerHour: number,
): CampaignForecast | undefined {
  const { cadence, capacity } = campaign.document;
  const open = waves
    .map(({ wave }) => wave)
    .filter((wave) => (wave.state === 'scheduled' || wave.state === 'enrolling') && !namesPeople(wave));
  const { messages, places } = report.tally;
  const nudges = messages['nudge'] ?? {};
  const owed = (nudges.planned ?? 0) + (nudges.due ?? 0);
  return forecastCampaign({
    now: run.clock.now(),
    firstMailsOwed: owed,
    peopleToEnrol: open.length > 0 ? places.waits : 0,
    startsAt: new Date(Math.min(...open.map(({ startsAt }) => startsAt.getTime()), Number.MAX_SAFE_INTEGER)),
    peopleUnderWay: Math.max(0, places.onTheWay - owed),
    remindersAfterDays: cadence.remindersAfterDays,
    placesPerDay: capacity.newRecipientsPerDay,
    mailsPerHour,
    calendar: campaign.rules.ownPlace,
  });
}

export async function showResume({ run, campaign, shell }: OpenPage): Promise<Answer> {
  if (campaign.state.status === 'running') return seeOther('');
  return resumePage(shell, await run.reports.read(campaign.rules.cadence));
}
