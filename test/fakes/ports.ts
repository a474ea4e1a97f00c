import { FakeAdminRoles } from './fake-admin-roles.ts';
import { FakeAccessTokens } from './fake-access-tokens.ts';
import { FakeAgenda } from './fake-agenda.ts';
import { FakeAuditLog } from './fake-audit-log.ts';
import { FakeAuditTrail } from './fake-audit-trail.ts';
import { FakeAuthenticationMethods } from './fake-authentication-methods.ts';
import { FakeCampaignSource } from './fake-campaign-source.ts';
import { FakeCampaignStore } from './fake-campaign-store.ts';
import { FakeCheckCursor } from './fake-check-cursor.ts';
import { aClock } from './fake-clock.ts';
import { FakeDeliveryTally } from './fake-delivery-tally.ts';
import { FakeDirectory } from './fake-directory.ts';
import { FakeDriftStore } from './fake-drift-store.ts';
import { FakeEntryHints } from './fake-entry-hints.ts';
import { FakeErasures } from './fake-erasures.ts';
import { FakeFiguresStore } from './fake-figures-store.ts';
import { FakeFormKeyStore } from './fake-form-key-store.ts';
import { FakeBudget } from './fake-budget.ts';
import { FakeGateStore } from './fake-gate-store.ts';
import { FakeHolidays } from './fake-holidays.ts';
import { FakeIds } from './fake-ids.ts';
import { FakeInstallationStore } from './fake-installation-store.ts';
import { FakeJournal } from './fake-journal.ts';
import { FakeMailer } from './fake-mailer.ts';
import { FakeMessageIndex } from './fake-message-index.ts';
import { FakeNamedLists } from './fake-named-lists.ts';
import { FakeNoticeStore } from './fake-notice-store.ts';
import { FakeOwnerLetterStore } from './fake-owner-letter-store.ts';
import { FakePassStore } from './fake-pass-store.ts';
import { FakePeoplePacks } from './fake-people-packs.ts';
import { FakePersonReader } from './fake-person-reader.ts';
import { FakePlanStore } from './fake-plan-store.ts';
import { FakeRecipientStore } from './fake-recipient-store.ts';
import { FakeReopeningCandidates } from './fake-reopening-candidates.ts';
import { FakeReleaseCount } from './fake-release-count.ts';
import { FakeRegistrationReport } from './fake-registration-report.ts';
import { FakeSourceNotes } from './fake-source-notes.ts';
import { FakeTenantStore } from './fake-tenant-store.ts';
import { FakeTimerRuns } from './fake-timer-runs.ts';
import { FakeToldDetailsStore } from './fake-told-details-store.ts';
import { FakeUnreadableRows } from './fake-unreadable-rows.ts';
import { FakeUserLookup } from './fake-user-lookup.ts';
import { FakeWatermarks } from './fake-watermarks.ts';
import { FakeWaveStore } from './fake-wave-store.ts';
import { DoneToday } from '../../shared/use-cases/done-today.ts';
import type { MailboxPurposes } from '../../shared/ports/mailbox-purposes.ts';
import type { RegisteredMethods } from '../../shared/ports/registered-methods.ts';
import { ErasedPeople } from '../../shared/use-cases/erased-people.ts';
import { ListMembership } from '../../shared/use-cases/list-membership.ts';
import { FakePageQueue, FakePoisonQueues, FakeSendQueue } from './fake-work-queues.ts';

/** A whole world in memory: every port, under the names by which use cases ask for them. */
export function fakePorts(start?: Date | string) {
  const recipients = new FakeRecipientStore();
  const clock = aClock(start);
  const erasures = new FakeErasures();
  const namedLists = new FakeNamedLists();
  return {
    clock,
    erasures,
    erasedPeople: new ErasedPeople(erasures, clock),
    ids: new FakeIds(),
    journal: new FakeJournal(),
    recipients,
    messageIndex: new FakeMessageIndex(),
    agenda: new FakeAgenda(),
    campaigns: new FakeCampaignStore(),
    sourceNotes: new FakeSourceNotes(),
    waves: new FakeWaveStore(),
    namedLists,
    listMembership: new ListMembership(namedLists, clock),
    notices: new FakeNoticeStore(),
    entryHints: new FakeEntryHints(),
    reopeningCandidates: new FakeReopeningCandidates(),
    drifts: new FakeDriftStore(),
    toldDetails: new FakeToldDetailsStore(),
    ownerLetters: new FakeOwnerLetterStore(),
    ownersTold: new DoneToday(),
    managersTold: new DoneToday(),
    gates: new FakeGateStore(),
    budget: new FakeBudget(),
    testMailBudget: new FakeBudget(),
    watermarks: new FakeWatermarks(),
    timerRuns: new FakeTimerRuns(),
    passes: new FakePassStore(),
    packs: new FakePeoplePacks(),
    checkCursor: new FakeCheckCursor(),
    forgetCursor: new FakeCheckCursor(),
    installation: new FakeInstallationStore(),
    formKeys: new FakeFormKeyStore(),
    deliveryTally: new FakeDeliveryTally(),
    tenantFacts: new FakeTenantStore(),
    figures: new FakeFiguresStore(),
    writeOrder: recipients.writeOrder,
    sendQueue: new FakeSendQueue(),
    releaseCount: new FakeReleaseCount(),
    pageQueue: new FakePageQueue(),
    poisonQueues: new FakePoisonQueues(),
    mailer: new FakeMailer(),
    directory: new FakeDirectory(),
    report: new FakeRegistrationReport(),
    source: new FakeCampaignSource(),
    holidays: new FakeHolidays(),
    auditLog: new FakeAuditLog(),
    accessTokens: new FakeAccessTokens(),
    plans: new FakePlanStore(),
    unreadableRows: new FakeUnreadableRows(),
    auditTrail: new FakeAuditTrail(),
    users: new FakeUserLookup(),
    // Nothing has happened to anybody since the last pass.
    people: new FakePersonReader(async (userId) => (await recipients.readJourney(userId)).facts),
    authenticationMethods: new FakeAuthenticationMethods(),
    registeredMethods: undefined as RegisteredMethods | undefined,
    mailboxPurposes: undefined as MailboxPurposes | undefined,
    settings: { noticeAddresses: [] as readonly string[] },
    adminRoles: new FakeAdminRoles(),
  };
}

export type FakePorts = ReturnType<typeof fakePorts>;
