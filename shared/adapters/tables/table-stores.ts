import { randomUUID } from 'node:crypto';
import type { Agenda } from '../../ports/agenda.ts';
import type { AuditTrail } from '../../ports/audit-trail.ts';
import type { CampaignStore } from '../../ports/campaign-store.ts';
import type { CheckCursor } from '../../ports/check-cursor.ts';
import type { DeliveryTally } from '../../ports/delivery-tally.ts';
import type { FiguresStore } from '../../ports/figures-store.ts';
import type { FormKeyStore } from '../../ports/form-key-store.ts';
import type { Budget } from '../../ports/budget.ts';
import type { DriftStore } from '../../ports/drift-store.ts';
import type { EntryHints } from '../../ports/entry-hints.ts';
import type { Erasures } from '../../ports/erasures.ts';
import type { GateStore } from '../../ports/gate-store.ts';
import type { InstallationStore } from '../../ports/installation-store.ts';
import type { MessageIndex } from '../../ports/message-index.ts';
import type { NamedLists } from '../../ports/named-lists.ts';
import type { NoticeStore } from '../../ports/notice-store.ts';
import type { OwnerLetterStore } from '../../ports/owner-letter-store.ts';
import type { PassStore } from '../../ports/pass-store.ts';
import type { PeoplePacks } from '../../ports/people-packs.ts';
import type { PlanStore } from '../../ports/plan-store.ts';
import type { RecipientStore } from '../../ports/recipient-store.ts';
import type { ReopeningCandidates } from '../../ports/reopening-candidates.ts';
import type { ReportQuota } from '../../ports/report-quota.ts';
import type { SourceNotesStore } from '../../ports/source-notes.ts';
import type { TenantStore } from '../../ports/tenant-store.ts';
import type { ToldDetailsStore } from '../../ports/told-details-store.ts';
import type { TimerRuns } from '../../ports/timer-runs.ts';
import type { Traces } from '../../ports/traces.ts';
import type { UnreadableRows } from '../../ports/unreadable-rows.ts';
import type { Watermarks } from '../../ports/watermarks.ts';
import type { WriteOrder } from '../../ports/write-order.ts';
import type { WaveStore } from '../../ports/wave-store.ts';
import { TableAgenda } from './agenda.ts';
import { TableAuditTrail } from './audit-trail.ts';
import { TableCampaignStore } from './campaign-store.ts';
import type { Tables } from './connect-tables.ts';
import { TableCheckCursor } from './check-cursor.ts';
import { TableDeliveryTally } from './delivery-tally.ts';
import { TableFiguresStore } from './figures-store.ts';
import { TableFormKeyStore } from './form-key-store.ts';
import { TableBudget } from './budget.ts';
import { TableDriftStore } from './drift-store.ts';
import { TableEntryHints } from './entry-hints.ts';
import { TableErasures } from './erasures.ts';
import { TableGateStore } from './gate-store.ts';
import { TableInstallationStore } from './installation-store.ts';
import { TableMessageIndex } from './message-index.ts';
import { TableNamedLists } from './named-lists.ts';
import { TableNoticeStore } from './notice-store.ts';
import { TableOwnerLetterStore } from './owner-letter-store.ts';
import { TablePassStore } from './pass-store.ts';
import { TablePeoplePacks } from './people-packs.ts';
import { TablePlanStore } from './plan-store.ts';
import { TableRecipientStore } from './recipient-store.ts';
import { TableReopeningCandidates } from './reopening-candidates.ts';
import { TableReportQuota } from './report-quota.ts';
import { TableSourceNotes } from './source-notes.ts';
import { TableTenantStore } from './tenant-store.ts';
import { TableTimerRuns } from './timer-runs.ts';
import { TableTraces } from './traces.ts';
import { TableToldDetailsStore } from './told-details-store.ts';
import { TableUnreadableRows } from './unreadable-rows.ts';
import { TableWatermarks } from './watermarks.ts';
import { TableWaveStore } from './wave-store.ts';
import { tableWriteOrder } from './write-order.ts';

/** Every port that is kept in tables. */
export interface TableStores {
  readonly recipients: RecipientStore;
  readonly messageIndex: MessageIndex;
  readonly agenda: Agenda;
  readonly campaigns: CampaignStore;
  readonly sourceNotes: SourceNotesStore;
  readonly waves: WaveStore;
  readonly namedLists: NamedLists;
  readonly notices: NoticeStore;
  readonly entryHints: EntryHints;
  readonly reopeningCandidates: ReopeningCandidates;
  readonly drifts: DriftStore;
  readonly toldDetails: ToldDetailsStore;
  readonly ownerLetters: OwnerLetterStore;
  readonly gates: GateStore;
  readonly budget: Budget;
  readonly testMailBudget: Budget;
  readonly watermarks: Watermarks;
  readonly timerRuns: TimerRuns;
  readonly passes: PassStore;
  readonly packs: PeoplePacks;
  readonly checkCursor: CheckCursor;
  readonly forgetCursor: CheckCursor;
  readonly installation: InstallationStore;
  readonly formKeys: FormKeyStore;
  readonly deliveryTally: DeliveryTally;
  readonly tenantFacts: TenantStore;
  readonly reportQuota: ReportQuota;
  readonly auditTrail: AuditTrail;
  readonly plans: PlanStore;
  readonly unreadableRows: UnreadableRows;
  readonly figures: FiguresStore;
  readonly writeOrder: WriteOrder;
  readonly erasures: Erasures;
  readonly traces: Traces;
}

/** The stores over connected tables. `newWriteId` marks each write, so that it must never repeat. */
export function createTableStores(tables: Tables, newWriteId: () => string = randomUUID): TableStores {
  return {
    recipients: new TableRecipientStore(tables.recipients, tables.control, newWriteId),
    messageIndex: new TableMessageIndex(tables.messageIndex, tables.control),
    agenda: new TableAgenda(tables.agenda, tables.control),
    campaigns: new TableCampaignStore(tables.control, newWriteId),
    sourceNotes: new TableSourceNotes(tables.control),
    waves: new TableWaveStore(tables.waves, tables.control, newWriteId),
    namedLists: new TableNamedLists(tables.waves, tables.control, newWriteId),
    notices: new TableNoticeStore(tables.waves, tables.control, newWriteId),
    entryHints: new TableEntryHints(tables.waves, tables.control),
    reopeningCandidates: new TableReopeningCandidates(tables.waves, tables.control),
    drifts: new TableDriftStore(tables.control, newWriteId),
    toldDetails: new TableToldDetailsStore(tables.control, newWriteId),
    ownerLetters: new TableOwnerLetterStore(tables.control, newWriteId),
    gates: new TableGateStore(tables.control, newWriteId),
    budget: new TableBudget(tables.control, 'enrolments', newWriteId),
    testMailBudget: new TableBudget(tables.control, 'testMails', newWriteId),
    watermarks: new TableWatermarks(tables.control),
    timerRuns: new TableTimerRuns(tables.control),
    passes: new TablePassStore(tables.control, tables.passRows, newWriteId),
    packs: new TablePeoplePacks(tables.passRows, tables.control),
    checkCursor: new TableCheckCursor(tables.control, 'cursor'),
    forgetCursor: new TableCheckCursor(tables.control, 'forget'),
    installation: new TableInstallationStore(tables.control),
    formKeys: new TableFormKeyStore(tables.control),
    deliveryTally: new TableDeliveryTally(tables.control, newWriteId),
    tenantFacts: new TableTenantStore(tables.control, newWriteId),
    reportQuota: new TableReportQuota(tables.control, newWriteId),
    auditTrail: new TableAuditTrail(tables.control),
    plans: new TablePlanStore(tables.waves, tables.control, newWriteId),
    unreadableRows: new TableUnreadableRows(tables),
    figures: new TableFiguresStore(tables.control, newWriteId),
    writeOrder: tableWriteOrder,
    erasures: new TableErasures(tables.control, tables.messageIndex),
    traces: new TableTraces(tables),
  };
}
