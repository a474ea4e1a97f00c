import type { CampaignForecast } from '../../campaign/campaign-forecast.ts';
import { placeGroups } from '../../campaign/place.ts';
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
import type { PageLanguage } from './page-language.ts';
import {
  apiLink,
  code,
  column,
  facts,
  figure,
  lead,
  link,
  pageHref,
  people,
  section,
  share,
  table,
  text,
} from './page-parts.ts';
import { describeDrift } from '../drift-answer.ts';
import { isUndecided, type MassDrift } from '../../registration/mass-drift.ts';
import { peopleWaiting, waitingGroups, waitingInWords } from './waits-for.ts';
import { wavesTable } from './waves-page.ts';
import type { WaveProgress } from './wave-state.ts';
import { endsWords } from './words/outcomes.ts';
import { firstDayWords, headlineWords, overviewWords, paceWords } from './words/overview.ts';
import { waitingWords } from './words/waiting.ts';
import { wavesWords } from './words/waves.ts';

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
  return campaignPage(shell, { title: overviewWords[shell.language].title, main });
}

function sections(shell: PageShell, view: OverviewView): Html {
  const { report, waves, pace } = view;
  const { clock, language } = shell;
  const say = overviewWords[language];
  const isPaused = shell.state.status === 'paused';
  const troubles = troublesOf(shell, view);
  return joinHtml([
    headline(report, isPaused, language),
    isPaused ? html`` : forecastPanel(view, clock),
    html`<div class="cols">
      ${section('needs', text(say.needs(troubles.length)), needsPerson(troubles, shell))}
      ${section('pace', text(say.pace), paceFacts(shell, view))}
    </div>`,
    waitsTable(report, language),
    section('time', text(say.overTime), daysChart(report.days, clock.isoDay(clock.now), language)),
    section('waves', text(wavesWords[language].title), wavesTable(waves, shell), {
      beside: planButton(shell, isPaused),
    }),
    html`<div class="cols even">
      ${section('far', text(say.far), funnelTable(report.tally, language))}
      ${section('ends', text(endsWords[language].title), endsTable(report.tally.places, language))}
    </div>`,
    section('effect', text(say.effects), effectSentences(report, language)),
    html`<section aria-labelledby="more">
      <h2 id="more">${text(say.elsewhere)}</h2>
      <p>
        ${apiLink('report.csv', say.csv)}, ${apiLink('openapi.json', say.api)}. ${text(say.most(pace.mailsPerHour))}
      </p>
      ${agedAt(report, shell)}
    </section>`,
  ]);
}

/** While the campaign is paused, resuming is what to do next. */
function planButton(shell: PageShell, isPaused: boolean): Html {
  if (!isOperator(shell)) return html``;
  const label = text(wavesWords[shell.language].plan);
  return html`<p>
    <a class="${text(isPaused ? 'btn' : 'btn go')}" href="${text(pageHref('waves/new'))}">${label}</a>
  </p>`;
}

/** One sentence, and three segments that add up to everyone. */
function headline(report: DatedReport, isPaused: boolean, language: PageLanguage): Html {
  const { people: all, places } = report.tally;
  const say = headlineWords[language];
  const writes = places.onTheWay + places.waits + places.needsPerson;
  const sentence = say.sentence(people(places.canReset, { place: 'canReset' }, language), people(all, {}, language));
  // A pause is what is read first.
  return html`${isPaused ? html`<p class="title">${sentence}</p>` : html`<h1>${sentence}</h1>`}
    ${lead(html`<span class="soft">${text(say.share(share(places.canReset, all)))}</span>`)}
    ${shareBar({ can: places.canReset, writes, all }, language)}
    <ul class="legend">
      <li>
        ${key('done')}
        <p>${people(places.canReset, { place: 'canReset' }, language, 'big')} <b>${text(say.canReset)}</b></p>
        <p class="small soft">${text(registeredWords(report, language))}</p>
      </li>
      <li>
        ${key('way')}
        <p>${people(writes, { place: placeGroups.writtenTo.join() }, language, 'big')} <b>${text(say.written)}</b></p>
        <p class="small soft">${writtenWords(report, language)}</p>
      </li>
      <li>
        ${key('left')}
        <p>
          ${people(peopleWaiting(places), { place: placeGroups.needsOthers.join() }, language, 'big')}
          <b>${text(say.elseFirst)}</b>
        </p>
        <p class="small soft"><a href="#waits">${text(say.whoMends)}</a></p>
      </li>
    </ul> `;
}

/** How those who can reset came to it. */
function registeredWords({ effects, holdout, registeredUnasked }: DatedReport, language: PageLanguage): string {
  const say = headlineWords[language];
  const after = Object.values(effects).reduce((sum, effect) => sum + (effect?.registeredAfter ?? 0), 0);
  return [
    ...(after > 0 ? [say.afterMail(after)] : []),
    ...(registeredUnasked > 0 ? [say.before(registeredUnasked)] : []),
    ...(holdout.capable > 0 ? [say.compared(holdout.capable)] : []),
  ].join(', ');
}

function writtenWords({ tally: { places } }: DatedReport, language: PageLanguage): Html {
  const say = headlineWords[language];
  const peopleAt = (place: 'onTheWay' | 'waits' | 'needsPerson') => people(places[place], { place }, language);
  return places.needsPerson > 0
    ? say.writtenAndDecided(peopleAt('onTheWay'), peopleAt('waits'), peopleAt('needsPerson'))
    : say.writtenAs(peopleAt('onTheWay'), peopleAt('waits'));
}

const key = (look: 'done' | 'way' | 'left'): Html =>
  html`<svg class="key" aria-hidden="true"><rect class="${text(look)}" width="100%" height="100%" /></svg>`;

interface Shares {
  readonly can: number;
  readonly writes: number;
  readonly all: number;
}

function shareBar({ can, writes, all }: Shares, language: PageLanguage): Html {
  const partOf = (count: number) => text(`${Math.round((count / Math.max(1, all)) * 10_000) / 100}%`);
  const label = headlineWords[language].bar(can, writes, all - can - writes);
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

function paceFacts({ clock, language }: PageShell, { report, sending, pace }: OverviewView): Html {
  const say = paceWords[language];
  const today = report.days.find(({ day }) => day === clock.isoDay(clock.now));
  return facts([
    [say.todayLabel, text(say.today(today?.mails ?? 0, today?.registrations ?? 0))],
    [say.now, text(sendingWords(sending, language))],
    [say.quotaLabel, text(say.quota(pace.mailsPerHour))],
    [say.helpDeskLabel, text(say.helpDesk(pace.newRecipientsPerDay))],
  ]);
}

function sendingWords(sending: SendingState, language: PageLanguage): string {
  const say = paceWords[language];
  return say[sending.kind === 'stopped' ? sending.because : sending.kind];
}

/** Who is neither able to reset nor written to, and who can mend it. */
function waitsTable({ tally: { places } }: DatedReport, language: PageLanguage): Html {
  const say = waitingWords[language];
  const all = peopleWaiting(places);
  if (all === 0) return section('waits', text(say.title), html`<p class="empty">${text(say.nobody)}</p>`);
  const lines = waitingGroups(places).map((group) => {
    const { waiter, meaning } = waitingInWords(group, language);
    const { place, because } = group;
    return [
      text(waiter),
      html`${text(meaning)} ${code(because)}`,
      people(group.people, { place, reason: because }, language),
      csvOf({ place, reason: because }),
    ];
  });
  const everyone = { place: placeGroups.needsOthers.join() };
  const foot = [text(say.all), html``, people(all, everyone, language), csvOf(everyone)];
  const columns = [column(say.who), column(say.missing), figure(say.people), column('')];
  return section('waits', text(say.title), table(say.title, columns, lines, { foot }));
}

const csvOf = (filter: Readonly<Record<string, string>>): Html =>
  apiLink(`users.csv?${new URLSearchParams(filter).toString()}`, 'CSV');

/** Before the first pass every figure would be a 0 that means nothing: four steps instead. */
function firstDay(shell: PageShell, { pass, poison }: OverviewView): Html {
  const say = firstDayWords[shell.language];
  const readNow = isOperator(shell)
    ? postForm(shell, 'setup/refresh', html`<button class="btn go" type="submit">${text(say.readNow)}</button>`)
    : html``;
  const steps: readonly (readonly [string, Html])[] = [
    [say.settings, html`<p>${say.settingsHow(link('setup', text(say.setup)))}</p>`],
    [
      say.read,
      html`<p>${text(pass?.state === 'reading' ? say.reading : say.notRead)}</p>
        ${readNow}`,
    ],
    [say.look, html`<p>${text(say.lookHow)}</p>`],
    [say.pilot, html`<p>${say.pilotHow(link('waves/new', text(say.plan)))}</p>`],
  ];
  const troubles = poisonTroubles(poison);
  return html`<h1>${text(say.heading)}</h1>
    ${lead(text(say.lead))}
    <ol class="steps">
      ${joinHtml(
        steps.map(
          ([heading, how]) =>
            html`<li>
              <h2>${text(heading)}</h2>
              ${how}
            </li> `,
        ),
      )}
    </ol>
    ${troubles.length > 0 ? section('needs', text(overviewWords[shell.language].needsAtFirst), needsPerson(troubles, shell)) : html``}`;
}
