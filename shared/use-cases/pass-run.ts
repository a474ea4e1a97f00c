import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Journal } from '../ports/journal.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { RegistrationReport } from '../ports/registration-report.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import type { PageQueue } from '../ports/work-queues.ts';
import type { Pass } from '../registration/pass.ts';
import type { JoinTableCache } from './join-table-cache.ts';
import type { WritePlanPorts } from './write-plan.ts';

export interface RefreshPorts extends WritePlanPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly report: RegistrationReport;
  readonly passes: PassStore;
  readonly pageQueue: PageQueue;
  readonly waves: WaveStore;
  readonly tables: JoinTableCache;
  readonly journal: Journal;
}

/** One page's worth of a pass: where it stands, and what it goes by. */
export interface PassRun {
  readonly pass: Pass;
  readonly rules: PlanningRules;
  /** Whether people who have become eligible since the waves began are enrolled too. */
  readonly enrolNewJoiners: boolean;
  readonly now: Date;
  readonly ports: RefreshPorts;
}
