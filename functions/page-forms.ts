import type { Problem } from '../shared/api/problem.ts';
import type { Role } from '../shared/api/roles.ts';
import type { OperationName } from '../shared/api/routes.ts';
import { digestOf } from '../shared/campaign/plan-draft.ts';
import { changingStatus } from './change-status.http.ts';
import { decidingDrift } from './decide-drift.http.ts';
import { decidingLost } from './decide-lost.http.ts';
import { change, reasonIn, type Result, type Sent } from './page-change.ts';
import { excludePicked, pickPeople } from './page-picked.ts';
import { refreshing } from './refresh.http.ts';
import { sendingTestEmail } from './send-test-email.http.ts';
import { launch, planWave } from './page-plan.ts';
import { decisionIn, planLost } from './page-lost.ts';
import { replaceDocument } from './page-document.ts';
import { diagnose } from './page-diagnosis.ts';
import { find } from './page-find.ts';
import { preflight } from './page-setup.ts';
import { cancelWave, changeWaveTo } from './page-waves.ts';
import { changePerson } from './page-person.ts';
import { eraseBy, exportBy } from './page-personal-data.ts';
import { enterContactsBy, planContacts } from './page-contacts.ts';
import { planList, removeListBy, replaceListBy } from './page-lists.ts';

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
  { path: ['people', '*', 'export'], does: ['exportUser'], role: 'operator', send: exportBy },
  { path: ['people', '*', 'erase'], does: ['eraseUser'], role: 'operator', send: eraseBy },
  { path: ['mails', 'test'], does: ['sendTestEmail'], role: 'operator', send: (sent) => sendTest(sent) },
  { path: ['setup', 'preflight'], does: ['runPreflight'], role: 'reader', send: (sent) => preflight(sent) },
  {
    path: ['setup', 'refresh'],
    does: ['refresh'],
    role: 'operator',
    send: (sent) => change(sent, refreshing, { params: {}, body: undefined, goTo: 'setup?done=refresh' }),
  },
  { path: ['setup', 'document'], does: ['replaceCampaign'], role: 'operator', send: replaceDocument },
  { path: ['setup', 'contacts', 'plan'], does: ['prepopulate'], role: 'operator', send: planContacts },
  { path: ['setup', 'contacts', 'enter'], does: ['prepopulate'], role: 'operator', send: enterContactsBy },
  { path: ['setup', 'lists', 'plan'], does: ['replaceList'], role: 'operator', send: planList },
  { path: ['setup', 'lists', 'replace'], does: ['replaceList'], role: 'operator', send: replaceListBy },
  { path: ['setup', 'lists', '*', 'remove'], does: ['removeList'], role: 'operator', send: removeListBy },
];

export const noSuchForm: Problem = {
  status: 404,
  title: 'There is no such form',
  detail: 'The pages have every form that there is. Nothing was changed.',
};

const driftDecisionIn = (sent: Sent) => {
  const { passId, decision } = sent.fields;
  return { passId, decision, ...reasonIn(sent) };
};

const sendTest = (sent: Sent): Promise<Result> => {
  const { kind, locale, token = '' } = sent.fields;
  const body = { kind, locale, once: digestOf([kind, locale, token]) };
  return change(sent, sendingTestEmail, { params: {}, body, goTo: 'mails?done=sent' });
};
