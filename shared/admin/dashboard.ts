import { createHash } from 'node:crypto';
import type { CampaignReport } from '../campaign/campaign-report.ts';
import type { CampaignState } from '../campaign/campaign-state.ts';
import type { Wave } from '../campaign/wave.ts';
import { escapeHtml } from '../email/html.ts';
import { dashboardStyle } from './dashboard-style.ts';
import { funnelPlot } from './funnel-plot.ts';
import { leftOutText } from './left-out-text.ts';
import { number, table } from './page-parts.ts';
import { always, type Answer } from './problem.ts';

/** Everything on the page. */
export interface DashboardView {
  readonly campaignName: string;
  readonly organisation: string;
  readonly state: CampaignState;
  readonly dryRun: boolean;
  readonly report: CampaignReport & { readonly asOf: Date };
  readonly waves: readonly Wave[];
  readonly poison: Readonly<Record<string, number>>;
}

const styleHash = createHash('sha256').update(dashboardStyle).digest('base64');

/** Nothing but our own style may be on the page: no script, no image, no form, no frame. */
const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export const dashboardAnswer = (view: DashboardView): Answer => ({
  status: 200,
  headers: {
    ...always,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy,
    'referrer-policy': 'no-referrer',
  },
  body: dashboardPage(view),
});

/** The page as a pure function of what it shows. */
export function dashboardPage(view: DashboardView): string {
  const { campaignName, organisation, report } = view;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(campaignName)}</title>
<style>${dashboardStyle}</style>
</head>
<body>
<header>
<h1>${escapeHtml(campaignName)}</h1>
<p>${escapeHtml(organisation)} · as of ${instant(report.asOf)}</p>
${statusLine(view)}
</header>
<main>
${section('How far people have come', funnelPlot(report.tally))}
${section('What needs a human', questions(view))}
${section('Waves', waves(view.waves))}
${section('What each mail brought about', effects(report))}
${section('Who is left out, and why', exclusions(report))}
</main>
</body>
</html>
`;
}

const section = (title: string, body: string): string => `<section>\n<h2>${title}</h2>\n${body}\n</section>`;

const instant = (at: Date): string =>
  `<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;

function statusLine({ state, dryRun }: DashboardView): string {
  if (state.status === 'paused') {
    const because = state.because === undefined ? '' : `: ${escapeHtml(state.because)}`;
    return `<p class="status warn">Paused since ${instant(state.changedAt)}${because}. Nothing leaves.</p>`;
  }
  if (dryRun) return '<p class="status warn">Dry run: everything runs and nothing is sent.</p>';
  return '<p class="status">Running</p>';
}

function questions({ report, poison }: DashboardView): string {
  const poisoned = Object.entries(poison).filter(([, count]) => count > 0);
  const lines = [
    ...poisoned.map(([queue, count]) => `${number(count)} messages in the poison queue of ${escapeHtml(queue)}`),
    ...(report.needsHumanCount > 0
      ? [`${number(report.needsHumanCount)} mails with an outcome that somebody has to look at`]
      : []),
  ];
  if (lines.length === 0) return '<p>Nothing.</p>';
  const list = `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;
  if (report.needsHuman.length === 0) return list;
  return (
    list +
    table(
      ['Person', 'Mail', 'State', 'Why'],
      report.needsHuman.map(({ userId, step, state, because = '' }) => [userId, step, state, because]),
    )
  );
}

function waves(all: readonly Wave[]): string {
  if (all.length === 0) return '<p>None yet.</p>';
  const newest = all.toSorted((a, b) => b.startsAt.getTime() - a.startsAt.getTime());
  return table(
    ['Wave', 'State', 'Starts', 'Enrolled'],
    newest.map(({ name, state, startsAt, enrolledCount }) => [
      name,
      state,
      startsAt.toISOString().slice(0, 10),
      number(enrolledCount),
    ]),
  );
}

function effects({ effects: steps, registeredUnasked, registeredAtUnknownTime, holdout }: CampaignReport): string {
  const mails = Object.entries(steps).filter(([step]) => step !== 'sspr-link');
  const notes = [
    `${number(registeredUnasked)} registered before their first mail, ${number(registeredAtUnknownTime)} at a time the audit log does not tell.`,
    ...(holdout.people > 0
      ? [`Of ${number(holdout.people)} who are not nudged, ${number(holdout.capable)} registered by themselves.`]
      : []),
  ];
  const paragraph = `<p>${notes.join(' ')}</p>`;
  if (mails.length === 0) return `<p>No mail has left yet.</p>${paragraph}`;
  const lines = mails.map(([step, { sent, delivered, registeredAfter }]) => [
    step,
    number(sent),
    number(delivered),
    number(registeredAfter),
  ]);
  return (
    table(
      ['Mail', 'Sent', 'Delivered', 'Registered after it'],
      lines.toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
    ) + paragraph
  );
}

function exclusions({ tally }: CampaignReport): string {
  const reasons = leftOutText(tally.excluded);
  if (reasons.length === 0) return '<p>Nobody.</p>';
  return table(
    ['People', 'Reason', 'What it means'],
    reasons.map(({ people, because, meaning }) => [number(people), because, meaning]),
  );
}
