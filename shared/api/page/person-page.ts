import { shownName } from '../../campaign/person-line.ts';
import { placeOf } from '../../campaign/place.ts';
import { isOpen, type Message } from '../../delivery/message.ts';
import { compareSteps, stepLabelOf } from '../../delivery/steps.ts';
import { html, type Html } from '../../email/html.ts';
import type { ShownUser } from '../../use-cases/show-user.ts';
import type { Answer } from '../problem.ts';
import { diagnosisSection, type ShownDiagnosis } from './diagnosis-section.ts';
import { campaignPage, isOperator, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import {
  code,
  column,
  inEnglish,
  lead,
  link,
  moment,
  named,
  notice,
  section,
  table,
  tag,
  text,
  type TagKind,
} from './page-parts.ts';
import { changesSection } from './person-changes.ts';
import { marks, otherReasons, standing } from './person-standing.ts';
import { personalDataSection } from './personal-data.ts';
import { personTimeline } from './person-timeline.ts';
import { messageStateWords } from './words/message-states.ts';
import { peopleWords } from './words/people.ts';
import { personDoneWords, personMailWords, personWords } from './words/person.ts';
import { placeInWords } from './words/places.ts';
import { stepWords } from './words/steps.ts';

export interface PersonView {
  readonly shown: ShownUser;
  readonly diagnosis: ShownDiagnosis | undefined;
  /** What has just been done here. */
  readonly done: string | undefined;
}

/** One person: where they stand and why, what happened, what was sent, and what can be done. */
export function personPage(shell: PageShell, { shown, diagnosis, done }: PersonView): Answer {
  const { journey, cadence, now } = shown;
  const { clock, language } = shell;
  const say = personWords[language];
  const name = shownName(journey);
  const place = placeOf(journey, cadence, now);
  const main = html`${doneNotice(done, language)}
    <h1>${named(name)}</h1>
    ${lead(standing(shown, place, clock))} ${marks(shown, language)} ${otherReasons(shown, language)}
    ${diagnosisSection(shell, journey.userId, diagnosis)}
    <div class="cols even">
      ${section('line', text(say.happened), personTimeline(journey, clock))}
      ${section('mails', text(say.mails), mails(shown, shell))}
    </div>
    ${isOperator(shell) ? html`${changesSection(shown, language)}${personalDataSection(journey, language)}` : html``}`;
  return campaignPage(shell, {
    title: say.title(placeInWords(place, language)),
    main,
    crumbs: [['people', peopleWords[language].title]],
    here: name,
  });
}

function doneNotice(done: string | undefined, language: PageLanguage): Html {
  const words: Readonly<Partial<Record<string, string>>> = personDoneWords[language];
  const said = words[done ?? ''];
  return said === undefined ? html`` : notice('warn', html`<p><b>${text(said)}</b></p>`);
}

const stateLook = (message: Message): TagKind => {
  if (message.state === 'delivered' || message.state === 'accepted') return 'pass';
  if (isOpen(message) || message.state === 'claimed') return 'open';
  return message.state === 'cancelled' ? 'warn' : 'fail';
};

function mails({ journey: { messages, superseded = [] } }: ShownUser, { clock, language }: PageShell): Html {
  const say = personMailWords[language];
  if (messages.length === 0) return html`<p class="empty">${text(say.none)}</p>`;
  const inOrder = [...messages, ...superseded].toSorted((a, b) => compareSteps(a.step, b.step) || a.epoch - b.epoch);
  const lines = inOrder.map((message) => {
    const { step, acceptedAt, dueAt, because, writtenAs, state } = message;
    const when = acceptedAt === undefined ? say.due(moment(dueAt, clock)) : moment(acceptedAt, clock);
    const written = writtenAs && html`<small>${code(writtenAs.kind)}, ${text(writtenAs.locale)}</small>`;
    return [
      html`<b>${text(stepLabelOf(step, stepWords[language]))}</b>${written ?? html``}<small>${when}</small>`,
      html`${tag(stateLook(message), messageStateWords[language][state])}<small>${inEnglish(because ?? '')}</small>`,
    ];
  });
  return html`${table(say.title, [column(say.mail), column(say.state)], lines)}
    <p class="small soft">${say.notKept(link('mails', text(say.mails)))}</p>`;
}
