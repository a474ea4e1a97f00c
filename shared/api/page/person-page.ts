import { enrolmentFor, goalsOf } from '../../campaign/journey.ts';
import { decideNextStep } from '../../campaign/next-step.ts';
import { leavesAt, shownName } from '../../campaign/person-line.ts';
import { placeOf } from '../../campaign/place.ts';
import { readinessOf } from '../../campaign/readiness-of.ts';
import { goalLabels } from '../../delivery/goal.ts';
import { isOpen, wasAccepted, type Message } from '../../delivery/message.ts';
import { compareSteps, stepLabelOf, type Step } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import { recipientOf } from '../../recipient/recipient.ts';
import { reasonsAgainst } from '../../recipient/verdict.ts';
import type { ReadyBy } from '../../registration/readiness.ts';
import type { ShownUser } from '../../use-cases/show-user.ts';
import { meaningOf } from '../left-out-text.ts';
import type { Answer } from '../problem.ts';
import { diagnosisSection, type ShownDiagnosis } from './diagnosis-section.ts';
import type { PageClock } from './page-clock.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import {
  code,
  column,
  lead,
  link,
  moment,
  named,
  notice,
  pageHref,
  section,
  segment,
  table,
  tag,
  text,
  type TagKind,
} from './page-parts.ts';
import { personTimeline } from './person-timeline.ts';
import { reasonField } from './reason-field.ts';
import { placeInWords } from './words/places.ts';
import { stopWords } from './words/reasons.ts';

export interface PersonView {
  readonly shown: ShownUser;
  readonly diagnosis: ShownDiagnosis | undefined;
  /** What has just been done here. */
  readonly done: string | undefined;
}

const doneWords: Readonly<Record<string, string>> = {
  exclude: 'Excluded. What was on its way finishes; nothing else leaves for this person.',
  include: 'Included again. What is owed is planned anew.',
  resend: 'Planned again. It leaves at the time that stands under Mails.',
};

/** One person: where they stand and why, what happened, what was sent, and what can be done. */
export function personPage(shell: PageShell, { shown, diagnosis, done }: PersonView): Answer {
  const { journey } = shown;
  const name = shownName(shown.journey);
  const doneText = done === undefined ? undefined : doneWords[done];
  const main = html`${doneText === undefined ? html`` : notice('warn', html`<p><b>${text(doneText)}</b></p>`)}
    <h1>${named(name)}</h1>
    ${lead(standing(shown, shell.clock))} ${marks(shown)} ${otherReasons(shown)}
    ${diagnosisSection(shell, journey.userId, diagnosis)}
    <div class="cols even">
      ${section('line', html`What happened`, personTimeline(journey, shell.clock))}
      ${section('mails', html`Mails`, mails(shown, shell.clock))}
    </div>
    ${isOperator(shell) ? changes(shown) : html``}`;
  return campaignPage(shell, {
    title: `Person · ${placeInWords(placeIn(shown), shell.language)}`,
    main,
    crumbs: [['people', 'People']],
    here: name,
  });
}

const placeIn = ({ journey, cadence, now }: ShownUser) => placeOf(journey, cadence, now);

/** The place in a sentence, with what comes next or what stands in the way. */
function standing(shown: ShownUser, clock: PageClock): Html {
  const place = placeIn(shown);
  if (place === undefined) return html`Is in no reading of the tenant yet.`;
  if (place.kind === 'leftOut') return html`Is left out: ${text(meaningOf(place.because))} ${code(place.because)}`;
  if (place.kind === 'ended')
    return html`Gets no more mail: ${text(stopWords[clock.language][place.because])} ${code(place.because)}`;
  if (place.kind === 'waits') return html`Could be written to, and is in no wave yet.`;
  if (place.kind === 'needsPerson') return html`A mail has an outcome that somebody must decide about.`;
  const next = nextMail(shown, clock);
  if (place.kind === 'canReset') return next === undefined ? html`Can reset.` : html`Can reset, and gets ${next}.`;
  return next === undefined
    ? html`Is on the way: a mail is in flight.`
    : html`Is written to: ${next}, unless they register first.`;
}

function nextMail({ journey, cadence, now }: ShownUser, clock: PageClock): Html | undefined {
  const next = decideNextStep(journey, cadence, now);
  if (next.kind !== 'send') return undefined;
  const at = leavesAt(journey, next);
  const held = next.held === undefined ? html`` : html` (waits: ${code(next.held)})`;
  return html`${text(stepLabelOf(next.step))} ${at > now ? html`on ${moment(at, clock)}` : html`now`}${held}`;
}

const filledInWords: Readonly<Record<Exclude<ReadyBy, 'user'>, Html>> = {
  admin: html`Filled in by an administrator`,
  directory: html`Filled in: by a phone or an address in the directory, nothing is registered`,
};

function marks({ journey, habits, cadence }: ShownUser): Html {
  const { facts, userId } = journey;
  const readiness = readinessOf(journey, cadence);
  const recipient = facts && recipientOf(facts, habits);
  const items = [
    ...(facts ? [named(facts.user.userPrincipalName)] : []),
    code(userId),
    ...goalsOf(journey).map((goal) => {
      const { waveId } = enrolmentFor(journey, goal)!;
      return html`<span>Wave ${link(`waves/${segment(waveId)}`, text(waveId))} (${text(goalLabels[goal])})</span>`;
    }),
    ...(recipient
      ? [html`<span>Written to in ${text(recipient.locale)}, since ${code(recipient.localeBecause)}</span>`]
      : []),
    ...(facts?.user.onPremisesSyncEnabled ? [html`Synchronised`] : []),
    ...(readiness.kind === 'capable' && readiness.by !== 'user' ? [filledInWords[readiness.by]] : []),
  ];
  return html`<ul class="marks soft">
    ${joinHtml(items.map((item) => html`<li>${item}</li>`))}
  </ul>`;
}

/** What else would keep this person out, after the first is mended. */
function otherReasons({ journey, cadence: { audience }, now }: ShownUser): Html {
  if (journey.facts === undefined) return html``;
  const all = reasonsAgainst(journey.facts, { audience, now, namedByWave: journey.enrolment?.namedByWave ?? false });
  const others = all.filter((reason) => reason !== 'alreadyCapable').slice(1);
  if (others.length === 0) return html``;
  const items = others.map((reason) => html`<li>${text(meaningOf(reason))} ${code(reason)}</li>`);
  return section(
    'others',
    html`After that`,
    html`<p class="soft">Once the first reason is mended, these are left.</p>
      <ul class="says">
        ${joinHtml(items)}
      </ul>`,
  );
}

const stateLook = (message: Message): TagKind => {
  if (message.state === 'delivered' || message.state === 'accepted') return 'pass';
  if (isOpen(message) || message.state === 'claimed') return 'open';
  return message.state === 'cancelled' ? 'warn' : 'fail';
};

function mails({ journey: { messages, superseded = [] } }: ShownUser, clock: PageClock): Html {
  if (messages.length === 0) return html`<p class="empty">No mail was sent or planned.</p>`;
  const inOrder = [...messages, ...superseded].toSorted((a, b) => compareSteps(a.step, b.step) || a.epoch - b.epoch);
  const lines = inOrder.map((message) => {
    const { step, acceptedAt, dueAt, because, writtenAs, state } = message;
    const when = acceptedAt === undefined ? html`due ${moment(dueAt, clock)}` : html`${moment(acceptedAt, clock)}`;
    const written = writtenAs && html`<small>${text(writtenAs.kind)}, ${text(writtenAs.locale)}</small>`;
    return [
      html`<b>${text(stepLabelOf(step))}</b>${written ?? html``}<small>${when}</small>`,
      html`${tag(stateLook(message), state)}<small>${text(because ?? '')}</small>`,
    ];
  });
  const written = table('Mails to this person', [column('Mail'), column('State')], lines);
  return html`${written}
    <p class="small soft">
      The words of a mail are not kept once it has left. ${link('mails', html`Mails`)} shows each kind as it is written
      today.
    </p>`;
}

/** Who may leave, who comes back, and what can be sent again: each leads to a page that says what will happen. */
function changes({ journey }: ShownUser): Html {
  const path = `people/${segment(journey.userId)}`;
  const isExcluded = journey.facts?.excludedByOperator === true;
  const steps = journey.messages.filter((message) => wasAccepted(message) || !isOpen(message)).map(({ step }) => step);
  const resend = steps
    .toSorted(compareSteps)
    .map(
      (step) =>
        html`<a class="btn" href="${text(pageHref(`${path}/resend?step=${segment(step)}`))}"
          >Send ${text(stepLabelOf(step))} again…</a
        > `,
    );
  const leave = isExcluded
    ? html`<a class="btn" href="${text(pageHref(`${path}/include`))}">Include again…</a>`
    : html`<a class="btn end" href="${text(pageHref(`${path}/exclude`))}">Exclude from all mail…</a>`;
  return section('do', html`Change something`, html`<div class="row">${joinHtml(resend)}${leave}</div>`);
}

export type PersonAction = 'exclude' | 'include' | 'resend';

/** What will happen, before somebody is left out, taken in again, or sent a mail once more. */
export function confirmPersonPage(shell: PageShell, shown: ShownUser, action: PersonAction, step?: Step): Answer {
  const path = `people/${segment(shown.journey.userId)}`;
  const name = shownName(shown.journey);
  const words = {
    exclude: [
      `Exclude ${name}?`,
      'What is on its way finishes; nothing else leaves. They can be included again at any time.',
      'Exclude from all mail',
      'end',
    ],
    include: [
      `Include ${name} again?`,
      'What the campaign owes this person is planned anew, in working hours.',
      'Include again',
      'go',
    ],
    resend: [
      `Send ${step === undefined ? 'it' : stepLabelOf(step)} to ${name} again?`,
      'It leaves in the next working hour, if nothing else stands in the way.',
      'Send it again',
      'go',
    ],
  }[action];
  const [title = '', says = '', button = '', look = ''] = words;
  const fields =
    action === 'resend'
      ? html`<input type="hidden" name="step" value="${text(step ?? '')}" />
          <p class="row">
            <span
              ><input type="checkbox" id="lift" name="liftSuppression" value="true" />
              <label for="lift">The address had bounced and is right by now</label></span
            >
          </p>
          <p class="row">
            <span
              ><input type="checkbox" id="force" name="force" value="true" />
              <label for="force">Also within 24 hours of the last time: needs a reason</label></span
            >
          </p>`
      : html``;
  const main = html`<h1>${named(title)}</h1>
    ${lead(text(says))}
    ${postForm(
      shell,
      `${path}/${action}`,
      html`${reasonField(shell.language)}${fields}
        <div class="row">
          <button class="btn ${text(look)}" type="submit">${text(button)}</button
          ><a class="btn" href="${text(pageHref(path))}">Leave it as it is</a>
        </div>`,
    )}`;
  const crumbs = [
    ['people', 'People'],
    [path, name],
  ] as const;
  return campaignPage(shell, { title: `Person · ${action}`, main, crumbs, here: action });
}
