import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { DriftStore } from '../ports/drift-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { MailboxPurposes } from '../ports/mailbox-purposes.ts';
import type { MessageIndex } from '../ports/message-index.ts';
import type { Page, Throttled } from '../ports/paging.ts';
import type { NamedLists } from '../ports/named-lists.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { AdminRoles } from '../ports/admin-roles.ts';
import type { RegisteredMethods } from '../ports/registered-methods.ts';
import type { RegistrationReport } from '../ports/registration-report.ts';
import type { ReopeningCandidates } from '../ports/reopening-candidates.ts';
import type { UnreadableRows } from '../ports/unreadable-rows.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import type { PageQueue } from '../ports/work-queues.ts';
import { isId } from '../registration/pass/id-table.ts';
import type { Pass } from '../registration/pass.ts';
import type { JoinTableCache } from './join-table-cache.ts';
import type { WritePlanPorts } from './write-plan.ts';

export interface RefreshPorts extends WritePlanPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly report: RegistrationReport;
  /** Undefined where methods are not to be read: `METHODS_WITHOUT_P1`. */
  readonly registeredMethods: RegisteredMethods | undefined;
  /** Undefined where mailboxes are not to be asked for: `MAILBOX_PURPOSE`. */
  readonly mailboxPurposes: MailboxPurposes | undefined;
  readonly adminRoles: Pick<AdminRoles, 'readHolders'>;
  readonly passes: PassStore;
  readonly pageQueue: PageQueue;
  readonly waves: WaveStore;
  readonly namedLists: Pick<NamedLists, 'readPeople'>;
  readonly reopeningCandidates: Pick<ReopeningCandidates, 'put'>;
  readonly drifts: DriftStore;
  readonly tables: JoinTableCache;
  readonly journal: Journal;
  readonly unreadableRows: Pick<UnreadableRows, 'list'>;
  readonly messageIndex: Pick<MessageIndex, 'has'>;
}

/** What the campaign decides about a pass. */
export interface RefreshRules {
  readonly rules: PlanningRules;
  /** Whether people who have become eligible since the waves began are enrolled too. */
  readonly enrolNewJoiners: boolean;
}

/** The work on one page of a pass: where the pass stands, and what it goes by. */
export interface PassRun extends RefreshRules {
  readonly pass: Pass;
  readonly now: Date;
  readonly ports: RefreshPorts;
}

/** What came of reading a page. */
export type Reading =
  | {
      readonly kind: 'read';
      readonly next: string | undefined;
      readonly counts: Pass['counts'];
      readonly groupsLeft: Pass['groupsLeft'];
      /** What else it told of the tenant. */
      readonly found?: Pick<Pass, 'signInDomains' | 'registrationsFrom' | 'rolesUnread'>;
    }
  /** The same page once more: a part of it is done, and stored. */
  | { readonly kind: 'partly'; readonly counts: Pass['counts'] }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'doubted'; readonly because: string };

export type Read = Extract<Reading, { kind: 'read' }>;

export const toWait = ({ retryAfterSeconds }: Throttled): Reading => ({ kind: 'throttled', retryAfterSeconds });

export function countSetAside<Item>(pass: Pass, page: Page<Item>, ports: RefreshPorts): Pass['counts'] {
  for (const { id, reason } of page.setAside) {
    ports.journal.warn('rowSetAside', { collection: pass.collection, id: id ?? '(none)', because: reason });
  }
  return { ...pass.counts, setAside: pass.counts.setAside + page.setAside.length };
}

/** Whose rows could not be read. A text that is no object id is nobody's. */
export const unreadableIds = <Item>({ setAside }: Page<Item>): readonly string[] =>
  setAside.flatMap(({ id }) => (id !== undefined && isId(id) ? [id] : []));
