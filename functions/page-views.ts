import { mailsPage } from '../shared/api/page/mails-page.ts';
import { seeOther } from '../shared/api/page/page-frame.ts';
import { lostPage } from '../shared/api/page/lost-page.ts';
import { massDriftPage } from '../shared/api/page/mass-drift-page.ts';
import { describeDrift } from '../shared/api/drift-answer.ts';
import { noPlanFields, planFormPage } from '../shared/api/page/plan-page.ts';
import { documentPage } from '../shared/api/page/document-page.ts';
import { wavesPage } from '../shared/api/page/waves-page.ts';
import { problemAnswer, type Answer, type Problem } from '../shared/api/problem.ts';
import { mayAct, type Role } from '../shared/api/roles.ts';
import type { OperationName } from '../shared/api/routes.ts';
import { findAt, type Query } from './page-path.ts';
import type { OpenPage } from './page-shell.ts';
import { showPeople } from './page-people.ts';
import { confirmWave, progressOf, showWave } from './page-waves.ts';
import { showOverview, showResume } from './page-overview.ts';
import { showCauses, showTrouble } from './page-trouble.ts';
import { confirmPerson, showPerson } from './page-person.ts';
import { confirmPersonalData } from './page-personal-data.ts';
import { asText } from './page-document.ts';
import { showSetup } from './page-setup.ts';
import { showAudit } from './page-audit.ts';
import { showContacts } from './page-contacts.ts';
import { showList, showLists } from './page-lists.ts';

interface View {
  /** Segments below the root; `*` takes any. */
  readonly path: readonly string[];
  readonly role: Role;
  /** The operations of the API that show the same: the page shows nothing that the API does not. */
  readonly shows: readonly OperationName[];
  readonly show: (page: OpenPage, query: Query, given: readonly string[]) => Promise<Answer>;
}

export const views: readonly View[] = [
  { path: [], shows: ['showReport', 'listReport', 'showCampaign', 'showOpenApi'], role: 'reader', show: showOverview },
  { path: ['resume'], shows: ['showReport'], role: 'operator', show: showResume },
  {
    path: ['waves'],
    shows: ['listWaves'],
    role: 'reader',
    show: async (page) => wavesPage(page.shell, (await progressOf(page)).waves),
  },
  {
    path: ['waves', 'new'],
    shows: ['launchWave'],
    role: 'operator',
    show: async ({ shell }) => planFormPage(shell, noPlanFields),
  },
  { path: ['waves', '*'], shows: ['showWave', 'listWaveRecipients', 'listUsers'], role: 'reader', show: showWave },
  ...(['resume', 'cancel'] as const).map((action): View => ({
    path: ['waves', '*', action],
    shows: ['showWave'],
    role: 'operator',
    show: (page, _, [id]) => confirmWave(page, id!, action),
  })),
  { path: ['people'], shows: ['listUsers', 'listUsersCsv'], role: 'support', show: showPeople },
  { path: ['causes'], shows: ['listCauses'], role: 'support', show: showCauses },
  {
    path: ['people', 'lost'],
    shows: ['decideLost'],
    role: 'operator',
    show: async ({ shell }, { done }) => lostPage(shell, done),
  },
  {
    path: ['people', '*'],
    shows: ['showUser'],
    role: 'support',
    show: (page, { done }, [id]) => showPerson(page, id!, { done }),
  },
  ...(['exclude', 'include'] as const).map((action): View => ({
    path: ['people', '*', action],
    shows: ['showUser'],
    role: 'operator',
    show: (page, _, [id]) => confirmPerson(page, id!, action),
  })),
  ...(['export', 'erase'] as const).map((action): View => ({
    path: ['people', '*', action],
    shows: ['showUser'],
    role: 'operator',
    show: (page, _, [id]) => confirmPersonalData(page, id!, action),
  })),
  {
    path: ['people', '*', 'resend'],
    shows: ['showUser'],
    role: 'operator',
    show: (page, { step }, [id]) => confirmPerson(page, id!, 'resend', step),
  },
  {
    path: ['trouble', 'drifts'],
    shows: ['listDrifts', 'decideDrift'],
    role: 'reader',
    show: async ({ shell, run }, { done }) =>
      massDriftPage(shell, (await run.drifts.read()).drifts.map(describeDrift), done),
  },
  { path: ['trouble'], shows: ['listTrouble', 'listTroubleCsv'], role: 'reader', show: showTrouble },
  {
    path: ['mails'],
    shows: ['previewEmail'],
    role: 'reader',
    show: async ({ shell }, { done }) => mailsPage(shell, done),
  },
  {
    path: ['setup'],
    shows: ['showCampaign', 'runPreflight'],
    role: 'reader',
    show: (page, { done, still }) => showSetup(page, done, { still }),
  },
  {
    path: ['setup', 'document'],
    shows: ['showCampaign'],
    role: 'reader',
    show: async ({ shell, campaign }) => documentPage(shell, { ...asText(campaign.document), faults: [] }),
  },
  {
    path: ['setup', 'contacts'],
    shows: ['prepopulate'],
    role: 'operator',
    show: async (page) => showContacts(page),
  },
  { path: ['setup', 'lists'], shows: ['listLists'], role: 'reader', show: (page, { done }) => showLists(page, done) },
  {
    path: ['setup', 'lists', '*'],
    shows: ['showList', 'listListed'],
    role: 'reader',
    show: (page, _, [name]) => showList(page, name!),
  },
  { path: ['audit'], shows: ['listAudit'], role: 'reader', show: showAudit },
];

const noSuchPage: Problem = {
  status: 404,
  title: 'There is no such page',
  detail: 'The overview leads to every page that there is.',
};

/** The page at a path, as far as the caller may see it; the help desk begins where one person is looked for. */
export async function showView(page: OpenPage, query: Query, forbidden: (role: Role) => Problem): Promise<Answer> {
  const found = findAt(views, page.shell.path);
  if (found === undefined) return problemAnswer(noSuchPage);
  const { entry: view, given } = found;
  if (mayAct(page.caller.roles, view.role)) return view.show(page, query, given);
  return view.path.length === 0 ? seeOther('people') : problemAnswer(forbidden(view.role));
}
