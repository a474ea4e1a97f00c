import type { CampaignReport } from '../campaign/campaign-report.ts';
import type { DatedReport } from '../use-cases/report-campaign.ts';
import type { CampaignState } from '../campaign/campaign-state.ts';
import type { SendingState } from '../campaign/sending-state.ts';
import type { Wave } from '../campaign/wave.ts';
import type { Detection } from '../registration/detection.ts';
import type { Pass } from '../registration/pass.ts';
import { html, joinHtml, type Html } from '../email/html.ts';
import {
  effectTable,
  emptyState,
  exclusionTable,
  questions,
  stopTable,
  toCome,
  waveTable,
  whereNext,
  type Pace,
} from './dashboard-sections.ts';
import { closureMeaning } from './dashboard-words.ts';
import { daysPlot } from './days-plot.ts';
import { funnelPlot } from './funnel-plot.ts';
import { framedPage, pageAnswer, section, warning } from './page-frame.ts';
import { code, instant, number, share, text } from './page-parts.ts';
import type { Answer } from './problem.ts';

/** Everything on the page. */
export interface DashboardView {
  readonly campaignName: string;
  readonly organisation: string;
  readonly state: CampaignState;
  /** Whether mails leave, or why none do. */
  readonly sending: SendingState;
  /** Whether registrations are seen. */
  readonly detection: Detection;
  readonly pace: Pace;
  readonly report: DatedReport;
  readonly waves: readonly Wave[];
  readonly poison: Readonly<Record<string, number>>;
  /** The pass that was started last. */
  readonly pass?: Pass | undefined;
}

export const dashboardAnswer = (view: DashboardView): Answer => pageAnswer(dashboardPage(view));

/** The page as a pure function of what it shows. */
export function dashboardPage(view: DashboardView): string {
  const { campaignName, organisation, report } = view;
  const header = html`<p class="soft">${text(organisation)} · ${ageOf(report)}</p>
    ${statusBox(view)} ${passBox(view.pass)}`;
  const main = report.tally.people === 0 ? firstSections(view) : sections(view);
  return framedPage(campaignName, header, html`${main} ${section('Where to look next', whereNext())}`);
}

/** How old the figures are: what people did is in them within a minute, what only time did by the next count. */
const ageOf = ({ asOf, countedAt }: DatedReport): Html =>
  countedAt === undefined
    ? html`nobody has been counted yet`
    : html`as of ${instant(asOf)}; everybody was counted anew at ${instant(countedAt)}`;

/** A first pass that fails leaves its pages in the poison queue. */
const firstSections = ({ report, poison }: DashboardView): Html =>
  joinHtml([section('Before the first pass', emptyState()), section('What needs a human', questions(report, poison))]);

function sections({ report, waves, poison, pace }: DashboardView): Html {
  return joinHtml([
    keyFigures(report),
    section('How far people have come', funnelPlot(report.tally)),
    section('What is to come', toCome(report, pace)),
    section('What needs a human', questions(report, poison)),
    section('Waves', waveTable(waves)),
    section('Day by day', daysPlot(report.days)),
    section('What each mail brought about', effectTable(report)),
    section('Enrolled, and nothing more is to come', stopTable(report)),
    section('Who is left out, and why', exclusionTable(report)),
  ]);
}

/** What a glance should tell. */
function keyFigures({ tally: { people, places }, days, needsHumanCount }: CampaignReport): Html {
  const mails = days.reduce((sum, one) => sum + one.mails, 0);
  const figures: readonly (readonly [string, string])[] = [
    [share(places.canReset, people), `of ${number(people)} people can reset`],
    [number(places.onTheWay), 'are on their way'],
    [number(mails), 'mails have left'],
    [number(needsHumanCount), 'mails need a human'],
  ];
  const items = figures.map(([value, label]) => html`<li><strong>${text(value)}</strong> ${text(label)}</li>`);
  return html`<ul class="figures">
    ${joinHtml(items)}
  </ul> `;
}

function statusBox({ state, sending, detection }: DashboardView): Html {
  if (state.status === 'paused') {
    const because = state.because === undefined ? html`` : html` ${text(`“${state.because}”`)}`;
    return warning(
      html`<strong>Paused</strong> since ${instant(state.changedAt)}.${because}`,
      html`Nothing leaves; registrations are still detected. An operator goes on with
      ${code('POST /api/campaign/resume')}.`,
    );
  }
  if (sending.kind === 'closed') {
    return warning(
      html`<strong>Waiting</strong> until ${instant(sending.until)}: ${text(closureMeaning(sending.because))}.`,
      html`Nothing leaves before; then the mails go on by themselves, slowly at first.`,
    );
  }
  if (sending.kind === 'stopped' && sending.because === 'dryRun') {
    return warning(
      html`<strong>Dry run</strong>: everything runs and nothing is sent, until ${code('DRY_RUN')} is set to false.`,
    );
  }
  if (detection.kind === 'stale') {
    return warning(
      html`<strong>Only SSPR links leave</strong>: nobody has seen registrations since ${instant(detection.since)}.`,
      html`Neither the report nor the audit log has told since then, so whoever is asked to register may have done it.
      The preflight says what to mend; the mails go on by themselves.`,
    );
  }
  const isSpent = sending.kind === 'stopped' && sending.because === 'quotaSpent';
  return html`<div class="status">
    <p>
      <strong>Running</strong>.${isSpent ? spentText : html``} An operator stops all mail with
      ${code('POST /api/campaign/pause')}.
    </p>
  </div>`;
}

/** Nobody's state changes as long as passes are not believed, so it is said at the top. */
function passBox(pass: Pass | undefined): Html {
  if (pass?.state !== 'distrusted') return html``;
  if (pass.refusedFor === 'premiumLicence')
    return warning(
      html`<strong>No Entra ID P1 or P2</strong>: Microsoft refuses the registration report, and the campaign cannot
        run.`,
      html`Buy and assign the licence; the pass goes on within minutes.`,
    );
  return warning(
    html`<strong>The last full pass is not believed</strong>: ${text(pass.because ?? 'no reason was kept')}`,
    html`Everybody stays as they were. The preflight says what to mend;
    ${text(pass.refusedFor ? 'the pass goes on within minutes' : 'the next pass starts by itself')}.`,
  );
}

const spentText = html` What may leave for now has left; the rest follows as the quota allows.`;
