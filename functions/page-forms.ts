import { Temporal } from 'temporal-polyfill';
import { lostOperations } from '../shared/api/lost-operations.ts';
import { lostPlanPage } from '../shared/api/page/lost-page.ts';
import { documentPage, differencesPage } from '../shared/api/page/document-page.ts';
import { peoplePage } from '../shared/api/page/people-page.ts';
import { driftPage } from '../shared/api/page/drift-page.ts';
import { linesIn, planFormPage, planPage, typedAbove, type PlanFields } from '../shared/api/page/plan-page.ts';
import { segment } from '../shared/api/page/page-parts.ts';
import { problemAnswer, type Answer, type Problem } from '../shared/api/problem.ts';
import { faultyProblem, takeBody } from '../shared/api/request-body.ts';
import { mayAct, type Role } from '../shared/api/roles.ts';
import type { OperationName } from '../shared/api/routes.ts';
import { tooManyDiagnoses, unknownUser } from '../shared/api/user-answer.ts';
import { answerWave, driftIn, throttledProblem } from '../shared/api/wave-answer.ts';
import { waveOperations } from '../shared/api/wave-operations.ts';
import { waveRequest } from '../shared/api/wave-request.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { digestOf } from '../shared/campaign/plan-draft.ts';
import { waveIdOf } from '../shared/campaign/wave.ts';
import { defaultGoal } from '../shared/delivery/goal.ts';
import { readCampaignDocument, type CampaignDocument } from '../shared/config/campaign-document.ts';
import { documentChanges } from '../shared/config/document-changes.ts';
import { planLoss } from '../shared/use-cases/decide-lost.ts';
import { findUser, isObjectId } from '../shared/use-cases/find-user.ts';
import { foreseeDocument } from '../shared/use-cases/foresee-document.ts';
import { launchWave } from '../shared/use-cases/launch-wave.ts';
import { previewFirstMail } from '../shared/use-cases/preview-first-mail.ts';
import { runPreflight } from '../shared/use-cases/run-preflight.ts';
import { searchPeople } from '../shared/use-cases/search-people.ts';
import { diagnoseUser } from '../shared/use-cases/diagnose-user.ts';
import { changingStatus } from './change-status.http.ts';
import { changingUser } from './change-user.http.ts';
import { changingWave } from './change-wave.http.ts';
import { decidingDrift } from './decide-drift.http.ts';
import { decidingLost } from './decide-lost.http.ts';
import { launchingWave } from './launch-wave.http.ts';
import { showPerson, showSetup } from './page-views.ts';
import { change, reasonIn, withPage, type Result, type Sent } from './page-change.ts';
import { excludePicked, pickPeople } from './page-picked.ts';
import type { OpenPage, PageOpening } from './page-shell.ts';
import { refreshing } from './refresh.http.ts';
import { replacingCampaign } from './replace-campaign.http.ts';
import { sendingTestEmail } from './send-test-email.http.ts';

interface Form {
  /** What the API does the same by. */
  readonly does: readonly OperationName[];
  readonly path: readonly string[];
  readonly role: Role;
  readonly send: (sent: Sent) => Promise<Result>;
}

/** Every form of the page. What changes something does it by the operation of the API. */
export const forms: readonly Form[] = [
  {
    path: ['pause'],
    does: ['changeStatus'],
    role: 'operator',
    send: (sent) => change(sent, changingStatus, { params: { action: 'pause' }, body: {}, goTo: '' }),
  },
  {
    path: ['resume'],
    does: ['changeStatus'],
    role: 'operator',
    send: (sent) => change(sent, changingStatus, { params: { action: 'resume' }, body: reasonIn(sent), goTo: '' }),
  },
  { path: ['waves', 'plan'], does: ['launchWave', 'searchGroups'], role: 'operator', send: (sent) => planWave(sent) },
  { path: ['waves', 'launch'], does: ['launchWave'], role: 'operator', send: (sent) => launch(sent) },
  ...(['pause', 'resume'] as const).map((action): Form => ({
    path: ['waves', '*', action],
    does: ['changeWave'],
    role: 'operator',
    send: (sent) => changeWaveTo(sent, action),
  })),
  { path: ['waves', '*', 'cancel'], does: ['changeWave'], role: 'operator', send: cancelWave },
  { path: ['people', 'find'], does: ['findUser', 'searchUsers'], role: 'support', send: (sent) => find(sent) },
  { path: ['people', 'pick'], does: ['changeUser'], role: 'operator', send: (sent) => pickPeople(sent) },
  {
    path: ['people', 'exclude-picked'],
    does: ['changeUser'],
    role: 'operator',
    send: (sent) => excludePicked(sent),
  },
  { path: ['people', '*', 'diagnose'], does: ['diagnoseUser'], role: 'support', send: (sent) => diagnose(sent) },
  { path: ['people', 'lost', 'plan'], does: ['decideLost'], role: 'operator', send: (sent) => planLost(sent) },
  {
    path: ['people', 'lost', 'decide'],
    does: ['decideLost'],
    role: 'operator',
    send: (sent) => change(sent, decidingLost, { params: {}, body: decisionIn(sent), goTo: 'people/lost?done=decide' }),
  },
  {
    path: ['trouble', 'drifts', 'decide'],
    does: ['decideDrift'],
    role: 'operator',
    send: (sent) =>
      change(sent, decidingDrift, { params: {}, body: driftDecisionIn(sent), goTo: 'trouble/drifts?done=decide' }),
  },
  ...(['exclude', 'include', 'resend'] as const).map((action): Form => ({
    path: ['people', '*', action],
    does: ['changeUser'],
    role: 'operator',
    send: (sent) => changePerson(sent, action),
  })),
  { path: ['mails', 'test'], does: ['sendTestEmail'], role: 'operator', send: (sent) => sendTest(sent) },
  { path: ['setup', 'preflight'], does: ['runPreflight'], role: 'reader', send: (sent) => preflight(sent) },
  {
    path: ['setup', 'refresh'],
    does: ['refresh'],
    role: 'operator',
    send: (sent) => change(sent, refreshing, { params: {}, body: undefined, goTo: 'setup?done=refresh' }),
  },
  { path: ['setup', 'document'], does: ['replaceCampaign'], role: 'operator', send: replaceDocument },
];

export const noSuchForm: Problem = {
  status: 404,
  title: 'There is no such form',
  detail: 'The pages have every form that there is. Nothing was changed.',
};

const changeWaveTo = (sent: Sent, action: 'pause' | 'resume' | 'cancel'): Promise<Result> => {
  const id = sent.given[0]!;
  const goTo = `waves/${segment(id)}?done=${action}`;
  return change(sent, changingWave, { params: { id, action }, body: reasonIn(sent), goTo });
};

/** What cannot be undone is typed. */
async function cancelWave(sent: Sent): Promise<Result> {
  const wave = await sent.run.waves.read(sent.given[0]!);
  if (wave !== undefined && (sent.fields['name'] ?? '').trim() !== wave.name)
    return problemAnswer(
      faultyProblem('The name was not typed as it is', [{ path: 'name', message: 'is not the name of this wave' }]),
    );
  return changeWaveTo(sent, 'cancel');
}

const changePerson = (sent: Sent, action: 'exclude' | 'include' | 'resend'): Promise<Result> => {
  const id = sent.given[0]!.toLowerCase();
  const { step, liftSuppression, force } = sent.fields;
  const flags = { ...(liftSuppression && { liftSuppression: true }), ...(force && { force: true }) };
  const body = { ...reasonIn(sent), ...(action === 'resend' && { step, ...flags }) };
  return change(sent, changingUser, { params: { id, action }, body, goTo: `people/${segment(id)}?done=${action}` });
};

const driftDecisionIn = (sent: Sent) => {
  const { passId, decision } = sent.fields;
  return { passId, decision, ...reasonIn(sent) };
};

const decisionIn = (sent: Sent) => {
  const { decision, confirm } = sent.fields;
  return { decision, dryRun: false, confirm, ...reasonIn(sent) };
};

/** Whom a decision would be about. Nothing is changed by it. */
const planLost = (sent: Sent): Promise<Result> =>
  withPage(sent, async ({ shell, campaign, run }) => {
    const read = takeBody({ decision: sent.fields['decision'] }, lostOperations.decideLost.body!);
    if (!read.valid) return read.answer;
    const { decision } = read.value;
    const ports = { ...run, isOvertime: () => false };
    return lostPlanPage(
      shell,
      decision,
      await planLoss(decision, { rules: campaign.rules, now: run.clock.now(), ports }),
    );
  });

const sendTest = (sent: Sent): Promise<Result> => {
  const { kind, locale, token = '' } = sent.fields;
  const body = { kind, locale, once: digestOf([kind, locale, token]) };
  return change(sent, sendingTestEmail, { params: {}, body, goTo: 'mails?done=sent' });
};

const planFieldsIn = (fields: Sent['fields']): PlanFields => ({
  name: fields['name'] ?? '',
  goal: fields['goal'] ?? defaultGoal,
  groups: fields['groups'] ?? '',
  users: fields['users'] ?? '',
  limit: fields['limit'] ?? '',
  startsOn: fields['startsOn'] ?? '',
});

/** The body of the operation that the fields of a plan stand for. What is empty is left out. */
function requestOf(
  { name, goal, groups, users, limit, startsOn }: PlanFields,
  { cadence: { timeZone } }: CampaignDocument,
  now: Date,
) {
  const [groupIds, names] = [linesIn(groups), linesIn(users)];
  const opens = startsOn === '' ? undefined : startOf(startsOn, timeZone);
  return {
    name,
    goal,
    ...(groupIds.length > 0 && { groups: groupIds }),
    ...(names.length > 0 && { users: names }),
    ...(limit.trim() !== '' && { limit: Number(limit) }),
    // A day that has begun already is now.
    ...(opens !== undefined && opens > now && { startsAt: opens.toISOString() }),
  };
}

function startOf(day: string, timeZone: string): Date | undefined {
  try {
    return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return undefined;
  }
}

/** Groups by the beginning of their name, of which one is put into the form. Nothing that was typed is lost. */
async function findGroups({ fields: typed }: Sent, { shell, run }: OpenPage, fields: PlanFields): Promise<Answer> {
  const { add, groupName = '' } = typed;
  if (add && isObjectId(add.toLowerCase()))
    return planFormPage(shell, { ...fields, groups: [...linesIn(fields.groups), add.toLowerCase()].join('\n') });
  const read = takeBody({ text: groupName }, waveOperations.searchGroups.body!);
  if (!read.valid) return planFormPage(shell, fields, ['The beginning of the name of a group is needed']);
  const found = await run.groups.searchGroups(read.value.text);
  if (found !== 'notGranted' && 'throttled' in found) return problemAnswer(throttledProblem(found.retryAfterSeconds));
  return planFormPage(shell, fields, [], { wanted: read.value.text, found });
}

/** A dry run, laid out. Sending the form again plans again; nothing is changed by it. */
const planWave = (sent: Sent): Promise<Result> =>
  withPage(sent, async (page) => {
    const { shell, campaign, run } = page;
    const fields = planFieldsIn(sent.fields);
    if (sent.fields['find'] || sent.fields['add']) return findGroups(sent, page, fields);
    const now = run.clock.now();
    const read = waveRequest.safeParse({ ...requestOf(fields, campaign.document, now), dryRun: true });
    if (!read.success)
      return planFormPage(
        shell,
        fields,
        read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`),
      );
    const { limit, startsAt } = read.data;
    const answer = await launchWave({ ...read.data, limit, startsAt, confirm: undefined }, campaign, now, run);
    if (answer.kind === 'dryRun') {
      const [first] = answer.outlook.sample;
      const context = { origin: run.mailOrigin, now };
      const mail = await previewFirstMail(first?.userId, answer.goal, campaign, context, run);
      return planPage(shell, fields, answer, mail);
    }
    if (answer.kind === 'faulty')
      return planFormPage(
        shell,
        fields,
        answer.faults.map(({ path, message }) => `${path} ${message}`),
      );
    if (answer.kind === 'noSuchGroup')
      return planFormPage(shell, fields, [`${answer.groupId} is no group of this tenant`]);
    return answerWave(answer);
  });

/** Exactly what was planned, or nobody. Above a thousand people their number is typed. */
const launch = (sent: Sent): Promise<Result> =>
  withPage(sent, async ({ shell, campaign, run }) => {
    const fields = planFieldsIn(sent.fields);
    const confirm = sent.fields['confirm'] ?? '';
    const count = (await run.plans.find(confirm))?.userIds.length ?? 0;
    if (count > typedAbove && Number((sent.fields['typed'] ?? '').replaceAll(/[\s,.]/g, '')) !== count)
      return problemAnswer(
        faultyProblem('The number was not typed as it is', [{ path: 'typed', message: `is not ${count}` }]),
      );
    const body = { ...requestOf(fields, campaign.document, run.clock.now()), dryRun: false, confirm };
    const goTo = `waves/${segment(waveIdOf(fields.name))}?done=launch`;
    const answer = await change(sent, launchingWave, { params: {}, body, goTo });
    const drift = 'goTo' in answer ? undefined : driftIn(answer);
    return drift === undefined ? answer : driftPage(shell, fields, drift);
  });

/** One person leads to their page; several are listed, for whoever may see lists. */
const find = (sent: Sent): Promise<Result> =>
  withPage(sent, async ({ shell, run, caller }) => {
    const name = (sent.fields['name'] ?? '').trim().slice(0, 120);
    const read = takeBody({ name }, userOperations.findUser.body!);
    if (!read.valid) return read.answer;
    const found = await findUser(name, run);
    if (found.kind === 'throttled') return problemAnswer(throttledProblem(found.retryAfterSeconds));
    if (found.kind === 'found') return { goTo: `people/${segment(found.journey.userId)}` };
    if (!mayAct(caller.roles, 'reader')) return problemAnswer(unknownUser(name));
    const people = await searchPeople(name, run);
    if ('throttled' in people) return problemAnswer(throttledProblem(people.retryAfterSeconds));
    const [only, ...others] = people;
    if (only && others.length === 0) return { goTo: `people/${segment(only.userId)}` };
    return peoplePage(shell, { filter: {}, listed: undefined, waves: [], found: people });
  });

/** Asks Microsoft Graph on a press, and shows the answer on the person's page. */
const diagnose = (sent: Sent): Promise<Result> =>
  withPage(sent, async (page) => {
    const { run, campaign, caller } = page;
    const told = Object.fromEntries(
      ['code', 'event'].flatMap((name) => (sent.fields[name] ? [[name, sent.fields[name]]] : [])),
    );
    const read = takeBody(told, userOperations.diagnoseUser.query!);
    if (!read.valid) return read.answer;
    const userId = sent.given[0]!.toLowerCase();
    const request = { userId, tenantId: run.settings.admin.tenantId, cloud: run.mailOrigin.cloud, told: read.value };
    const question = JSON.stringify([userId, read.value.code, read.value.event]);
    const answer = await run.diagnoses.answer(question, caller.objectId, () =>
      diagnoseUser(request, campaign.rules.cadence, run.clock.now(), run),
    );
    if (answer.kind === 'tooMany') return problemAnswer(tooManyDiagnoses(answer.retryAfterSeconds));
    if (answer.kind === 'unknownUser') return problemAnswer(unknownUser(userId));
    const shown = { diagnosis: answer.diagnosis, checkedAt: answer.facts.now, ...read.value };
    return showPerson({ ...page, shell: { ...page.shell, path: `people/${userId}`, isAnswer: false } }, userId, {
      diagnosis: shown,
    });
  });

const preflight = (sent: Sent): Promise<Result> =>
  withPage(sent, async (page) => {
    const { run, campaign } = page;
    const settings = { ...run.settings, origin: run.mailOrigin };
    const { checks } = await runPreflight(campaign, settings, run.clock.now(), run);
    return showSetup({ ...page, shell: { ...page.shell, path: 'setup', isAnswer: false } }, undefined, { checks });
  });

/** First the differences, then, once they were confirmed, the change under the ETag that was read. */
async function replaceDocument(sent: Sent): Promise<Result> {
  const page = await sent.open();
  const view = { text: sent.fields['document'] ?? '', etag: sent.fields['etag'] ?? '' };
  const json = parsed(view.text);
  const reading = readCampaignDocument(json);
  if (!reading.valid) {
    const faults = json === undefined ? [{ path: '(document)', message: 'is not JSON from here on' }] : reading.faults;
    return documentPage(page.shell, { ...view, faults });
  }
  if (sent.fields['confirmed'] !== 'yes') return foresee(page, view, reading.document);
  // Sent again: it is the document by now.
  if (!('unreadable' in page) && Object.keys(documentChanges(page.campaign.document, reading.document)).length === 0)
    return { goTo: 'setup?done=document' };
  const header = (name: string) => (name === 'if-match' ? view.etag : sent.header(name));
  return change(sent, replacingCampaign, { params: {}, body: json, goTo: 'setup?done=document', header });
}

/** What a document would change, before it does: the people are looked through on the press. */
async function foresee(
  page: PageOpening,
  view: { text: string; etag: string },
  after: CampaignDocument,
): Promise<Answer> {
  if ('unreadable' in page) {
    const changes = documentChanges({}, after);
    return differencesPage(page.shell, { ...view, changes, before: undefined, after, foresight: undefined });
  }
  const { run, campaign } = page;
  const before = campaign.document;
  const compared = { before, after, cadence: campaign.rules.cadence, cloud: run.mailOrigin.cloud };
  const foresight = await foreseeDocument(compared, run.clock.now(), run);
  return differencesPage(page.shell, { ...view, changes: documentChanges(before, after), before, after, foresight });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
