import type { NoticeMail } from '../../campaign/wave-notice.ts';
import { placeGroups } from '../../campaign/place.ts';
import type { Tally } from '../../campaign/tally.ts';
import { actionsFor, type WaveAction } from '../../campaign/wave-actions.ts';
import type { Wave } from '../../campaign/wave.ts';
import { defaultGoal } from '../../delivery/goal.ts';
import type { Step } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, goesOnIf, isOperator, postForm, type PageShell } from './page-frame.ts';
import { peopleTable, type ListedPeople } from './people-list.ts';
import type { PageLanguage } from './page-language.ts';
import {
  amount,
  apiLink,
  code,
  column,
  facts,
  inEnglish,
  lead,
  moment,
  named,
  notice,
  pageHref,
  people,
  section,
  segment,
  share,
  table,
  tag,
  text,
  type TagKind,
} from './page-parts.ts';
import { peopleWaiting } from './waits-for.ts';
import { reasonField } from './reason-field.ts';
import { waveState, type WaveProgress } from './wave-state.ts';
import { goalMeaningWords, goalWords } from './words/goals.ts';
import { messageStateWords } from './words/message-states.ts';
import { reasonWords } from './words/people.ts';
import {
  cancelWaveWords,
  resumeWaveWords,
  waveActionWords,
  waveDoneWords,
  waveFactWords,
  waveSegmentWords,
  waveWords,
} from './words/wave.ts';
import { wavesWords } from './words/waves.ts';

export interface WaveView extends WaveProgress {
  readonly notices: readonly NoticeMail[];
  readonly listed: ListedPeople;
  /** What has just been done here. */
  readonly done: string | undefined;
  /** Given where the reader wants the page to stay as it is. */
  readonly still?: string | undefined;
}

const crumbsOf = (language: PageLanguage) => [['waves', wavesWords[language].title]] as const;

/** One wave: how far its people have come, who they are, and what can be asked of it. */
export function wavePage(shell: PageShell, view: WaveView): Answer {
  const { wave } = view;
  const { language } = shell;
  const say = waveWords[language];
  const csv = html`<p class="small">${apiLink(`waves/${segment(wave.waveId)}/recipients.csv`, say.csv)}</p>`;
  const main = html`${doneNotice(view.done, language)}
    <h1>${named(wave.name)}</h1>
    <div data-live="standing">${standing(shell, view)}</div>
    ${isOperator(shell) ? html`<div data-live="do">${buttons(shell, view)}</div>` : html``}
    <div data-live="segments">${segments(view, language)}</div>
    ${section('facts', text(waveFactWords[language].title), factsOf(shell, view))}
    ${section('people', text(say.people), peopleTable(view.listed, { wave: wave.waveId }, shell), { beside: csv })}
    ${noticeSection(shell, view.notices)}`;
  const goesOn = goesOnIf(isUnderWay(shell, view), view.still);
  return campaignPage(shell, {
    title: say.title(wave.name),
    main,
    crumbs: crumbsOf(language),
    here: wave.name,
    goesOn,
  });
}

function standing({ clock, language }: PageShell, view: WaveProgress): Html {
  const { wave, tally } = view;
  const can = people(tally.places.canReset, { wave: wave.waveId, place: 'canReset' }, language);
  const enrolled = people(tally.enrolled, { wave: wave.waveId }, language);
  return lead(waveWords[language].standing(can, enrolled, waveState(view, clock)));
}

/** Whether figures of the wave may change from one minute to the next. */
function isUnderWay({ state, clock }: PageShell, { wave, tally }: WaveProgress): boolean {
  if (state.status === 'paused' || wave.startsAt > clock.now) return false;
  const isToEnrol = wave.state === 'scheduled' || wave.state === 'enrolling';
  return isToEnrol || (wave.state === 'enrolled' && tally.places.onTheWay > 0);
}

function doneNotice(done: string | undefined, language: PageLanguage): Html {
  const words: Readonly<Partial<Record<string, string>>> = waveDoneWords[language];
  const said = words[done ?? ''];
  return said === undefined ? html`` : notice('warn', html`<p><b>${text(said)}</b></p>`);
}

/** Pausing takes one press; what starts again, or cannot be undone, leads to a page of its own. */
function buttons(shell: PageShell, { wave }: WaveProgress): Html {
  const path = `waves/${segment(wave.waveId)}`;
  const say = waveActionWords[shell.language];
  const linkTo = (action: WaveAction, look: string) =>
    html`<a class="btn ${text(look)}" href="${text(pageHref(`${path}/${action}`))}">${text(say[action])}</a>`;
  const looks: Readonly<Record<WaveAction, () => Html>> = {
    pause: () =>
      postForm(shell, `${path}/pause`, html`<button class="btn halt" type="submit">${text(say.pause)}</button>`),
    resume: () => linkTo('resume', 'go'),
    cancel: () => linkTo('cancel', 'end'),
  };
  const actions = actionsFor(wave.state);
  return actions.length === 0
    ? html``
    : html`<div class="row">${joinHtml(actions.map((action) => looks[action]()))}</div>`;
}

const key = (look: string): Html =>
  html`<svg class="key" aria-hidden="true"><rect class="${text(look)}" width="100%" height="100%" /></svg>`;

function segments({ wave, tally: { enrolled, places } }: WaveProgress, language: PageLanguage): Html {
  const say = waveSegmentWords[language];
  const way = places.onTheWay + places.needsPerson + places.waits;
  const none = peopleWaiting(places);
  const partOf = (count: number) => text(`${Math.round((count / Math.max(1, enrolled)) * 10_000) / 100}%`);
  const big = (count: number, place: string) => people(count, { wave: wave.waveId, place }, language, 'big');
  return html`<svg class="share" role="img" aria-label="${text(say.bar(places.canReset, way, none))}">
      <rect class="left" width="100%" height="100%" />
      <rect class="way" width="${partOf(places.canReset + way)}" height="100%" />
      <rect class="done" width="${partOf(places.canReset)}" height="100%" />
    </svg>
    <ul class="legend">
      <li>
        ${key('done')}
        <p>${big(places.canReset, 'canReset')} <b>${text(say.canReset)}</b></p>
        <p class="small soft">${text(say.share(share(places.canReset, enrolled)))}</p>
      </li>
      <li>
        ${key('way')}
        <p>${big(way, placeGroups.writtenTo.join())} <b>${text(say.onTheWay)}</b></p>
        <p class="small soft">${text(say.toCome)}</p>
      </li>
      <li>
        ${key('left')}
        <p>${big(none, placeGroups.needsOthers.join())} <b>${text(say.noMail)}</b></p>
      </li>
    </ul>`;
}

function factsOf({ clock, language }: PageShell, { wave, tally }: WaveProgress): Html {
  const { goal, limit, origin, startsAt } = wave;
  const say = waveFactWords[language];
  return facts([
    [say.goal, html`${text(goalWords[language][goal])}: ${text(goalMeaningWords[language][goal])}`],
    [say.for, whomFor(wave, language)],
    [say.limit, limit === undefined ? text(say.none) : amount(limit, language)],
    [say.starts, moment(startsAt, clock)],
    [say.from, text(origin === 'document' ? say.document : say.operator)],
    ...mailsLeft(wave, tally, language),
    [say.resetAfter, text(say.haveReset(tally.resetAfterMail))],
  ]);
}

function whomFor({ groups, users }: Wave, language: PageLanguage): Html {
  const say = waveFactWords[language];
  const whom = [
    ...groups.map((id) => say.group(code(id))),
    ...(users.length > 0 ? [text(say.byName(users.length))] : []),
  ];
  return whom.length === 0 ? text(say.everyone) : joinHtml(whom.map((one) => html`${one} `));
}

/** The mails of the step that the service took, or more than that. */
const leftFor = ({ messages }: Tally, step: Step): number =>
  statesAfterLeaving.reduce((sum, state) => sum + (messages[step]?.[state] ?? 0), 0);

const statesAfterLeaving = ['accepted', 'delivered', 'bounced', 'suppressed', 'filtered', 'failed'] as const;

function mailsLeft({ goal }: Wave, tally: Tally, language: PageLanguage): readonly (readonly [string, Html])[] {
  const say = waveFactWords[language];
  const line = (label: string, count: number) => [label, text(say.haveLeft(count))] as const;
  const links = line(say.links, tally.linked);
  if (goal === 'outlastPhones') return [line(say.phoneMails, leftFor(tally, 'phone-only'))];
  return goal === defaultGoal ? [line(say.firstMails, tally.nudged), links] : [links];
}

function noticeSection({ clock, language }: PageShell, notices: readonly NoticeMail[]): Html {
  if (notices.length === 0) return html``;
  const say = waveWords[language];
  const lines = notices.map(({ to, state, at, because }) => [
    named(to),
    moment(at, clock),
    html`${tag(lookOf(state), messageStateWords[language][state])} ${inEnglish(because ?? '')}`,
  ]);
  const columns = [column(say.address), column(say.when), column(say.state)];
  return section('told', text(say.told), table(say.told, columns, lines));
}

const lookOf = (state: NoticeMail['state']): TagKind =>
  state === 'accepted' ? 'pass' : state === 'claimed' ? 'open' : 'fail';

const looks = { resume: 'btn go', cancel: 'btn end' } as const;

/** What will happen, before a wave is resumed or cancelled. */
export function confirmWavePage(shell: PageShell, { wave, tally }: WaveProgress, action: 'resume' | 'cancel'): Answer {
  const { language } = shell;
  const path = `waves/${segment(wave.waveId)}`;
  const say = { resume: resumeWaveWords, cancel: cancelWaveWords }[action][language];
  const main = html`<h1>${say.heading(named(wave.name))}</h1>
    ${lead(text(say.says(tally.places.onTheWay)))}
    ${postForm(
      shell,
      `${path}/${action}`,
      html`${reasonField(language)}${action === 'cancel' ? nameField(wave, language) : html``}
        <div class="row">
          <button class="${text(looks[action])}" type="submit">${text(say.button)}</button
          ><a class="btn" href="${text(pageHref(path))}">${text(reasonWords[language].leave)}</a>
        </div>`,
    )}`;
  const crumbs = [...crumbsOf(language), [path, wave.name]] as const;
  return campaignPage(shell, { title: say.title(wave.name), main, crumbs, here: say.here });
}

/** What cannot be undone is typed. */
const nameField = ({ name }: Wave, language: PageLanguage): Html =>
  html`<div class="field">
    <label for="name">${cancelWaveWords[language].typed(named(name))}</label
    ><input type="text" id="name" name="name" autocomplete="off" required />
  </div>`;
