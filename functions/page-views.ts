import { auditPage } from '../shared/api/page/audit-page.ts';
import type { ShownDiagnosis } from '../shared/api/page/diagnosis-section.ts';
import { mailsPage } from '../shared/api/page/mails-page.ts';
import { overviewPage } from '../shared/api/page/overview-page.ts';
import { seeOther } from '../shared/api/page/page-frame.ts';
import type { PeopleFilter } from '../shared/api/page/page-parts.ts';
import { listedPerson, type ListedPeople } from '../shared/api/page/people-list.ts';
import { causesPage } from '../shared/api/page/causes-page.ts';
import { lostPage } from '../shared/api/page/lost-page.ts';
import { massDriftPage } from '../shared/api/page/mass-drift-page.ts';
import { describeDrift } from '../shared/api/drift-answer.ts';
import { peoplePage } from '../shared/api/page/people-page.ts';
import { confirmPersonPage, personPage, type PersonAction } from '../shared/api/page/person-page.ts';
import { noPlanFields, planFormPage } from '../shared/api/page/plan-page.ts';
import { resumePage } from '../shared/api/page/resume-page.ts';
import { documentPage } from '../shared/api/page/document-page.ts';
import { setupPage } from '../shared/api/page/setup-page.ts';
import { troublePage } from '../shared/api/page/trouble-page.ts';
import { confirmWavePage, wavePage } from '../shared/api/page/wave-page.ts';
import type { WaveProgress } from '../shared/api/page/wave-words.ts';
import { wavesPage } from '../shared/api/page/waves-page.ts';
import { etagOf } from '../shared/api/campaign-answer.ts';
import { causeOperations } from '../shared/api/cause-operations.ts';
import { peopleFilter, wantedIn } from '../shared/api/people-answer.ts';
import { problemAnswer, type Answer, type Problem } from '../shared/api/problem.ts';
import { readQuery } from '../shared/api/request-body.ts';
import { mayAct, type Role } from '../shared/api/roles.ts';
import type { OperationName } from '../shared/api/routes.ts';
import { describeTrouble } from '../shared/api/trouble-answer.ts';
import { troubleFilter } from '../shared/api/trouble-operations.ts';
import { notAnObjectId, unknownUser } from '../shared/api/user-answer.ts';
import { unknownWave } from '../shared/api/wave-answer.ts';
import type { CampaignForecast } from '../shared/campaign/campaign-forecast.ts';
import { forecastCampaign } from '../shared/campaign/campaign-forecast.ts';
import { peopleIn } from '../shared/campaign/tally.ts';
import { namesPeople } from '../shared/campaign/wave.ts';
import { lookUpCause } from '../shared/diagnosis/look-up-cause.ts';
import { stepText } from '../shared/delivery/steps.ts';
import { habitsOf } from '../shared/use-cases/campaign-rules.ts';
import { isObjectId } from '../shared/use-cases/find-user.ts';
import { bareLocation } from '../shared/use-cases/look-at-document.ts';
import { peopleWanted, troubleWanted, type WantedPeople } from '../shared/use-cases/read-lists.ts';
import type { DatedReport } from '../shared/use-cases/report-campaign.ts';
import { showWhetherSending } from '../shared/use-cases/show-sending.ts';
import { showUser } from '../shared/use-cases/show-user.ts';
import { findDocument } from './find-document.ts';
import { noteLook } from './note-look.ts';
import { findAt } from './page-path.ts';
import type { OpenPage } from './page-shell.ts';

type Query = Readonly<Record<string, string>>;

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

interface Progress {
  readonly report: DatedReport;
  readonly waves: readonly WaveProgress[];
}

async function progressOf({ run, campaign }: OpenPage): Promise<Progress> {
  const { report, tallyOf } = await run.reports.readWithWaves(campaign.rules.cadence);
  return { report, waves: campaign.waves.map((wave) => ({ wave, tally: tallyOf(wave.waveId) })) };
}

const mostCounted = 100;

async function showOverview(page: OpenPage, { quota }: Query): Promise<Answer> {
  const { run, campaign, shell } = page;
  const [progress, poison, sending, current, rowsSetAside, drifts] = await Promise.all([
    progressOf(page),
    run.poisonCounts.read(() => run.poisonQueues.count()),
    showWhetherSending(campaign, run.settings.dryRun, run),
    run.passes.readCurrent(),
    run.rowsSetAside.read(async () => (await run.unreadableRows.list(mostCounted)).length),
    run.driftsShown.read(async () => (await run.drifts.read()).drifts),
  ]);
  const asked = /^[1-9]\d{0,5}$/.test(quota ?? '') ? Number(quota) : undefined;
  return overviewPage(shell, {
    ...progress,
    poison,
    rowsSetAside,
    drifts,
    sending: sending.state,
    detection: sending.detection,
    pace: campaign.document.capacity,
    pass: current?.pass,
    forecast: forecastOf(page, progress, campaign.document.capacity.mailsPerHour),
    whatIf: asked === undefined ? undefined : { mailsPerHour: asked, forecast: forecastOf(page, progress, asked) },
  });
}

/** Whoever waits is counted in where a wave is for everybody; a wave of groups may be for none of them. */
function forecastOf(
  { campaign, run }: OpenPage,
  { report, waves }: Progress,
  mailsPerHour: number,
): CampaignForecast | undefined {
  const { cadence, capacity } = campaign.document;
  const open = waves
    .map(({ wave }) => wave)
    .filter((wave) => (wave.state === 'scheduled' || wave.state === 'enrolling') && !namesPeople(wave));
  const { messages, places } = report.tally;
  const nudges = messages['nudge'] ?? {};
  const owed = (nudges.planned ?? 0) + (nudges.due ?? 0);
  return forecastCampaign({
    now: run.clock.now(),
    firstMailsOwed: owed,
    peopleToEnrol: open.length > 0 ? places.waits : 0,
    startsAt: new Date(Math.min(...open.map(({ startsAt }) => startsAt.getTime()), Number.MAX_SAFE_INTEGER)),
    peopleUnderWay: Math.max(0, places.onTheWay - owed),
    remindersAfterDays: cadence.remindersAfterDays,
    placesPerDay: capacity.newRecipientsPerDay,
    mailsPerHour,
    calendar: campaign.rules.ownPlace,
  });
}

async function showResume({ run, campaign, shell }: OpenPage): Promise<Answer> {
  if (campaign.state.status === 'running') return seeOther('');
  return resumePage(shell, await run.reports.read(campaign.rules.cadence));
}

async function waveOf({ run, campaign }: OpenPage, waveId: string): Promise<WaveProgress | undefined> {
  const wave = campaign.waves.find((one) => one.waveId === waveId);
  return wave && { wave, tally: await run.reports.readWave(waveId, campaign.rules.cadence) };
}

async function showWave(page: OpenPage, { done, still }: Query, [waveId = '']: readonly string[]): Promise<Answer> {
  const progress = await waveOf(page, waveId);
  if (progress === undefined) return problemAnswer(unknownWave(waveId));
  const [listed, noticed] = await Promise.all([listedFor(page, { wave: waveId }), page.run.notices.read(waveId)]);
  return wavePage(page.shell, {
    ...progress,
    notices: noticed === undefined || noticed === 'unreadable' ? [] : noticed.mails,
    listed,
    done,
    still,
  });
}

async function confirmWave(page: OpenPage, waveId: string, action: 'resume' | 'cancel'): Promise<Answer> {
  const progress = await waveOf(page, waveId);
  return progress === undefined ? problemAnswer(unknownWave(waveId)) : confirmWavePage(page.shell, progress, action);
}

const mostListed = 50;

async function listedFor({ run, campaign }: OpenPage, wanted: WantedPeople, after?: string): Promise<ListedPeople> {
  const { document, rules } = campaign;
  const lines = peopleWanted(wanted, habitsOf(document).localeOf);
  const from = { after, limit: mostListed };
  const { people, next } = await run.lists.read(lines, from, { cadence: rules.cadence, now: run.clock.now() });
  return { people: people.map(listedPerson), next };
}

async function showPeople(page: OpenPage, query: Query): Promise<Answer> {
  const { shell, caller, run, campaign } = page;
  if (!mayAct(caller.roles, 'reader')) return peoplePage(shell, { filter: {}, listed: undefined, waves: [] });
  const { after, excluded, ...rest } = givenIn(query);
  const read = readQuery(rest, peopleFilter);
  if (!read.valid) return read.answer;
  const from = placeIn(after);
  const filter: PeopleFilter = { ...rest, ...(from && { after: from }) };
  const wanted = wantedIn(read.value);
  const [listed, { report, tallyOf }] = await Promise.all([
    listedFor(page, wanted, filter.after),
    run.reports.readWithWaves(campaign.rules.cadence),
  ]);
  const { places } = wanted.wave === undefined ? report.tally : tallyOf(wanted.wave);
  return peoplePage(shell, {
    filter,
    listed,
    total: peopleIn(places, wanted),
    waves: campaign.waves,
    ...(/^\d{1,3}$/.test(excluded ?? '') && { excluded: Number(excluded) }),
  });
}

/** What is left empty in a form was not given. */
const givenIn = (query: Query): Query => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

/** Where a list goes on; from its beginning for whatever is no object id. */
const placeIn = (after = ''): string | undefined => (isObjectId(after.toLowerCase()) ? after.toLowerCase() : undefined);

async function showCauses({ shell, run }: OpenPage, query: Query): Promise<Answer> {
  // Blanks say nothing either.
  const told = Object.fromEntries(Object.entries(query).filter(([, value]) => value.trim() !== ''));
  const read = readQuery(told, causeOperations.listCauses.query!);
  if (!read.valid) return read.answer;
  return causesPage(shell, read.value, lookUpCause(read.value, run.mailOrigin.cloud));
}

async function showTrouble({ shell, run, campaign }: OpenPage, query: Query): Promise<Answer> {
  const { after, ...rest } = givenIn(query);
  const read = readQuery(rest, troubleFilter.strict());
  if (!read.valid) return read.answer;
  const { owner } = read.value;
  const { cloud } = run.mailOrigin;
  const from = { after: placeIn(after), limit: mostListed };
  const rules = { cadence: campaign.rules.cadence, now: run.clock.now() };
  const { people, next } = await run.lists.read(troubleWanted(owner, cloud), from, rules);
  return troublePage(shell, { owner, people: people.map((one) => describeTrouble(one, cloud)), next });
}

async function shownPerson({ run, campaign }: OpenPage, id: string) {
  const userId = id.toLowerCase();
  if (!isObjectId(userId)) return { refusal: problemAnswer(notAnObjectId) };
  const journey = await run.recipients.readJourney(userId);
  if (journey.facts === undefined) return { refusal: problemAnswer(unknownUser(userId)) };
  return { shown: await showUser(journey, campaign, run.clock.now(), run) };
}

/** One person. Whoever may only look at one at a time leaves a row for each look. */
export async function showPerson(
  page: OpenPage,
  id: string,
  { done, diagnosis }: { readonly done?: string | undefined; readonly diagnosis?: ShownDiagnosis | undefined },
): Promise<Answer> {
  const person = await shownPerson(page, id);
  if ('refusal' in person) return person.refusal;
  await noteLook(person.shown.journey.userId, page.caller, page.run);
  return personPage(page.shell, { shown: person.shown, diagnosis, done });
}

async function confirmPerson(page: OpenPage, id: string, action: PersonAction, step?: string): Promise<Answer> {
  const person = await shownPerson(page, id);
  if ('refusal' in person) return person.refusal;
  const read = stepText.safeParse(step);
  return confirmPersonPage(page.shell, person.shown, action, read.success ? read.data : undefined);
}

/** The page of settings, with the checks where they were asked for. */
export async function showSetup(
  { run, campaign, shell }: OpenPage,
  done: string | undefined,
  { checks, still }: Partial<Pick<Parameters<typeof setupPage>[1], 'checks' | 'still'>> = {},
): Promise<Answer> {
  const [current, lastPass, finding] = await Promise.all([
    run.passes.readCurrent(),
    run.passes.readLastComplete(),
    findDocument(campaign, run),
  ]);
  const named = { location: bareLocation(run.settings.campaignDocument), finding };
  return setupPage(shell, { document: campaign.document, named, pass: current?.pass, lastPass, checks, done, still });
}

export const asText = (document: object) => ({ text: JSON.stringify(document, undefined, 2), etag: etagOf(document) });

const entriesPerPage = 40;
/** Each is a request to storage. */
const mostNamed = 5;

async function showAudit({ run, shell }: OpenPage, { after }: Query): Promise<Answer> {
  const page = await run.auditTrail.list(entriesPerPage, after === undefined ? undefined : after.slice(0, 100));
  const callers = [...new Set(page.entries.map(({ by }) => by))].filter((by) => isObjectId(by)).slice(0, mostNamed);
  const known = await Promise.all(callers.map((by) => run.recipients.readJourney(by)));
  const names = known.flatMap(({ userId, facts }) =>
    facts ? [[userId, facts.user.displayName ?? userId] as const] : [],
  );
  return auditPage(shell, { ...page, names: new Map(names) });
}
