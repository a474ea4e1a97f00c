import { enrolmentFor, goalsOf, type Journey } from '../../campaign/journey.ts';
import { goalLabels } from '../../delivery/goal.ts';
import { stepLabelOf } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Evidence } from '../../registration/evidence.ts';
import type { PageClock } from './page-clock.ts';
import { moment, text } from './page-parts.ts';

interface Happening {
  readonly at: Date;
  readonly words: string;
  /** A reset that failed, or a mail that did not arrive. */
  readonly isHot: boolean;
}

const seenAs: Readonly<Record<Evidence['kind'], string>> = {
  registered: 'Registered for password reset',
  methodRegistered: 'Registered a method',
  methodDeleted: 'Deleted a method',
  resetSucceeded: 'Reset the password',
  resetFailed: 'Reset failed',
  resetBlocked: 'Reset was blocked',
};

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
  const all = happeningsOf(journey).toSorted((a, b) => b.at.getTime() - a.at.getTime());
  if (all.length === 0) return html`<p class="empty">Nothing was seen yet.</p>`;
  const items = all
    .slice(0, mostShown)
    .map(
      ({ at, words, isHot }) =>
        html`<li${isHot ? html` class="hot"` : html``}><small>${moment(at, clock)}</small>${text(words)}</li>`,
    );
  return html`<ol class="line">
    ${joinHtml(items)}
  </ol>`;
}

function happeningsOf(journey: Journey): readonly Happening[] {
  const { evidence, messages, superseded = [], entryNotices = [] } = journey;
  const seen = evidence.map(({ at, kind, by, method, reason }) => ({
    at,
    words: `${[seenAs[kind], method].filter(Boolean).join(': ')}${by === 'admin' ? ', by the organisation' : ''}${reason ? ` (${reason})` : ''}`,
    isHot: hot.includes(kind),
  }));
  const mails = [...messages, ...superseded].flatMap(({ step, history }) =>
    history.map(({ at, state, because }) => ({
      at,
      words: `${stepLabelOf(step)}: ${state}${because ? ` (${because})` : ''}`,
      isHot: hot.includes(state),
    })),
  );
  const enrolled = goalsOf(journey).map((goal) => {
    const { waveId, enrolledAt } = enrolmentFor(journey, goal)!;
    return { at: enrolledAt, words: `Enrolled in ${waveId} (${goalLabels[goal]})`, isHot: false };
  });
  const told = entryNotices.flatMap(({ entries, history }) =>
    history.map(({ at, state, because }) => ({
      at,
      words: `Told of what was entered (${entries.map(({ method }) => method).join(', ') || 'nothing'}): ${state}${because ? ` (${because})` : ''}`,
      isHot: hot.includes(state),
    })),
  );
  return [...seen, ...mails, ...told, ...enrolled];
}
