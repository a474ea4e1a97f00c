import type { NoticeMail } from '../../campaign/wave-notice.ts';
import type { Tally } from '../../campaign/tally.ts';
import { actionsFor, type WaveAction } from '../../campaign/wave-actions.ts';
import type { Wave } from '../../campaign/wave.ts';
import { defaultGoal } from '../../delivery/goal.ts';
import type { Step } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, goesOnIf, isOperator, postForm, type PageShell } from './page-frame.ts';
import { peopleTable, type ListedPeople } from './people-list.ts';
import {
  apiLink,
  code,
  column,
  facts,
  lead,
  moment,
  named,
  notice,
  number,
  pageHref,
  people,
  section,
  segment,
  share,
  table,
  tag,
  text,
} from './page-parts.ts';
import { peopleWaiting } from './waits-for.ts';
import { reasonField } from './reason-field.ts';
import { waveWords, type WaveProgress } from './wave-words.ts';
import { goalMeaningWords, goalWords } from './words/goals.ts';

export interface WaveView extends WaveProgress {
  readonly notices: readonly NoticeMail[];
  readonly listed: ListedPeople;
  /** What has just been done here. */
  readonly done: string | undefined;
  /** Given where the reader wants the page to stay as it is. */
  readonly still?: string | undefined;
}

const crumbs = [['waves', 'Waves']] as const;

/** One wave: how far its people have come, who they are, and what can be asked of it. */
export function wavePage(shell: PageShell, view: WaveView): Answer {
  const { wave, tally } = view;
  const main = html`${doneNotice(view.done)}
    <h1>${named(wave.name)}</h1>
    <div data-live="standing">
      ${lead(html`${people(tally.places.canReset, { wave: wave.waveId, place: 'canReset' }, 'en')} of ${people(tally.enrolled, { wave: wave.waveId }, 'en')} who are enrolled can reset. It is ${waveWords(view, shell.clock)}.`)}
    </div>
    ${isOperator(shell) ? html`<div data-live="do">${buttons(shell, view)}</div>` : html``}
    <div data-live="segments">${segments(view)}</div>
    ${section('facts', html`The wave`, factsOf(shell, view))}
    ${section('people', html`People of this wave`, peopleTable(view.listed, { wave: wave.waveId }, shell), { beside: html`<p class="small">${apiLink(`waves/${segment(wave.waveId)}/recipients.csv`, 'Everyone it is for, as CSV')}</p>` })}
    ${noticeSection(shell, view.notices)}`;
  const goesOn = goesOnIf(isUnderWay(shell, view), view.still);
  return campaignPage(shell, { title: `Wave ${wave.name}`, main, crumbs, here: wave.name, goesOn });
}

/** Whether figures of the wave may change from one minute to the next. */
function isUnderWay({ state, clock }: PageShell, { wave, tally }: WaveProgress): boolean {
  if (state.status === 'paused' || wave.startsAt > clock.now) return false;
  const isToEnrol = wave.state === 'scheduled' || wave.state === 'enrolling';
  return isToEnrol || (wave.state === 'enrolled' && tally.places.onTheWay > 0);
}

const doneWords: Readonly<Record<string, string>> = {
  pause: 'Paused. What was on its way finishes; the rest waits.',
  resume: 'Resumed. What is due leaves from the next working hour on, spread as at the beginning.',
  cancel: 'Cancelled. Nobody gets mail of this wave any more.',
  launch: 'Launched. Its people are enrolled from its start on, as many a day as the help desk can bear.',
};

const doneNotice = (done: string | undefined): Html => {
  const words = done === undefined ? undefined : doneWords[done];
  return words === undefined ? html`` : notice('warn', html`<p><b>${text(words)}</b></p>`);
};

/** Pausing takes one press; what starts again, or cannot be undone, leads to a page of its own. */
function buttons(shell: PageShell, { wave }: WaveProgress): Html {
  const path = `waves/${segment(wave.waveId)}`;
  const looks: Readonly<Record<WaveAction, () => Html>> = {
    pause: () =>
      postForm(shell, `${path}/pause`, html`<button class="btn halt" type="submit">Pause this wave</button>`),
    resume: () => html`<a class="btn go" href="${text(pageHref(`${path}/resume`))}">Resume…</a>`,
    cancel: () => html`<a class="btn end" href="${text(pageHref(`${path}/cancel`))}">Cancel the wave…</a>`,
  };
  const actions = actionsFor(wave.state);
  return actions.length === 0
    ? html``
    : html`<div class="row">${joinHtml(actions.map((action) => looks[action]()))}</div>`;
}

const key = (look: string): Html =>
  html`<svg class="key" aria-hidden="true"><rect class="${text(look)}" width="100%" height="100%" /></svg>`;

function segments({ wave, tally: { enrolled, places } }: WaveProgress): Html {
  const here = (place: string) => ({ wave: wave.waveId, place });
  const way = places.onTheWay + places.needsPerson + places.waits;
  const none = peopleWaiting(places);
  const partOf = (count: number) => text(`${Math.round((count / Math.max(1, enrolled)) * 10_000) / 100}%`);
  const label = `${number(places.canReset)} can reset, ${number(way)} are on their way, ${number(none)} get no mail now`;
  return html`<svg class="share" role="img" aria-label="${text(label)}">
      <rect class="left" width="100%" height="100%" />
      <rect class="way" width="${partOf(places.canReset + way)}" height="100%" />
      <rect class="done" width="${partOf(places.canReset)}" height="100%" />
    </svg>
    <ul class="legend">
      <li>
        ${key('done')}
        <p>${people(places.canReset, here('canReset'), 'en', 'big')} <b>can reset</b></p>
        <p class="small soft">${text(share(places.canReset, enrolled))} of those enrolled</p>
      </li>
      <li>
        ${key('way')}
        <p>${people(way, here('onTheWay,needsPerson,waits'), 'en', 'big')} <b>are on their way</b></p>
        <p class="small soft">a mail or a registration is still to come</p>
      </li>
      <li>
        ${key('left')}
        <p>${people(none, here('leftOut,ended'), 'en', 'big')} <b>get no mail now</b></p>
      </li>
    </ul>`;
}

function factsOf({ clock, language }: PageShell, { wave, tally }: WaveProgress): Html {
  const { goal, groups, users, limit, origin, startsAt } = wave;
  const whom = [
    ...groups.map((id) => html`group ${code(id)}`),
    ...(users.length > 0 ? [html`${text(users.length)} people by name`] : []),
  ];
  return facts([
    ['Goal', html`${text(goalWords[language][goal])}: ${text(goalMeaningWords[language][goal])}`],
    ['For', whom.length === 0 ? html`everyone in the audience` : joinHtml(whom.map((one) => html`${one} `))],
    ['Limit', text(limit ?? 'none')],
    ['Starts', moment(startsAt, clock)],
    ['From', text(origin === 'document' ? 'the campaign document' : 'an operator')],
    ...mailsLeft(wave, tally),
    ['Reset after a mail', html`${text(tally.resetAfterMail)} have reset their password`],
  ]);
}

/** The mails of the step that the service took, or more than that. */
const leftFor = ({ messages }: Tally, step: Step): number =>
  statesAfterLeaving.reduce((sum, state) => sum + (messages[step]?.[state] ?? 0), 0);

const statesAfterLeaving = ['accepted', 'delivered', 'bounced', 'suppressed', 'filtered', 'failed'] as const;

function mailsLeft({ goal }: Wave, tally: Tally): readonly (readonly [string, Html])[] {
  const links = ['Links to keep', html`${text(tally.linked)} have left`] as const;
  if (goal === 'outlastPhones')
    return [['Mails about another way', html`${text(leftFor(tally, 'phone-only'))} have left`]];
  return goal === defaultGoal ? [['First mails', html`${text(tally.nudged)} have left`], links] : [links];
}

function noticeSection({ clock }: PageShell, notices: readonly NoticeMail[]): Html {
  if (notices.length === 0) return html``;
  const lines = notices.map(({ to, state, at, because }) => [
    named(to),
    moment(at, clock),
    html`${tag(state === 'accepted' ? 'pass' : state === 'claimed' ? 'open' : 'fail', state)} ${text(because ?? '')}`,
  ]);
  const columns = [column('Address'), column('When'), column('State')];
  return section('told', html`Who was told beforehand`, table('Who was told beforehand', columns, lines));
}

/** What will happen, before a wave is resumed or cancelled. */
export function confirmWavePage(shell: PageShell, { wave, tally }: WaveProgress, action: 'resume' | 'cancel'): Answer {
  const path = `waves/${segment(wave.waveId)}`;
  const waiting = number(tally.places.onTheWay);
  const words = {
    resume: {
      title: `Resume ${wave.name}?`,
      says: `${waiting} people are on their way. What is due leaves from the next working hour on, spread as at the beginning.`,
      button: html`<button class="btn go" type="submit">Resume the wave</button>`,
    },
    cancel: {
      title: `Cancel ${wave.name}?`,
      says: `This cannot be undone. ${waiting} people get no mail of it any more, and those who register later get no link from it. Its name cannot be used again.`,
      button: html`<button class="btn end" type="submit">Cancel the wave for good</button>`,
    },
  }[action];
  const typed =
    action === 'cancel'
      ? html`<div>
          <label for="name">Type ${named(wave.name)} to cancel it</label
          ><input type="text" id="name" name="name" autocomplete="off" required />
        </div>`
      : html``;
  const main = html`<h1>${named(words.title)}</h1>
    ${lead(text(words.says))}
    ${postForm(
      shell,
      `${path}/${action}`,
      html`${reasonField(shell.language)}${typed}
        <div class="row">${words.button}<a class="btn" href="${text(pageHref(path))}">Leave it as it is</a></div>`,
    )}`;
  const way = [...crumbs, [path, wave.name]] as const;
  return campaignPage(shell, { title: words.title, main, crumbs: way, here: action });
}
