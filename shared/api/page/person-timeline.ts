import { enrolmentFor, goalsOf, type Journey } from '../../campaign/journey.ts';
import type { MessageState } from '../../delivery/message.ts';
import { stepLabelOf } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Evidence } from '../../registration/evidence.ts';
import type { PageClock } from './page-clock.ts';
import type { PageLanguage } from './page-language.ts';
import { code, inEnglish, joined, moment, named, text } from './page-parts.ts';
import { goalWords } from './words/goals.ts';
import { messageStateWords } from './words/message-states.ts';
import { stepWords } from './words/steps.ts';
import { evidenceWords, timelineWords } from './words/timeline.ts';

interface Happening {
  readonly at: Date;
  readonly words: Html;
  /** A reset that failed, or a mail that did not arrive. */
  readonly isHot: boolean;
}

const hot: readonly string[] = [
  'resetFailed',
  'resetBlocked',
  'bounced',
  'suppressed',
  'failed',
  'rejected',
  'unknown',
];

const mostShown = 40;

/** What happened to somebody, the newest first. */
export function personTimeline(journey: Journey, clock: PageClock): Html {
  const all = happeningsOf(journey, clock.language).toSorted((a, b) => b.at.getTime() - a.at.getTime());
  if (all.length === 0) return html`<p class="empty">${text(timelineWords[clock.language].none)}</p>`;
  const items = all
    .slice(0, mostShown)
    .map(
      ({ at, words, isHot }) =>
        html`<li${isHot ? html` class="hot"` : html``}><small>${moment(at, clock)}</small>${words}</li>`,
    );
  return html`<ol class="line">
    ${joinHtml(items)}
  </ol>`;
}

function happeningsOf(journey: Journey, language: PageLanguage): readonly Happening[] {
  const say = timelineWords[language];
  const { evidence, messages, superseded = [], entryNotices = [] } = journey;
  const seen = evidence.map((one) => ({ at: one.at, words: evidenceIn(one, language), isHot: hot.includes(one.kind) }));
  const mails = [...messages, ...superseded].flatMap(({ step, history }) =>
    history.map((entry) => ({
      at: entry.at,
      words: html`${text(stepLabelOf(step, stepWords[language]))}: ${stateIn(entry, language)}`,
      isHot: hot.includes(entry.state),
    })),
  );
  const enrolled = goalsOf(journey).map((goal) => {
    const { waveId, enrolledAt } = enrolmentFor(journey, goal)!;
    return { at: enrolledAt, words: say.enrolled(named(waveId), text(goalWords[language][goal])), isHot: false };
  });
  const told = entryNotices.flatMap(({ entries, history }) => {
    const methods = entries.map(({ method }) => code(method));
    const which = methods.length === 0 ? text(say.nothing) : joined(methods, ', ');
    return history.map((entry) => ({
      at: entry.at,
      words: say.told(which, stateIn(entry, language)),
      isHot: hot.includes(entry.state),
    }));
  });
  return [...seen, ...mails, ...told, ...enrolled];
}

function evidenceIn({ kind, by, method, reason }: Evidence, language: PageLanguage): Html {
  const kindWords = text(evidenceWords[language][kind]);
  const what = method === undefined ? kindWords : html`${kindWords}: ${code(method)}`;
  const whose = by === 'admin' ? timelineWords[language].byOrganisation(what) : what;
  return reason ? html`${whose} (${inEnglish(reason)})` : whose;
}

interface Entry {
  readonly state: MessageState;
  readonly because?: string;
}

const stateIn = ({ state, because }: Entry, language: PageLanguage): Html =>
  html`${text(messageStateWords[language][state])}${because ? html` (${inEnglish(because)})` : html``}`;
