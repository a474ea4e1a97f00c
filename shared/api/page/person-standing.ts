import { enrolmentFor, goalsOf } from '../../campaign/journey.ts';
import { decideNextStep } from '../../campaign/next-step.ts';
import { leavesAt } from '../../campaign/person-line.ts';
import type { Place } from '../../campaign/place.ts';
import { readinessOf } from '../../campaign/readiness-of.ts';
import { stepLabelOf } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { KnownMailbox } from '../../recipient/mailbox-purpose.ts';
import { recipientOf } from '../../recipient/recipient.ts';
import { reasonsAgainst } from '../../recipient/verdict.ts';
import type { ShownUser } from '../../use-cases/show-user.ts';
import type { PageClock } from './page-clock.ts';
import type { PageLanguage } from './page-language.ts';
import { code, link, moment, named, section, segment, text } from './page-parts.ts';
import { goalWords } from './words/goals.ts';
import { filledInWords, mailboxWords, personWords, standingWords } from './words/person.ts';
import { leftOutWords, stopWords } from './words/reasons.ts';
import { stepWords } from './words/steps.ts';

/** The place in a sentence, with what comes next or what stands in the way. */
export function standing(shown: ShownUser, place: Place | undefined, clock: PageClock): Html {
  const { language } = clock;
  const say = standingWords[language];
  if (place === undefined) return text(say.notRead);
  if (place.kind === 'leftOut') return say.leftOut(meaning(leftOutWords[language][place.because], place.because));
  if (place.kind === 'ended') return say.ended(meaning(stopWords[language][place.because], place.because));
  if (place.kind === 'waits' || place.kind === 'needsPerson') return text(say[place.kind]);
  const next = nextMail(shown, clock);
  if (place.kind === 'canReset') return next === undefined ? text(say.canReset) : say.canResetAndGets(next);
  return next === undefined ? text(say.inFlight) : say.writtenTo(next);
}

const meaning = (words: string, reason: string): Html => html`${text(words)} ${code(reason)}`;

function nextMail({ journey, cadence, now }: ShownUser, clock: PageClock): Html | undefined {
  const next = decideNextStep(journey, cadence, now);
  if (next.kind !== 'send') return undefined;
  const say = standingWords[clock.language];
  const at = leavesAt(journey, next);
  const label = text(stepLabelOf(next.step, stepWords[clock.language]));
  const mail = at > now ? say.at(label, moment(at, clock)) : say.now(label);
  return next.held === undefined ? mail : say.held(mail, code(next.held));
}

/** What is known of somebody, besides where they stand. */
export function marks({ journey, habits, cadence }: ShownUser, language: PageLanguage): Html {
  const { facts, userId } = journey;
  const say = personWords[language];
  const readiness = readinessOf(journey, cadence);
  const recipient = facts && recipientOf(facts, habits);
  const items = [
    ...(facts ? [named(facts.user.userPrincipalName)] : []),
    code(userId),
    ...goalsOf(journey).map((goal) => {
      const { waveId } = enrolmentFor(journey, goal)!;
      const wave = link(`waves/${segment(waveId)}`, named(waveId));
      return html`<span>${say.wave(wave, text(goalWords[language][goal]))}</span>`;
    }),
    ...(recipient ? [html`<span>${say.writtenIn(text(recipient.locale), code(recipient.localeBecause))}</span>`] : []),
    ...(facts?.user.onPremisesSyncEnabled ? [text(say.synchronised)] : []),
    ...(facts?.mailbox ? [mailboxIn(facts.mailbox, language)] : []),
    ...(readiness.kind === 'capable' && readiness.by !== 'user' ? [text(filledInWords[language][readiness.by])] : []),
  ];
  return html`<ul class="marks soft">
    ${joinHtml(items.map((item) => html`<li>${item}</li>`))}
  </ul>`;
}

const mailboxIn = ({ purpose, because }: KnownMailbox, language: PageLanguage): Html =>
  html`${text(mailboxWords[language][purpose])}${because === undefined ? html`` : html` ${code(because)}`}`;

/** What else would keep this person out, after the first is mended. */
export function otherReasons({ journey, cadence: { audience }, now }: ShownUser, language: PageLanguage): Html {
  if (journey.facts === undefined) return html``;
  const all = reasonsAgainst(journey.facts, { audience, now, namedByWave: journey.enrolment?.namedByWave ?? false });
  const others = all.filter((reason) => reason !== 'alreadyCapable').slice(1);
  if (others.length === 0) return html``;
  const say = personWords[language];
  const items = others.map((reason) => html`<li>${meaning(leftOutWords[language][reason], reason)}</li>`);
  return section(
    'others',
    text(say.after),
    html`<p class="soft">${text(say.afterHow)}</p>
      <ul class="says">
        ${joinHtml(items)}
      </ul>`,
  );
}
