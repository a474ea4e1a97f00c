import type { CampaignDocument } from '../../shared/config/campaign-document.ts';
import type { EntryNotice } from '../../shared/campaign/entry-notice.ts';
import type { Wave } from '../../shared/campaign/wave.ts';
import type { Message } from '../../shared/delivery/message.ts';
import { messageIdOf, planMessage } from '../../shared/delivery/plan-message.ts';
import type { Step } from '../../shared/delivery/steps.ts';
import type { FactsRow, PinnedBody } from '../../shared/ports/recipient-store.ts';
import { noCounts, type Pass } from '../../shared/registration/pass.ts';
import type { Evidence } from '../../shared/registration/evidence.ts';
import { aDocument as aCampaignDocument } from '../builders/documents.ts';

const deploymentId = '3f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a10';

export const noon = new Date('2026-12-01T12:00:00.123Z');

export const minutesAfterNoon = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);

/** The object id of the nth person; their first digits, and so their partitions, differ. */
export const userId = (n: number): string => `${(n % 16).toString(16)}0000000-0000-4000-8000-${hex12(n)}`;

const hex12 = (n: number): string => n.toString(16).padStart(12, '0');

export const aMessage = (n: number, step: Step = 'nudge', change: Partial<Message> = {}): Message => ({
  ...planMessage(deploymentId, { userId: userId(n), step }, { dueAt: noon, now: noon }),
  ...change,
});

export const aClaimedMessage = (n: number): Message =>
  aMessage(n, 'nudge', {
    state: 'claimed',
    address: 'åsa@contoso.com',
    writtenAs: { kind: 'nudge', locale: 'sv', localeBecause: 'usageLocation' },
    claim: {
      claimId: 'claim-1',
      claimedAt: noon,
      firstClaimedAt: noon,
      from: {
        service: 'https://contoso.communication.azure.com',
        senderAddress: 'sspr@mail.contoso.com',
        replyToAddress: 'hjälp@contoso.com',
      },
      deniedAt: minutesAfterNoon(20),
      refusedWith: 'badRequest',
    },
    history: [
      { state: 'planned', at: noon },
      { state: 'claimed', at: minutesAfterNoon(1), because: 'due' },
    ],
  });

/** The nth notice to somebody of what was entered for them, claimed. */
export const anEntryNotice = (n: number, minutes: number): EntryNotice => {
  const { claim, address, writtenAs } = aClaimedMessage(n);
  return {
    userId: userId(n),
    messageId: userId(1_000 - minutes),
    state: 'claimed',
    because: undefined,
    claim,
    acceptedAt: undefined,
    address,
    writtenAs: writtenAs!,
    history: [{ state: 'planned', at: minutesAfterNoon(minutes) }],
    planId: 'plan-1',
    entries: [{ method: 'email', masked: 'å•••@e•••.com', isSeen: true }],
  };
};

export const someEvidence = (n: number, eventId = 'event-1', minutes = 0): Evidence => ({
  eventId,
  userId: userId(n),
  at: minutesAfterNoon(minutes),
  kind: 'methodRegistered',
  by: 'user',
  method: 'phone',
  reason: 'User registered Phone.',
});

export const aBody = (n: number, change: Partial<PinnedBody> = {}): PinnedBody => ({
  messageId: messageIdOf(deploymentId, userId(n), 'nudge', 0),
  subject: 'Välj hur du återställer ditt lösenord',
  html: '<p>Hej \u{1f44b}</p>',
  text: 'Hej',
  displayName: 'Åsa Öberg',
  ...change,
});

export const someFacts = (n: number, change: Partial<FactsRow> = {}): FactsRow => ({
  userId: userId(n),
  user: {
    id: userId(n),
    userPrincipalName: `person${n}@contoso.com`,
    displayName: 'Åsa \u{1f600} Öberg',
    givenName: 'Åsa',
    mail: `person${n}@contoso.com`,
    otherMails: ['home@example.com'],
    preferredLanguage: 'sv-SE',
    usageLocation: 'SE',
    department: 'Försäljning',
    companyName: 'Contoso AB',
    country: 'Sverige',
    employeeType: 'Employee',
    managerId: userId(900),
    accountEnabled: true,
    userType: 'member',
    createdDateTime: new Date('2020-02-29T01:02:03.456Z'),
    onPremisesSyncEnabled: false,
    employeeHireDate: new Date('2020-03-01T00:00:00.000Z'),
    servicePlanIds: ['41781fb2-bc02-4b7c-bd55-b576c07bb09d'],
    gracePlanIds: ['41781fb2-bc02-4b7c-bd55-b576c07bb09d'],
    hasLapsedPlans: false,
    skuIds: ['078d2b04-f1bd-4111-bbd4-b4b1b354cef4'],
    lastSignInDateTime: new Date('2026-11-30T23:59:59.999Z'),
    neverSignedIn: false,
  },
  isInDirectory: true,
  registration: {
    isSsprEnabled: true,
    isSsprRegistered: false,
    isSsprCapable: false,
    isAdmin: false,
    methodsRegistered: ['mobilePhone'],
  },
  reportReadAt: noon,
  memberOf: ['7f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a11'],
  ...change,
});

/** Facts where everything is unset that can be. */
export const bareFacts = (n: number): FactsRow => {
  const facts = someFacts(n);
  const user = {
    ...facts.user,
    givenName: undefined,
    mail: undefined,
    preferredLanguage: undefined,
    usageLocation: undefined,
    createdDateTime: undefined,
    lastSignInDateTime: undefined,
    otherMails: [],
    servicePlanIds: [],
  };
  return { ...facts, user, registration: undefined, memberOf: [] };
};

export const aWave = (change: Partial<Wave> = {}): Wave => ({
  waveId: 'pilot',
  name: 'Pilot',
  goal: 'register',
  origin: 'operator',
  groups: ['7f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a11'],
  users: ['åsa@contoso.com'],
  limit: undefined,
  startsAt: noon,
  createdAt: minutesAfterNoon(-5),
  state: 'scheduled',
  cursor: undefined,
  enrolledCount: 0,
  ...change,
});

export const aPass = (change: Partial<Pass> = {}): Pass => ({
  passId: 'pass-1',
  startedAt: noon,
  state: 'reading',
  collection: 'groups',
  page: 1,
  next: undefined,
  groupsLeft: [],
  progressedAt: noon,
  counts: noCounts,
  because: undefined,
  ...change,
});

export const aDocument = (groupsOfManyWaves: readonly string[] = []): CampaignDocument => {
  const many = groupsOfManyWaves.length === 0 ? [] : numbers(20);
  return aCampaignDocument({
    waves: [
      { name: 'Malmö', startsOn: '2026-12-01' },
      ...many.map((n) => ({ name: `Wave ${n}`, startsOn: '2026-12-01', groups: [...groupsOfManyWaves] })),
    ],
  });
};

export const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);
