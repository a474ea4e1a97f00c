import type { MassDrift } from '../../shared/registration/mass-drift.ts';
import type { OverviewView } from '../../shared/api/page/overview-page.ts';
import { PageClock } from '../../shared/api/page/page-clock.ts';
import type { PageShell } from '../../shared/api/page/page-frame.ts';
import type { WaveProgress } from '../../shared/api/page/wave-state.ts';
import { historyLost } from '../../shared/delivery/message.ts';
import type { CampaignReport } from '../../shared/campaign/campaign-report.ts';
import type { Tally } from '../../shared/campaign/tally.ts';
import type { Wave } from '../../shared/campaign/wave.ts';
import { after, now } from './instants.ts';
import { personId } from './people.ts';

const nowhere = { canReset: 0, onTheWay: 0, waits: 0, needsPerson: 0, ended: {}, leftOut: {} };
const zero = { people: 0, places: nowhere, enrolled: 0, nudged: 0, capable: 0, linked: 0, resetAfterMail: 0 };

/** The report of a tenant that no pass has read. */
const emptyReport: CampaignReport = {
  tally: { ...zero, messages: {} },
  effects: {},
  registeredUnasked: 0,
  registeredAtUnknownTime: 0,
  holdout: { people: 0, capable: 0 },
  phoneOnly: 0,
  profile: {
    scope: { enabled: 0, notEnabled: 0 },
    domains: {},
    synchronised: 0,
    licences: { servicePlan: 0, sku: 0, officeOnly: 0, inGracePeriod: 0 },
    unreadable: 0,
    resets: { succeeded: 0, synchronisedSucceeded: 0, failed: 0, writebackOff: 0 },
  },
  days: [],
  needsHuman: [],
  needsHumanCount: 0,
  heldLinks: [],
  heldLinksCount: 0,
};

/** A campaign in its third week. */
export const aReport = (change: Partial<CampaignReport> = {}): CampaignReport => ({
  ...emptyReport,
  tally: {
    people: 12_345,
    enrolled: 4_000,
    capable: 1_500,
    nudged: 3_000,
    linked: 1_400,
    resetAfterMail: 37,
    places: {
      canReset: 8_440,
      onTheWay: 2_400,
      waits: 601,
      needsPerson: 0,
      ended: { remindersExhausted: 180 },
      leftOut: { guest: 700, accountDisabled: 20, adminUnderTwoGatePolicy: 4 },
    },
    messages: {},
  },
  effects: {
    'sspr-link': { sent: 1_400, delivered: 1_398, registeredAfter: 0, resetAfter: 30 },
    'reminder-2': { sent: 400, delivered: 400, registeredAfter: 90, resetAfter: 2 },
    'reminder-1': { sent: 1_200, delivered: 1_199, registeredAfter: 300, resetAfter: 0 },
    nudge: { sent: 3_000, delivered: 2_990, registeredAfter: 1_000, resetAfter: 5 },
  },
  registeredUnasked: 110,
  holdout: { people: 60, capable: 3 },
  days: [
    { day: '2026-11-16', mails: 300, registrations: 40 },
    { day: '2026-11-17', mails: 1_200, registrations: 410 },
    { day: '2026-11-20', mails: 900, registrations: 700 },
    { day: '2026-12-01', mails: 0, registrations: 350 },
  ],
  ...change,
});

const aWave = (change: Partial<Wave> = {}): Wave => ({
  waveId: 'pilot',
  name: 'Pilot',
  goal: 'register',
  origin: 'document',
  groups: [],
  users: [],
  limit: undefined,
  startsAt: after({ days: -14 }),
  createdAt: after({ days: -20 }),
  state: 'enrolled',
  cursor: undefined,
  enrolledCount: 15,
  ...change,
});

/** What an operator's pages have around them, in Stockholm. */
export const aShell = ({ language = 'en', ...change }: Partial<PageShell> = {}): PageShell => ({
  campaignName: 'SSPR onboarding',
  organisation: 'Contoso',
  state: { status: 'running', because: undefined, changedAt: now },
  dryRun: false,
  cloud: 'public',
  language,
  clock: new PageClock('Europe/Stockholm', now, language),
  caller: { name: 'Anna Lind', roles: ['Campaign.Operate'] },
  path: '',
  tokenFor: (path) => `token-of-${path}`,
  ...change,
});

const { tally: everybody } = aReport();
/** Of a wave's people, who are fewer than everybody. */
const aTally = {
  ...everybody,
  people: 4_000,
  places: {
    canReset: 1_500,
    onTheWay: 2_300,
    waits: 0,
    needsPerson: 0,
    ended: { remindersExhausted: 180 },
    leftOut: { accountDisabled: 20 },
  },
};

export const aWaveProgress = (change: Partial<Wave> = {}, tally: Partial<Tally> = {}): WaveProgress => ({
  wave: aWave(change),
  tally: { ...aTally, ...tally },
});

export const anOverview = (change: Partial<OverviewView> = {}): OverviewView => ({
  sending: { kind: 'open', count: 30 },
  detection: { kind: 'current' },
  pace: { newRecipientsPerDay: 300, mailsPerHour: 100 },
  report: { ...aReport(), asOf: now, countedAt: after({ hours: -6 }) },
  waves: [
    aWaveProgress(),
    aWaveProgress({ waveId: 'everyone', name: 'Everyone', state: 'paused', startsAt: after({ days: -7 }) }),
  ],
  poison: { 'send-message': 0 },
  rowsSetAside: 0,
  drifts: [],
  pass: undefined,
  forecast: { lastFirstMailAt: after({ days: 9 }), lastReminderAt: after({ days: 30 }), limitedBy: 'mailQuota' },
  whatIf: undefined,
  ...change,
});

/** What somebody might be called who wants to see what the page does with it. */
export const hostileName = `<script>alert(1)</script>"onload='x'&`;

export const aMassDrift: MassDrift = {
  passId: '2026-12-01T02:00:00.000Z',
  foundAt: after({ hours: -7 }),
  people: 312,
  capableBefore: 4_100,
  causes: { methodsNotAllowed: 300, notRegistered: 12 },
};

/** Everything that can be wrong at once, in a campaign where everything is called so. */
export const inTroubleOf = (hostile: string) => ({
  troubled: {
    campaignName: hostile,
    organisation: hostile,
    state: { status: 'paused', because: `3 of 20 mails failed ${hostile}`, changedAt: after({ hours: -2 }) },
  } as const,
  overview: anOverview({
    waves: [aWaveProgress({ waveId: 'a/b?c', name: hostile, state: 'scheduled' })],
    poison: { 'send-message': 2, 'delivery-reports': 1 },
    rowsSetAside: 3,
    drifts: [aMassDrift],
    report: {
      ...aReport({
        needsHumanCount: 51,
        needsHuman: [
          { userId: personId(1), step: 'nudge', state: 'unknown', because: undefined },
          { userId: personId(2), step: 'reminder-1', state: 'rejected', because: 'InvalidRecipient' },
          { userId: personId(3), step: 'nudge', state: 'unknown', because: historyLost },
        ],
      }),
      asOf: now,
      countedAt: after({ hours: -6 }),
    },
  }),
});

const { troubled, overview } = inTroubleOf(hostileName);
export const [troubledShell, troubledOverview] = [aShell(troubled), overview];

/** Before the first pass. */
export const emptyOverview = anOverview({
  report: { ...emptyReport, asOf: now, countedAt: undefined },
  waves: [],
  forecast: undefined,
});
