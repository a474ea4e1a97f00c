import type { Drift } from '../campaign/plan-draft.ts';
import type { StoredNotice } from '../ports/notice-store.ts';
import type { WavePlan } from '../campaign/wave-plan.ts';
import type { Wave } from '../campaign/wave.ts';
import type { WaveAnswer } from '../use-cases/launch-wave.ts';
import type { Outlook } from '../use-cases/wave-outlook.ts';
import { leftOutText } from './left-out-text.ts';
import { jsonAnswer, problemAnswer, type Answer, type Problem } from './problem.ts';
import { faultyProblem } from './request-body.ts';

/** What `POST /api/waves` answers. */
export function answerWave(outcome: WaveAnswer): Answer {
  switch (outcome.kind) {
    case 'dryRun':
      return jsonAnswer(200, {
        dryRun: true,
        goal: outcome.goal,
        confirm: outcome.confirm,
        existing: outcome.existing && describeWave(outcome.existing),
        ...describePlan(outcome.plan),
        ...describeOutlook(outcome.outlook),
      });
    case 'launched':
      return jsonAnswer(
        202,
        { dryRun: false, alreadyLaunched: false, wave: describeWave(outcome.wave), ...describePlan(outcome.plan) },
        atWave(outcome.wave),
      );
    case 'alreadyThere':
      return jsonAnswer(
        200,
        { dryRun: false, alreadyLaunched: true, wave: describeWave(outcome.wave) },
        atWave(outcome.wave),
      );
    case 'nameTaken':
      return problemAnswer(nameTaken(outcome.wave));
    case 'faulty':
      return problemAnswer(faultyProblem('The wave has faults', outcome.faults));
    case 'dryRunFirst':
      return problemAnswer(dryRunFirst);
    case 'unknownConfirm':
      return problemAnswer(unknownConfirm);
    case 'drifted':
      return problemAnswer(driftProblem(outcome.drift));
    case 'noSuchGroup':
      return problemAnswer(noSuchGroup(outcome.groupId));
    case 'throttled':
      return problemAnswer(throttledProblem(outcome.retryAfterSeconds));
  }
}

const nameTaken = ({ name }: Wave): Problem => ({
  status: 409,
  title: 'A wave of this name was cancelled',
  detail: `${JSON.stringify(name)} stays cancelled. Choose another name, and dry-run the wave under it. Nothing was started.`,
});

const dryRunFirst: Problem = {
  status: 428,
  title: 'Dry-run the wave first',
  detail:
    'Send the same body with "dryRun": true, look at who would be mailed, and send it again with "dryRun": false and ' +
    'the "confirm" of the answer. Nothing was started.',
};

const unknownConfirm: Problem = {
  status: 409,
  title: 'No dry run has answered this confirm',
  detail:
    'It is misspelt, or its dry run is long past. Dry-run the wave again and use the new confirm. Nothing was started.',
};

function driftProblem(drift: Drift): Problem {
  const { requestChanged, documentChanged, peopleAdded, peopleRemoved } = drift;
  const changes = [
    ...(requestChanged ? ['the request is another one than was dry-run'] : []),
    ...(documentChanged ? ['the campaign document has changed'] : []),
    ...(peopleAdded > 0 ? [`${peopleAdded} people have come in`] : []),
    ...(peopleRemoved > 0 ? [`${peopleRemoved} people have dropped out`] : []),
  ];
  return {
    status: 409,
    title: 'The plan has changed since the dry run',
    detail: `Since then ${changes.join(', ')}. Dry-run the wave again and use the new confirm. Nothing was started.`,
    drift: { ...drift },
  };
}

/** The drift for which a launch was refused, where it was for that. */
export function driftIn({ status, headers, body }: Answer): Drift | undefined {
  return status === 409 && headers['content-type'] === 'application/problem+json'
    ? (JSON.parse(body) as { readonly drift?: Drift }).drift
    : undefined;
}

const noSuchGroup = (groupId: string): Problem => ({
  status: 422,
  title: 'There is no such group',
  detail: 'The directory has no group of this id. Look it up in Entra under Groups; nothing was started.',
  faults: [{ path: 'groups', message: `${groupId} is not a group of this tenant` }],
});

/** Nothing is known of names; an object id can still be given. */
export const groupsNotGranted: Problem = {
  status: 409,
  title: 'The app may not read groups',
  detail:
    'Grant the application permission GroupMember.Read.All with admin consent, or name groups by their object ids: Entra shows them under Groups.',
};

export const throttledProblem = (retryAfterSeconds: number): Problem => ({
  status: 503,
  title: 'Microsoft Graph asks to wait',
  detail: `Try again in ${retryAfterSeconds} seconds. Nothing was started.`,
  headers: { 'retry-after': String(retryAfterSeconds) },
});

const atWave = ({ waveId }: Wave) => ({ location: `/api/waves/${encodeURIComponent(waveId)}` });

function describePlan({ selected, leftOut }: WavePlan) {
  const reasons = leftOutText(leftOut);
  return {
    people: selected.length + reasons.reduce((sum, { people }) => sum + people, 0),
    selected: selected.length,
    leftOut: reasons,
  };
}

/** Enough hours for months of a campaign. */
const mostHours = 500;

function describeOutlook({ languages, variants, sample, forecast, methods, mailboxes }: Outlook) {
  const { firstMailAt, lastMailAt, limitedBy, hours } = forecast;
  return {
    languages,
    variants,
    sample,
    firstMailAt,
    lastMailAt,
    limitedBy,
    hours: hours.slice(0, mostHours),
    mailsLater: hours.slice(mostHours).reduce((sum, { mails }) => sum + mails, 0),
    methods,
    mailboxes,
  };
}

/** A wave as the API shows it. */
export function describeWave(wave: Wave) {
  const { waveId, name, goal, origin, groups, users, limit, startsAt, state, enrolledCount } = wave;
  return { waveId, name, goal, origin, state, startsAt, enrolled: enrolledCount, groups, users: users.length, limit };
}

/** Who was told of a wave, and what became of it. */
export function describeNotice(notice: StoredNotice | 'unreadable' | undefined) {
  if (notice === 'unreadable') return { notices: [], noticesUnreadable: true };
  const { mails = [] } = notice ?? {};
  return { notices: mails.map(({ to, messageId, state, at, because }) => ({ to, messageId, state, at, because })) };
}

export const unknownWave = (waveId: string): Problem => ({
  status: 404,
  title: 'There is no such wave',
  detail: `No wave is called ${JSON.stringify(waveId.slice(0, 80))}. GET /api/waves lists them.`,
});

export const wrongWaveState = (action: string, state: string): Problem => ({
  status: 409,
  title: `A wave that is ${state} cannot be asked to ${action}`,
  detail: 'GET the wave to see where it stands. Nothing was changed.',
});
