import type { CampaignForecast } from '../../campaign/campaign-forecast.ts';
import type { SendingState } from '../../campaign/sending-state.ts';
import { historyLost } from '../../delivery/message.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Detection } from '../../registration/detection.ts';
import { lossOf, type Pass } from '../../registration/pass.ts';
import type { DatedReport } from '../../use-cases/report-campaign.ts';
import type { Answer } from '../problem.ts';
import { daysChart } from './days-chart.ts';
import { endsTable, effectSentences, funnelTable } from './outcome-sections.ts';
import { forecastPanel } from './forecast-panel.ts';
import { needsPerson, type Trouble } from './needs-person.ts';
import { noticesOf } from './overview-notices.ts';
import { agedAt, campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import {
  apiLink,
  code,
  column,
  figure,
  lead,
  link,
  number,
  pageHref,
  people,
  section,
  share,
  table,
  text,
} from './page-parts.ts';
import { describeDrift } from '../drift-answer.ts';
import { isUndecided, type MassDrift } from '../../registration/mass-drift.ts';
import { peopleWaiting, waitingGroups } from './waits-for.ts';
import { wavesTable } from './waves-page.ts';
import type { WaveProgress } from './wave-words.ts';

/** How fast the campaign may go. */
interface Pace {
  readonly newRecipientsPerDay: number;
  readonly mailsPerHour: number;
}

export interface OverviewView {
  readonly report: DatedReport;
  readonly waves: readonly WaveProgress[];
  /** Whether mails leave, or why none do. */
  readonly sending: SendingState;
  /** Whether registrations are seen. */
  readonly detection: Detection;
  readonly pace: Pace;
  readonly poison: Readonly<Record<string, number>>;
  /** Stored rows that cannot be read or are gone. */
  readonly rowsSetAside: number;
  /** When very many people lost the reset at once. */
  readonly drifts: readonly MassDrift[];
  /** The pass that was started last. */
  readonly pass: Pass | undefined;
  readonly forecast: CampaignForecast | undefined;
  /** The same with another quota, for whoever asked. */
  readonly whatIf: { readonly mailsPerHour: number; readonly forecast: CampaignForecast | undefined } | undefined;
}

/** How the campaign stands, as a pure function of what it shows. */
export function overviewPage(shell: PageShell, view: OverviewView): Answer {
  const isEmpty = view.report.tally.people === 0;
  const main = html`${noticesOf(shell, view)}${isEmpty ? firstDay(shell, view) : sections(shell, view)}`;
  return campaignPage(shell, { title: 'Overview', main });
}

function sections(shell: PageShell, view: OverviewView): Html {
  const { report, waves, pace } = view;
  const { clock } = shell;
  const isPaused = shell.state.status === 'paused';
  const troubles = troublesOf(shell, view);
  const canPlan = isOperator(shell)
    ? html`<p>
        <a class="${isPaused ? html`btn` : html`btn go`}" href="${text(pageHref('waves/new'))}">Plan a wave</a>
      </p>`
    : html``;
  return joinHtml([
    headline(report, isPaused),
    isPaused ? html`` : forecastPanel(view, clock),
    html`<div class="cols">
      ${section('needs', html`${text(`Needs a person (${troubles.length})`)}`, needsPerson(troubles, shell))}
      ${section('pace', html`Pace`, paceFacts(shell, view))}
    </div>`,
    waitsTable(report),
    section('time', html`Over time`, daysChart(report.days, clock.isoDay(clock.now), clock.language)),
    section('waves', html`Waves`, wavesTable(waves, shell), { beside: canPlan }),
    html`<div class="cols even">
      ${section('far', html`How far the enrolled have come`, funnelTable(report.tally))}
      ${section('ends', html`Nothing more is owed`, endsTable(report.tally.places))}
    </div>`,
    section('effect', html`What each mail brought about`, effectSentences(report)),
    html`<section aria-labelledby="more">
      <h2 id="more">Elsewhere</h2>
      <p>
        ${apiLink('report.csv', 'These figures as CSV')}, ${apiLink('openapi.json', 'the API')}. At most
        ${text(pace.mailsPerHour)} mails leave in an hour.
      </p>
      ${agedAt(report, shell)}
    </section>`,
  ]);
}

const writtenTo = 'onTheWay,waits,needsPerson';

/** One sentence, and three segments that add up to everyone. */
function headline(
  { tally: { people: all, places }, effects, holdout, registeredUnasked }: DatedReport,
  isPaused: boolean,
): Html {
  const writes = places.onTheWay + places.waits + places.needsPerson;
  const first = peopleWaiting(places);
  const after = Object.values(effects).reduce((sum, effect) => sum + (effect?.registeredAfter ?? 0), 0);
  const can = [
    ...(after > 0 ? [`${number(after)} registered after a mail`] : []),
    ...(registeredUnasked > 0 ? [`${number(registeredUnasked)} before one`] : []),
    ...(holdout.capable > 0 ? [`${number(holdout.capable)} in the comparison group`] : []),
  ];
  const sentence = html`${people(places.canReset, { place: 'canReset' }, 'en')} of ${people(all, {}, 'en')} people can
  reset their password.`;
  // A pause is what is read first.
  return html`${isPaused ? html`<p class="title">${sentence}</p>` : html`<h1>${sentence}</h1>`}
    ${lead(html`<span class="soft">${text(share(places.canReset, all))} of everyone.</span>`)}
    ${shareBar(places.canReset, writes, all)}
    <ul class="legend">
      <li>
        ${key('done')}
        <p>${people(places.canReset, { place: 'canReset' }, 'en', 'big')} <b>can reset</b></p>
        <p class="small soft">${text(can.join(', '))}</p>
      </li>
      <li>
        ${key('way')}
        <p>${people(writes, { place: writtenTo }, 'en', 'big')} <b>are written to</b></p>
        <p class="small soft">
          ${people(places.onTheWay, { place: 'onTheWay' }, 'en')} are on their way,
          ${people(places.waits, { place: 'waits' }, 'en')} wait for a
          wave${places.needsPerson > 0 ? html`, ${people(places.needsPerson, { place: 'needsPerson' }, 'en')} for a decision` : html``}
        </p>
      </li>
      <li>
        ${key('left')}
        <p>${people(first, { place: 'leftOut,ended' }, 'en', 'big')} <b>need something else first</b></p>
        <p class="small soft"><a href="#waits">See who can mend it</a></p>
      </li>
    </ul> `;
}

const key = (look: 'done' | 'way' | 'left'): Html =>
  html`<svg class="key" aria-hidden="true"><rect class="${text(look)}" width="100%" height="100%" /></svg>`;

function shareBar(can: number, writes: number, all: number): Html {
  const partOf = (count: number) => text(`${Math.round((count / Math.max(1, all)) * 10_000) / 100}%`);
  const label = `${number(can)} can reset, ${number(writes)} are written to, ${number(all - can - writes)} need something else first`;
  return html`<svg class="share" role="img" aria-label="${text(label)}">
    <rect class="left" width="100%" height="100%" />
    <rect class="way" width="${partOf(can + writes)}" height="100%" />
    <rect class="done" width="${partOf(can)}" height="100%" />
    <rect class="gap" x="${partOf(can)}" width="2" height="100%" />
    <rect class="gap" x="${partOf(can + writes)}" width="2" height="100%" />
  </svg> `;
}

const poisonTroubles = (poison: OverviewView['poison']): readonly Trouble[] =>
  Object.entries(poison)
    .filter(([, count]) => count > 0)
    .map(([queue, count]) => ({ kind: 'poison', queue, count }));

function troublesOf(
  shell: PageShell,
  { report, poison, pass, rowsSetAside, drifts }: OverviewView,
): readonly Trouble[] {
  const lost = Math.min(historiesLost({ report, pass }), report.needsHumanCount);
  return [
    ...poisonTroubles(poison),
    ...(rowsSetAside > 0 ? [{ kind: 'rowsSetAside', count: rowsSetAside } as const] : []),
    ...(lost > 0 ? [{ kind: 'historiesLost', count: lost } as const] : []),
    ...drifts.filter(isUndecided).map((drift) => ({ kind: 'massDrift', drift: describeDrift(drift) }) as const),
    ...(pass?.state === 'distrusted' ? [{ kind: 'passDistrusted' } as const] : []),
    ...(report.needsHumanCount > 0
      ? [
          {
            kind: 'mails',
            listed: report.needsHuman,
            count: report.needsHumanCount,
            people: report.tally.places.needsPerson,
          } as const,
        ]
      : []),
    ...(report.profile.resets.failed > 0
      ? [{ kind: 'resetsFailed', count: report.profile.resets.failed } as const]
      : []),
    ...(report.heldLinksCount > 0
      ? [{ kind: 'heldLinks', listed: report.heldLinks, count: report.heldLinksCount } as const]
      : []),
    ...(report.phoneOnly > 0 ? [{ kind: 'phoneOnly', count: report.phoneOnly } as const] : []),
    ...(shell.dryRun ? [{ kind: 'dryRun' } as const] : []),
  ];
}

/** By what the last loss left, or by what is listed: of rows that an older backup replaced no pass has counted any. */
function historiesLost({ report, pass }: Pick<OverviewView, 'report' | 'pass'>): number {
  const listed = report.needsHuman.filter(({ because }) => because === historyLost).length;
  const isListWhole = report.needsHuman.length >= report.needsHumanCount;
  return isListWhole ? listed : Math.max(listed, (pass && lossOf(pass)?.histories) ?? 0);
}

function paceFacts({ clock }: PageShell, { report, sending, pace }: OverviewView): Html {
  const today = report.days.find(({ day }) => day === clock.isoDay(clock.now), clock.language);
  const rows: readonly (readonly [string, Html])[] = [
    ['Today so far', html`${text(today?.mails ?? 0)} mails, ${text(today?.registrations ?? 0)} registrations`],
    ['Now', sendingWords(sending)],
    ['Mail quota', html`${text(pace.mailsPerHour)} mails an hour`],
    ['Help desk', html`At most ${text(pace.newRecipientsPerDay)} new people a day`],
  ];
  return html`<dl class="kv">
    ${joinHtml(
      rows.map(
        ([label, value]) =>
          html`<dt>${text(label)}</dt>
            <dd>${value}</dd>`,
      ),
    )}
  </dl>`;
}

function sendingWords(sending: SendingState): Html {
  if (sending.kind === 'open') return html`Mails leave as they fall due`;
  if (sending.kind === 'closed') return html`The mail service asked to wait`;
  const words = {
    paused: 'Paused',
    dryRun: 'Dry run: nothing is sent',
    quotaSpent: 'The quota is spent for the moment',
  };
  return text(words[sending.because]);
}

/** Who is neither able to reset nor written to, and who can mend it. */
function waitsTable({ tally: { places } }: DatedReport): Html {
  const groups = waitingGroups(places);
  const all = peopleWaiting(places);
  if (all === 0)
    return section('waits', html`Who waits for whom`, html`<p class="empty">Nobody needs something else first.</p>`);
  const lines = groups.map(({ waiter, place, because, meaning, people: count }) => [
    text(waiter),
    html`${text(meaning)} ${code(because)}`,
    people(count, { place, reason: because }, 'en'),
    csvOf({ place, reason: because }),
  ]);
  const foot = [html`All`, html``, people(all, { place: 'leftOut,ended' }, 'en'), csvOf({ place: 'leftOut,ended' })];
  const columns = [column('Who can mend it'), column('Missing'), figure('People'), column('')];
  return section('waits', html`Who waits for whom`, table('Who waits for whom', columns, lines, { foot }));
}

const csvOf = (filter: Readonly<Record<string, string>>): Html =>
  apiLink(`users.csv?${new URLSearchParams(filter).toString()}`, 'CSV');

/** Before the first pass every figure would be a 0 that means nothing: four steps instead. */
function firstDay(shell: PageShell, { pass, poison }: OverviewView): Html {
  const reading =
    pass?.state === 'reading'
      ? html`The tenant is being read at this moment.`
      : html`Nobody is known yet. It is read every night.`;
  const readNow = isOperator(shell)
    ? postForm(shell, 'setup/refresh', html`<button class="btn go" type="submit">Read it now</button>`)
    : html``;
  const troubles = poisonTroubles(poison);
  return html`<h1>Four steps to the first mail.</h1>
    ${lead(html`Nothing is sent before you launch a wave, or before the day on which the campaign document starts one.`)}
    <ol class="steps">
      <li>
        <h2>Check the settings</h2>
        <p>${link('setup', html`Setup`)} tries every permission and says what is missing.</p>
      </li>
      <li>
        <h2>Read the tenant</h2>
        <p>${reading}</p>
        ${readNow}
      </li>
      <li>
        <h2>Look who would be written to</h2>
        <p>Once the tenant is read, this page says who can reset, who is left out and why.</p>
      </li>
      <li>
        <h2>Plan the pilot</h2>
        <p>${link('waves/new', html`Plan a wave`)} of some people who know you. A plan sends nothing.</p>
      </li>
    </ol>
    ${troubles.length > 0 ? section('needs', html`Needs a person`, needsPerson(troubles, shell)) : html``}`;
}
