import { paceReport } from '../shared/adapters/graph/paced-reports.ts';
import type { CampaignDocument } from '../shared/config/campaign-document.ts';
import type { PlanningRules } from '../shared/campaign/plan-journey.ts';
import type { Directory } from '../shared/ports/directory.ts';
import type { Journal } from '../shared/ports/journal.ts';
import type { AuditTrail } from '../shared/ports/audit-trail.ts';
import type { CheckCursor } from '../shared/ports/check-cursor.ts';
import type { MessageIndex } from '../shared/ports/message-index.ts';
import type { NamedLists } from '../shared/ports/named-lists.ts';
import type { PassStore } from '../shared/ports/pass-store.ts';
import type { RegistrationReport } from '../shared/ports/registration-report.ts';
import type { UnreadableRows } from '../shared/ports/unreadable-rows.ts';
import type { WaveStore } from '../shared/ports/wave-store.ts';
import { JoinTableCache } from '../shared/use-cases/join-table-cache.ts';
import { refreshPage } from '../shared/use-cases/refresh-page.ts';
import { startPass } from '../shared/use-cases/start-pass.ts';
import type { RefreshPorts } from '../shared/use-cases/pass-run.ts';
import type { WritePlanPorts } from '../shared/use-cases/write-plan.ts';
import type { FakeClock } from '../test/fakes/fake-clock.ts';
import { FakeAdminRoles } from '../test/fakes/fake-admin-roles.ts';
import { FakeReportQuota } from '../test/fakes/fake-report-quota.ts';
import type { FakePageQueue } from '../test/fakes/fake-work-queues.ts';
import type { ErasedPeople } from '../shared/use-cases/erased-people.ts';
import { idOf, registration, userOf } from './campaign-people.ts';

const pageSize = 999;
const latency = { milliseconds: 300 };

export interface VirtualPass {
  readonly pages: number;
  /** From the first request for the report to the last one. */
  readonly reportSeconds: number;
  /** The first five requests may be made at once, then there is one place every two seconds. */
  readonly boundSeconds: number;
}

export interface VirtualPassPorts extends WritePlanPorts, Pick<RefreshPorts, 'reopeningCandidates' | 'drifts'> {
  readonly messageIndex: MessageIndex;
  readonly checkCursor: CheckCursor;
  readonly auditTrail: AuditTrail;
  readonly clock: FakeClock;
  readonly passes: PassStore;
  readonly pageQueue: FakePageQueue;
  readonly waves: WaveStore;
  readonly namedLists: NamedLists;
  readonly journal: Journal;
  readonly unreadableRows: UnreadableRows;
  readonly erasedPeople: Pick<ErasedPeople, 'known'>;
}

/** The first pass over the tenant, with the quota on reports held in virtual time. */
export async function virtualPass(
  people: number,
  document: CampaignDocument,
  rules: PlanningRules,
  ports: VirtualPassPorts,
): Promise<VirtualPass> {
  const { clock, pageQueue } = ports;
  const requested: number[] = [];
  const pageOf = <Item>(next: string | undefined, item: (n: number) => Item) => {
    const from = Number(next ?? 0);
    const to = Math.min(people, from + pageSize);
    clock.advance(latency);
    const items = Array.from({ length: to - from }, (_, i) => item(from + i));
    return { items, setAside: [], next: to < people ? String(to) : undefined };
  };
  const unpaced: RegistrationReport = {
    readRows: async (next) => {
      requested.push(clock.now().getTime());
      return pageOf(next, (n) => ({ userId: idOf(n), registration }));
    },
  };
  const pause = async (milliseconds: number) => void clock.advance({ milliseconds });
  const report = paceReport(unpaced, { quota: new FakeReportQuota(), clock, pause, longestPauseMs: 15_000 });
  const directory: Directory = {
    readUsers: async (next) => pageOf(next, userOf),
    readMembers: async () => 'noSuchGroup',
  };
  const withReport = { registeredMethods: undefined, mailboxPurposes: undefined, adminRoles: new FakeAdminRoles() };
  const run = { ...ports, ...withReport, report, directory, tables: new JoinTableCache(ports) };
  await startPass(document, clock.now(), run);
  for (let waiting = pageQueue.takeAll(); waiting.length > 0; waiting = pageQueue.takeAll()) {
    for (const { request, delaySeconds } of waiting) {
      clock.advance({ seconds: delaySeconds });
      await refreshPage(request, { rules, enrolNewJoiners: false }, run);
    }
  }
  const pages = requested.length;
  return {
    pages,
    reportSeconds: (requested.at(-1)! - requested[0]!) / 1_000,
    boundSeconds: Math.max(0, pages - 5) * 2,
  };
}
