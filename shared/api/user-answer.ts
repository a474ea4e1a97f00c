import { enrolmentFor, goalsOf, type Journey } from '../campaign/journey.ts';
import { decideNextStep } from '../campaign/next-step.ts';
import { placeOf } from '../campaign/place.ts';
import { readinessOf, registrationFactsOf } from '../campaign/readiness-of.ts';
import { defaultGoal } from '../delivery/goal.ts';
import { standingOf } from '../registration/registration.ts';
import { recipientOf, type MailHabits } from '../recipient/recipient.ts';
import { judgeUser, reasonsAgainst, type UserFacts, type VerdictContext } from '../recipient/verdict.ts';
import type { PersonExport } from '../use-cases/export-person.ts';
import type { ShownUser } from '../use-cases/show-user.ts';
import { meaningOf } from './left-out-text.ts';
import type { Problem } from './problem.ts';

/** Everything there is to say about one person. */
export function describeUser({ journey, cadence, habits, waveState, otherWaveStates, now }: ShownUser) {
  const { userId, facts, enrolment, evidence, messages } = journey;
  const registration = facts?.registration;
  return {
    userId,
    userPrincipalName: facts?.user.userPrincipalName,
    displayName: facts?.user.displayName,
    place: placeOf(journey, cadence, now),
    verdict: describeVerdict(
      facts,
      { audience: cadence.audience, now, namedByWave: enrolment?.namedByWave ?? false },
      habits,
    ),
    registration: registration && {
      standing: standingOf(registration),
      ...registration,
      readAt: registrationFactsOf(journey, cadence).reportReadAt,
    },
    mailbox: facts?.mailbox,
    readiness: readinessOf(journey, cadence),
    enrolment: enrolment && { waveId: enrolment.waveId, enrolledAt: enrolment.enrolledAt, waveState },
    otherEnrolments: otherEnrolmentsOf(journey, otherWaveStates),
    next: decideNextStep(journey, cadence, now),
    messages: [...messages, ...(journey.superseded ?? [])].map(
      ({ step, messageId, epoch, state, because, dueAt, acceptedAt, writtenAs, history }) => {
        return { step, messageId, epoch, state, because, dueAt, acceptedAt, ...writtenAs, history };
      },
    ),
    entryNotices: (journey.entryNotices ?? []).map(({ messageId, state, because, acceptedAt, entries, history }) => ({
      messageId,
      state,
      because,
      acceptedAt,
      methods: entries.map(({ method }) => method),
      history,
    })),
    evidence: evidence.map(({ at, kind, by, reason }) => ({ at, kind, by, reason })),
  };
}

const otherEnrolmentsOf = (journey: Journey, states: ShownUser['otherWaveStates'] = {}) =>
  goalsOf(journey)
    .filter((goal) => goal !== defaultGoal)
    .map((goal) => {
      const { waveId, enrolledAt } = enrolmentFor(journey, goal)!;
      return { goal, waveId, enrolledAt, waveState: states[goal] };
    });

function describeVerdict(facts: UserFacts | undefined, context: VerdictContext, habits: MailHabits) {
  if (facts === undefined) {
    return { selected: false, because: 'unknownUser', meaning: meaningOf('unknownUser'), otherReasons: [] };
  }
  const verdict = judgeUser(facts, context);
  const { address, locale, localeBecause, timeZone, variant } = recipientOf(facts, habits);
  if (verdict.selected) return { selected: true, address, locale, localeBecause, timeZone, variant, otherReasons: [] };
  const others = reasonsAgainst(facts, context).filter((reason) => reason !== verdict.because);
  return {
    selected: false,
    because: verdict.because,
    meaning: meaningOf(verdict.because),
    otherReasons: others.map((because) => ({ because, meaning: meaningOf(because) })),
    address,
    locale,
    localeBecause,
    timeZone,
  };
}

export const unknownUser = (idOrUpn: string): Problem => ({
  status: 404,
  title: 'There is nobody of this name',
  detail: `Neither the campaign nor the directory knows ${JSON.stringify(idOrUpn.slice(0, 120))}. Give an object id or a user principal name.`,
});

export const tooManyDiagnoses = (retryAfterSeconds: number): Problem => ({
  status: 429,
  title: 'Too many diagnoses in a minute',
  detail: `Each reads reports that Microsoft Graph gives out slowly, and one caller has ten new ones a minute. Try again in ${retryAfterSeconds} seconds.`,
  headers: { 'retry-after': String(retryAfterSeconds) },
});

/** A word of Graph in the place of an id would reach something else (`/users/delta`), and names in addresses are logged. */
export const notAnObjectId: Problem = {
  status: 404,
  title: 'Only an object id may stand here',
  detail:
    'Look somebody up by name with POST /api/users/find and the body { "name": "…" }: names in addresses get into logs and telemetry. Nothing was changed.',
};

export const cannotResend = (because: string): Problem => ({
  status: 409,
  title: 'This cannot be sent again now',
  detail: `${because}. Nothing was changed.`,
});

export const claimedNow: Problem = {
  status: 409,
  title: 'A mail to this person is on its way',
  detail:
    'What becomes of it is known within 20 minutes as a rule, and after 20 hours at the latest: ask again then. Nothing was changed.',
  headers: { 'retry-after': '1200' },
};

/** Everything, as it is stored. */
export function describeExport({ journey, bodies, audit, namedIn }: PersonExport) {
  const { userId, facts, enrolment, otherEnrolments, evidence, messages, superseded = [], entryNotices = [] } = journey;
  return {
    userId,
    facts,
    enrolment,
    otherEnrolments,
    messages: [...messages, ...superseded],
    entryNotices,
    evidence,
    bodies,
    audit,
    namedIn,
  };
}
