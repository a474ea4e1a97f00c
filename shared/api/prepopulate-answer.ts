import { contactMethods } from '../prepopulation/contact-details.ts';
import type { PrepopulateAnswer, PrepopulationDrift } from '../use-cases/prepopulate.ts';
import type { MethodOutcome, RowOutcome, SkipReason } from '../use-cases/prepopulation-rows.ts';
import { jsonAnswer, problemAnswer, type Answer, type Problem } from './problem.ts';
import { textsOf } from './reason-text.ts';
import { faultyProblem } from './request-body.ts';
import { throttledProblem } from './wave-answer.ts';

/** What `POST /api/prepopulate` answers. Nothing of it repeats a number or an address. */
export function answerPrepopulation(outcome: PrepopulateAnswer): Answer {
  switch (outcome.kind) {
    case 'dryRun':
      return jsonAnswer(200, { dryRun: true, confirm: outcome.confirm, ...plannedFigures(outcome.rows) });
    case 'done':
      return jsonAnswer(200, {
        dryRun: false,
        ...doneFigures(outcome.rows),
        retryAfterSeconds: outcome.retryAfterSeconds,
      });
    case 'faulty':
      return problemAnswer(faultyProblem('The file has faults', outcome.faults));
    case 'approvalAsked': {
      const { approval, askedBy, expiresAt } = outcome;
      return jsonAnswer(202, { approval, askedBy, expiresAt });
    }
    case 'dryRunFirst':
    case 'unknownConfirm':
    case 'userNeeded':
    case 'unknownApproval':
    case 'approvalExpired':
    case 'sameOperator':
      return problemAnswer(refusals[outcome.kind]);
    case 'drifted':
      return problemAnswer(driftProblem(outcome.drift));
    case 'throttled':
      return problemAnswer(throttledProblem(outcome.retryAfterSeconds));
    case 'refused':
      return problemAnswer(refusedByGraph(outcome.permission, outcome.code));
  }
}

function plannedFigures(rows: readonly RowOutcome[]) {
  return {
    ...additionsOf(rows, 'add'),
    skipped: rows.filter(({ kind }) => kind === 'skipped').length,
    faulty: rows.filter(({ kind }) => kind === 'faulty').length,
    ...describeRows(rows),
  };
}

function doneFigures(rows: readonly RowOutcome[]) {
  return { complete: isComplete(rows), ...additionsOf(rows, 'added'), ...describeRows(rows) };
}

/** Nothing is left that the same file would still do. */
export const isComplete = (rows: readonly RowOutcome[]): boolean => !rows.some(isLeft);

const isLeft = (row: RowOutcome): boolean =>
  row.kind === 'methods' && Object.values(row.methods).some((outcome) => leftOver.includes(outcome));

const leftOver: readonly MethodOutcome[] = [
  'notReached',
  'unknown',
  'notPermitted',
  'rolesUnreadable',
  'leftWithAdmin',
];

export function additionsOf(rows: readonly RowOutcome[], wanted: MethodOutcome) {
  const people = rows.flatMap((row) => (row.kind === 'methods' ? [row.methods] : []));
  const counts = contactMethods.map(
    (method) => [method, people.filter((one) => one[method] === wanted).length] as const,
  );
  return {
    people: people.filter((methods) => Object.values(methods).includes(wanted)).length,
    additions: Object.fromEntries(counts),
  };
}

function describeRows(rows: readonly RowOutcome[]) {
  return { rows: rows.map(({ kind, ...row }) => ({ ...row, status: kind })), meanings: meaningsOf(rows) };
}

/** Every outcome and reason that occurs, in words. */
export function meaningsOf(rows: readonly RowOutcome[], words = outcomeMeanings): Readonly<Record<string, string>> {
  const occurring = rows.flatMap((row) => {
    if (row.kind === 'skipped') return [row.because];
    return row.kind === 'methods' ? Object.values(row.methods) : [];
  });
  return Object.fromEntries([...new Set(occurring)].toSorted().map((word) => [word, words[word]]));
}

const admins =
  'Admins register for themselves: a phone that somebody else entered would open the way to the whole tenant.';

/** What becomes of a method, and why a row is skipped: what it means, and the next step. */
export const outcomeMeanings = textsOf<MethodOutcome | SkipReason>({
  add: 'Would be added.',
  added: 'Was added.',
  sameThere: 'Is registered already, just as it is in the file.',
  otherThere: 'Something else is registered already. It is never overwritten; the person may change it themselves.',
  needsMobilePhone: 'An alternate mobile phone can only be added beside a mobile phone: give one too.',
  ownMailbox: 'The address is of the very account: mail to it cannot be read without the password. Give a private one.',
  notPlanned: 'The dry run found something there that has gone meanwhile. Dry-run again to add it.',
  rejected: 'Microsoft Graph did not take it. Look at the number or address, and at the authentication methods policy.',
  unknown: 'Microsoft Graph gave no answer and shows nothing yet. Send the same again in a few minutes.',
  notPermitted:
    'Microsoft Graph refused: grant the permission of this method (docs/configuration.md), then send the same again.',
  adminNow: `Holds an admin role at this moment, or may take one up. ${admins}`,
  rolesUnreadable: 'Nobody could say whether this is an admin, which counts as yes. Send the same again in a minute.',
  takenOut:
    'Was added, and taken out again: meanwhile this has become an admin, or nobody could say any more. Nothing is left.',
  leftWithAdmin:
    'Was added, and could not be taken out again: meanwhile this has become an admin, or nobody could say any more. ' +
    'Take it out by hand now: Entra admin center, the user, Authentication methods.',
  notReached: 'It was not this row’s turn. Send the same file with the same confirm again.',
  unknownUser: 'Nobody of this name is in the directory. Correct the name, or take the row out.',
  unreadable: 'Microsoft Graph gave no answer about this person. Dry-run again to include them.',
  guest: 'Guests reset their password in their home tenant. Nothing is ever entered for them.',
  adminUnderTwoGatePolicy: admins,
});

const dryRunFirst: Problem = {
  status: 428,
  title: 'Dry-run the file first',
  detail:
    'Send the same file with ?dryRun=true, look at what would be added, and send it again with ?dryRun=false&confirm= and ' +
    'the "confirm" of the answer. Nothing was added.',
};

const unknownConfirm: Problem = {
  status: 409,
  title: 'No dry run has answered this confirm',
  detail:
    'It is misspelt, or its dry run is long past. Dry-run the file again and use the new confirm. Nothing was added.',
};

const userNeeded: Problem = {
  status: 403,
  title: 'A person has to ask for it',
  detail:
    'TWO_OPERATORS is prepopulation: two people with the role Campaign.Operate, each signed in, ask for it one after the ' +
    'other. An app cannot be one of them. Nothing was added.',
};

const unknownApproval: Problem = {
  status: 409,
  title: 'Nobody was answered this approval',
  detail:
    'It is misspelt, or long past. Let the first operator send the file with its confirm, and send the same file with the ' +
    'approval that they are answered. Nothing was added.',
};

const approvalExpired: Problem = {
  status: 409,
  title: 'The approval is older than 24 hours',
  detail: 'Let the first operator send the file with its confirm again, and use the new approval. Nothing was added.',
};

const sameOperator: Problem = {
  status: 409,
  title: 'A second operator is needed',
  detail:
    'You asked for it yourself. Give the file and the approval to somebody else with the role Campaign.Operate, who sends ' +
    'both. Nothing was added.',
};

const refusals = { dryRunFirst, unknownConfirm, userNeeded, unknownApproval, approvalExpired, sameOperator } as const;

function driftProblem(drift: PrepopulationDrift): Problem {
  const { fileChanged, documentChanged, additionsLost } = drift;
  const changes = [
    ...(fileChanged ? ['the file is another one than was dry-run'] : []),
    ...(documentChanged ? ['the campaign document has changed'] : []),
    ...(additionsLost > 0 ? [`${additionsLost} planned additions are for people who are to be skipped by now`] : []),
  ];
  return {
    status: 409,
    title: 'The plan has changed since the dry run',
    detail: `Since then ${changes.join(', ')}. Dry-run the file again and use the new confirm. Nothing was added.`,
    drift: { ...drift },
  };
}

const refusedByGraph = (permission: string, code: string): Problem => ({
  status: 409,
  title: 'Microsoft Graph refuses',
  detail: `Graph answered ${code}. Grant the app the application permission ${permission} with admin consent, wait some minutes and try again. Nothing was added.`,
});

/** What stands in the way of the whole request, or undefined. A plan is shown in a dry run of the app, nothing is added. */
export function barrierTo(
  request: { readonly dryRun: boolean },
  settings: { readonly prepopulation: boolean; readonly dryRun: boolean },
): Problem | undefined {
  if (!settings.prepopulation) return switchedOff;
  return settings.dryRun && !request.dryRun ? appInDryRun : undefined;
}

export const switchedOff: Problem = {
  status: 409,
  title: 'Pre-population is switched off',
  detail:
    'Set the app setting PREPOPULATION to true, and only then grant the app the application permissions ' +
    'RoleManagement.Read.Directory (to tell admins), UserAuthMethod-Phone.ReadWrite.All (for phones) and ' +
    'UserAuthMethod-Email.ReadWrite.All (for addresses) with admin consent. Take them away again when you are done. ' +
    'Nothing was added.',
};

const appInDryRun: Problem = {
  status: 409,
  title: 'The app is in dry run',
  detail:
    'The app setting DRY_RUN is true: plan with ?dryRun=true, and set DRY_RUN to false before you add. Nothing was added.',
};
