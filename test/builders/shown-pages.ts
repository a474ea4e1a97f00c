import { massDriftPage } from '../../shared/api/page/mass-drift-page.ts';
import { describeDrift } from '../../shared/api/drift-answer.ts';
import { driftPage } from '../../shared/api/page/drift-page.ts';
import { auditPage } from '../../shared/api/page/audit-page.ts';
import { causesPage } from '../../shared/api/page/causes-page.ts';
import { lostPage, lostPlanPage } from '../../shared/api/page/lost-page.ts';
import { mailsPage } from '../../shared/api/page/mails-page.ts';
import { overviewPage } from '../../shared/api/page/overview-page.ts';
import { excludePickedPage } from '../../shared/api/page/people-picked.ts';
import { peoplePage } from '../../shared/api/page/people-page.ts';
import { noPlanFields, planFormPage, planPage } from '../../shared/api/page/plan-page.ts';
import { confirmPersonPage } from '../../shared/api/page/person-changes.ts';
import { personPage } from '../../shared/api/page/person-page.ts';
import { erasePersonPage, exportPersonPage } from '../../shared/api/page/personal-data.ts';
import { problemPage } from '../../shared/api/page/problem-page.ts';
import { resumePage } from '../../shared/api/page/resume-page.ts';
import { differencesPage, documentPage } from '../../shared/api/page/document-page.ts';
import { setupPage } from '../../shared/api/page/setup-page.ts';
import { troublePage } from '../../shared/api/page/trouble-page.ts';
import { confirmWavePage, wavePage } from '../../shared/api/page/wave-page.ts';
import { unreadablePage } from '../../shared/api/page/unreadable-page.ts';
import type { PageLanguage } from '../../shared/api/page/page-language.ts';
import type { PageShell } from '../../shared/api/page/page-frame.ts';
import { wavesPage } from '../../shared/api/page/waves-page.ts';
import { problemAnswer, type Answer } from '../../shared/api/problem.ts';
import { forbidden, unauthorised } from '../../shared/api/roles.ts';
import { aPass } from '../contracts/samples.ts';
import { aDocument } from './documents.ts';
import { filePages } from './file-pages.ts';
import { aMessage, anAcceptedMessage, anEnrolment, aJourney, evidence } from './journeys.ts';
import { someDiagnosisFacts, aReset, read } from './diagnoses.ts';
import { after, now } from './instants.ts';
import { someRules } from './policies.ts';
import { checkWords } from '../../shared/api/page/words/checks.ts';
import { judgePreflight } from '../../shared/preflight/preflight.ts';
import { wrongPreflightFacts } from './preflight.ts';
import { lookUpCause } from '../../shared/diagnosis/look-up-cause.ts';
import { diagnose } from '../../shared/diagnosis/diagnosis.ts';
import { moveTo } from '../../shared/delivery/message.ts';
import { distrust } from '../../shared/registration/pass.ts';
import { habitsOf } from '../../shared/use-cases/campaign-rules.ts';
import {
  anOverview,
  aShell as aShellOf,
  aWaveProgress,
  emptyOverview,
  hostileName,
  inTroubleOf,
  aMassDrift,
} from './pages.ts';
import { personId } from './people.ts';

const stoppedFor = (because: string) => ({ status: 'paused', because, changedAt: after({ hours: -2 }) }) as const;

type ShownPages = readonly (readonly [string, () => Answer])[];

/** Every page in a state that shows as much as it can, for an organisation where everything is called so. */
export function pagesOf(hostile: string, language: PageLanguage = 'en'): ShownPages {
  const aShell = (change: Partial<PageShell> = {}) => aShellOf({ language, ...change });
  const { troubled, overview: troubledOverview } = inTroubleOf(hostile);
  const troubledShell = aShell(troubled);
  const listed = {
    people: [
      {
        userId: personId(1),
        name: hostile,
        signInName: 'a@contoso.com',
        place: { kind: 'onTheWay' },
        lastMail: { step: 'nudge', at: now },
        nextMail: undefined,
      },
    ],
    next: personId(1),
  } as const;

  const inTrouble = {
    userId: personId(1),
    displayName: hostile,
    userPrincipalName: 'a@contoso.com',
    trouble: 'resetFailed',
    cause: 'writebackNotEnabled',
    meaning: 'The password is managed on-premises, and password writeback is off (SSPR_0010).',
    owner: 'hybridAdmin',
    ownerIs: 'Whoever runs Entra Connect or cloud sync',
    since: after({ days: -2 }),
    attempts: 3,
    lastAttemptAt: now,
    reason: hostile,
    reopenedAt: now,
  } as const;

  const setup = {
    document: aDocument(),
    named: {
      location: '/app/campaign.json',
      finding: { kind: 'overridden', differences: { 'capacity.mailsPerHour': '100 → 77', name: hostile } },
    },
    pass: aPass(),
    lastPass: undefined,
    done: 'refresh',
  } as const;
  const { checks } = judgePreflight({
    ...wrongPreflightFacts,
    words: checkWords[language],
    mailService: { kind: 'noAnswer', because: hostile },
  });
  const entry = { entryId: '1', at: now, by: personId(1), target: 'pilot', details: { because: hostile } };

  const shown = {
    journey: aJourney({
      enrolment: anEnrolment(),
      messages: [
        moveTo(anAcceptedMessage('nudge', after({ days: -5 })), 'delivered', after({ days: -5, minutes: 2 })),
        aMessage('reminder-1'),
      ],
      evidence: [evidence('resetFailed')],
    }),
    cadence: someRules().cadence,
    habits: habitsOf(aDocument()),
    waveState: undefined,
    now,
  };
  const diagnosis = { diagnosis: diagnose(someDiagnosisFacts({ resetEvents: read([aReset()]) })), checkedAt: now };

  const plannedPeople = Array.from({ length: 1_236 }, (_, i) => personId(i));
  const plan = {
    kind: 'dryRun',
    plan: { selected: plannedPeople, leftOut: { alreadyCapable: 287, noUsableAddress: 62, guest: 19 } },
    outlook: {
      languages: { sv: 702, en: 214, pl: 148, ar: 81 },
      variants: { register: 1_236 },
      sample: [],
      forecast: {
        firstMailAt: after({ days: 1 }),
        lastMailAt: after({ days: 4 }),
        limitedBy: 'mailQuota',
        hours: [1, 2, 4].map((days) => ({ hour: after({ days }), mails: 412 })),
      },
    },
    goal: 'register',
    confirm: 'c'.repeat(32),
    existing: undefined,
  } as const;

  const aDrift = {
    requestChanged: true,
    documentChanged: true,
    peopleAdded: 1,
    peopleRemoved: 3,
    selectedBefore: 1_236,
    selectedNow: 1_234,
  };

  const aFirstMail = { userId: personId(1), locale: 'sv', subject: hostile, text: `Hej ${hostile}` };

  return [
    ['overview', () => overviewPage(aShell(), anOverview({ whatIf: { mailsPerHour: 500, forecast: undefined } }))],
    ['overview-troubled', () => overviewPage(troubledShell, troubledOverview)],
    ['overview-paused', () => overviewPage(aShell({ state: stoppedFor('the help desk is closed') }), anOverview())],
    [
      'overview-breaker',
      () => overviewPage(aShell({ state: stoppedFor('7 of the last 100 mails failed') }), anOverview()),
    ],
    [
      'overview-gate-closed',
      () =>
        overviewPage(
          aShell(),
          anOverview({ sending: { kind: 'closed', because: '429', until: after({ minutes: 12 }) } }),
        ),
    ],
    ['overview-dry-run', () => overviewPage(aShell({ dryRun: true }), anOverview())],
    [
      'overview-distrusted',
      () => overviewPage(aShell(), anOverview({ pass: distrust(aPass(), 'report: 0 rows after 40', now) })),
    ],
    [
      'unreadable',
      () => unreadablePage(aShell({ isStopped: true }), [{ path: 'capacity.mailsPerHour', message: 'is needed' }]),
    ],
    ['overview-first-day', () => overviewPage(aShell(), emptyOverview)],
    ['waves', () => wavesPage(aShell(), anOverview().waves)],
    ['wave', () => wavePage(aShell(), { ...aWaveProgress(), notices: [], listed, done: 'pause' })],
    [
      'wave-paused',
      () => wavePage(aShell(), { ...aWaveProgress({ state: 'paused' }), notices: [], listed, done: undefined }),
    ],
    ['wave-cancel', () => confirmWavePage(aShell(), aWaveProgress(), 'cancel')],
    [
      'plan-form',
      () =>
        planFormPage(
          aShell(),
          noPlanFields,
          [
            { path: 'name', message: 'is needed' },
            { kind: 'groupNameMissing' },
            { kind: 'noSuchGroup', groupId: personId(1) },
          ],
          {
            wanted: 'x',
            found: [{ groupId: personId(1), displayName: hostile }],
          },
        ),
    ],
    [
      'people',
      () =>
        peoplePage(aShell(), {
          filter: { place: 'onTheWay,waits' },
          listed,
          waves: [{ waveId: 'pilot', name: 'Pilot' }],
        }),
    ],
    ['trouble', () => troublePage(aShell(), { owner: 'hybridAdmin', people: [inTrouble], next: personId(1) })],
    ['trouble-none', () => troublePage(aShell(), { owner: undefined, people: [], next: undefined })],
    ['plan', () => planPage(aShell(), { ...noPlanFields, name: 'Warehouses' }, plan, aFirstMail)],
    ['drift', () => driftPage(aShell(), { ...noPlanFields, name: hostile }, aDrift)],
    ['causes', () => causesPage(aShell(), {}, lookUpCause({}, 'public'))],
    ['cause', () => causesPage(aShell(), { code: 'SSPR_0010' }, lookUpCause({ code: 'SSPR_0010' }, 'public'))],
    [
      'drifts',
      () =>
        massDriftPage(
          aShell(),
          [describeDrift(aMassDrift), describeDrift({ ...aMassDrift, people: 40, decision: 'leave' })],
          'decide',
        ),
    ],
    ['drifts-none', () => massDriftPage(aShell(), [], undefined)],
    ['lost', () => lostPage(aShell(), 'decide')],
    [
      'lost-plan',
      () => lostPlanPage(aShell(), 'startAnew', { kind: 'dryRun', userIds: plannedPeople, confirm: 'c'.repeat(32) }),
    ],
    ['person', () => personPage(aShell(), { shown, diagnosis, done: undefined })],
    ['person-resend', () => confirmPersonPage(aShell(), shown, 'resend', 'nudge')],
    ['person-export', () => exportPersonPage(aShell(), shown.journey)],
    ['person-erase', () => erasePersonPage(aShell(), shown.journey)],
    ['people-picked', () => excludePickedPage(aShell(), [{ userId: personId(1), name: hostile, isInFlight: true }])],
    ['people-found', () => peoplePage(aShell(), { filter: {}, listed: undefined, waves: [], found: [] })],
    ['setup', () => setupPage(aShell(), { ...setup, checks })],
    [
      'document',
      () =>
        documentPage(aShell(), {
          text: '{"a": "</textarea>"}',
          etag: '"x"',
          faults: [{ path: 'a', message: 'is not' }],
        }),
    ],
    [
      'differences',
      () =>
        differencesPage(aShell(), {
          text: '{"a": "</textarea>"}',
          etag: '"x"',
          changes: { 'capacity.mailsPerHour': '100 → 77', name: hostile },
          before: aDocument(),
          after: aDocument({ waves: [{ name: hostile.slice(0, 60), startsOn: '2026-12-01' }] }),
          foresight: {
            lookedThrough: 1_200,
            isWhole: false,
            moves: [{ from: { kind: 'onTheWay' }, to: { kind: 'leftOut', because: 'inExcludedGroup' }, people: 11 }],
            newGroups: ['x'],
          },
        }),
    ],
    ...filePages(hostile, aShell),
    [
      'audit',
      () =>
        auditPage(aShell(), {
          entries: [{ ...entry, action: 'pauseWave', outcome: 'begun' }],
          next: 'x',
          names: new Map(),
          unreadable: [],
        }),
    ],
    ['mails', () => mailsPage(aShell(), 'sent')],
    ['resume', () => resumePage(troubledShell, anOverview().report)],
    ['problem', () => problemPage(problemAnswer(forbidden('operator')), '/api/dashboard/waves/pilot/cancel', language)],
    [
      'sign-in',
      () => problemPage(problemAnswer(unauthorised('The request carries no bearer token')), '/api/dashboard', language),
    ],
  ];
}

export const pages = pagesOf(hostileName);
