import type { AuditLog } from '../../ports/audit-log.ts';
import type { Clock } from '../../ports/clock.ts';
import { isThrottled, type Page, type Throttled } from '../../ports/paging.ts';
import type { RegistrationReport } from '../../ports/registration-report.ts';
import type { ReportQuota } from '../../ports/report-quota.ts';
import type { UsedPlace } from '../../registration/report-pace.ts';

export interface Pacing {
  readonly quota: ReportQuota;
  readonly clock: Clock;
  readonly pause: (ms: number) => Promise<unknown>;
  /** Longer waits are answered as throttling, for the caller to come back: a function is billed by time. */
  readonly longestPauseMs: number;
  /** Of each stretch: who can wait must not keep out who cannot. */
  readonly placesLeftFree?: number;
}

/** The report, each request in its turn. */
export function paceReport(report: RegistrationReport, pacing: Pacing): RegistrationReport {
  const turns = new ReportTurns(pacing);
  return { readRows: (next) => turns.take(() => report.readRows(next)) };
}

/** The audit log, each request in its turn: it shares the report's quota. */
export function paceAuditLog(auditLog: AuditLog, pacing: Pacing): AuditLog {
  const turns = new ReportTurns(pacing);
  return { readEvents: (service, since, next) => turns.take(() => auditLog.readEvents(service, since, next)) };
}

/** Places for requests, one after the other. */
export class ReportTurns {
  readonly #pacing: Pacing;
  #used: UsedPlace | undefined;

  constructor(pacing: Pacing) {
    this.#pacing = pacing;
  }

  async take<Item>(read: () => Promise<Page<Item> | Throttled>): Promise<Page<Item> | Throttled> {
    const { quota, clock, pause, longestPauseMs, placesLeftFree } = this.#pacing;
    const now = clock.now();
    const { taken, at } = await quota.take(now, longestPauseMs, this.#used, placesLeftFree);
    const waitMs = at.getTime() - now.getTime();
    if (!taken) return { throttled: true, retryAfterSeconds: Math.ceil(waitMs / 1_000) };
    if (waitMs > 0) await pause(waitMs);
    const askedAt = clock.now();
    const answer = await read();
    this.#used = { at, reachedAt: reachedAt(askedAt, clock.now()) };
    if (isThrottled(answer)) await quota.slowDown(clock.now(), answer.retryAfterSeconds);
    return answer;
  }
}

/** Most of an answer's time goes by at Graph or on the way back. */
const longestWayMs = 100;

const reachedAt = (askedAt: Date, answeredAt: Date): Date =>
  new Date(askedAt.getTime() + Math.min(longestWayMs, (answeredAt.getTime() - askedAt.getTime()) / 2));
