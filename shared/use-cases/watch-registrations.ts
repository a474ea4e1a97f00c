import type { PlanningRules } from '../campaign/plan-journey.ts';
import { addDays, addHours, addMinutes } from '../registration/add-time.ts';
import { keptForDays, readAgain } from '../registration/detection.ts';
import { keptEndings } from '../diagnosis/last-attempt.ts';
import type { ReopeningReason } from '../campaign/round.ts';
import type { ReopeningCandidates } from '../ports/reopening-candidates.ts';
import { isLoss, reportLagHours } from '../registration/readiness.ts';
import { evidenceOf, registrationServices, type Evidence, type RegistrationService } from '../registration/evidence.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import { isThrottled } from '../ports/paging.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import type { TenantStore } from '../ports/tenant-store.ts';
import type { Watermarks } from '../ports/watermarks.ts';
import { writebackSwitchIn } from '../tenant/known-tenant.ts';
import { noteWritebackSwitch } from './learn-tenant.ts';
import { changeJourney, type Run, type WritePlanPorts } from './write-plan.ts';
import { count, type Counting, type Learnt, type WatchSummary } from './watch-summary.ts';

export interface WatchPorts extends WritePlanPorts {
  readonly auditLog: AuditLog;
  readonly watermarks: Watermarks;
  readonly tenantFacts: TenantStore;
  readonly reopeningCandidates: Pick<ReopeningCandidates, 'put'>;
}

/** Events appear minutes late and out of order, so each run reads this far back again; each event still counts once. */
const overlapMinutes = 30;

/**
 * No edition keeps audit events longer: after a longer silence what is left is read, and the report knows the rest.
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention
 */
const longestRetentionDays = 30;

/**
 * Reads what the audit log has to say about registrations and resets since the last time, and plans what follows for each
 * person concerned. Costs one request for each service when nothing happened, and grows with the events only.
 */
export async function watchRegistrations(rules: PlanningRules, now: Date, ports: WatchPorts): Promise<WatchSummary> {
  const summary: Counting = { requests: 0, events: 0, newEvidence: 0, setAside: 0, throttled: 0 };
  const readings: Reading[] = [];
  for (const service of registrationServices) readings.push(await readService(service, summary, { rules, now, ports }));
  if (readings.every(({ isWhole }) => isWhole)) await noteReading(readings, now, ports);
  return summary;
}

/** What one reading of a service's events came to. */
interface Reading {
  /** It was read to its end. */
  readonly isWhole: boolean;
  /** It told of a registration or a reset, known already or not. */
  readonly hasTold: boolean;
}

async function noteReading(readings: readonly Reading[], readAt: Date, { watermarks }: WatchPorts): Promise<void> {
  const hasTold = readings.some((reading) => reading.hasTold);
  await watermarks.noteReading(readAgain(await watermarks.readReading(), { readAt, hasTold }));
}

/** The watermark moves only after every page has been applied: a crash reads them again. */
async function readService(service: RegistrationService, summary: Counting, run: Run<WatchPorts>): Promise<Reading> {
  const { now, ports } = run;
  const watermark = (await ports.watermarks.read(service)) ?? addDays(now, -keptForDays);
  const oldest = addDays(now, -longestRetentionDays);
  const since = new Date(Math.max(addMinutes(watermark, -overlapMinutes).getTime(), oldest.getTime()));
  let latest = watermark;
  let hasTold = false;
  let next: string | undefined;
  do {
    const page = await ports.auditLog.readEvents(service, since, next);
    summary.requests++;
    if (isThrottled(page)) {
      summary.throttled++;
      return { isWhole: false, hasTold };
    }
    summary.events += page.items.length;
    summary.setAside += page.setAside.length;
    for (const event of page.items) {
      const evidence = evidenceOf(event);
      hasTold ||= evidence !== undefined;
      if (evidence) count(evidence, await learn(evidence, run), now, summary);
      const writeback = writebackSwitchIn(event);
      if (writeback) await noteWritebackSwitch(writeback, run.ports.tenantFacts);
      if (event.activityDateTime > latest) latest = event.activityDateTime;
    }
    next = page.next;
  } while (next !== undefined);
  // An event with a time in the future must not make us skip what comes before it.
  const reached = latest > now ? now : latest;
  if (reached > watermark) await ports.watermarks.write(service, reached);
  return { isWhole: true, hasTold };
}

/** Writes evidence once, together with what it changes for the person. Whoever may have to be asked anew is noted before. */
async function learn(evidence: Evidence, run: Run<WatchPorts>): Promise<Learnt> {
  let isFirst = false;
  const { userId, eventId: toldBy, at: toldAt } = evidence;
  const known = await run.ports.recipients.readJourney(userId);
  const because = asksAnew(evidence);
  if (because !== undefined && !known.evidence.some(({ eventId }) => eventId === toldBy)) {
    const lookAt = addHours(toldAt, reportLagHours);
    await run.ports.reopeningCandidates.put([{ userId, because, toldBy, toldAt, lookAt }]);
  }
  const change = (journey: StoredJourney) => {
    if (journey.evidence.some(({ eventId }) => eventId === evidence.eventId)) return undefined;
    isFirst = isRegistration(evidence) && !journey.evidence.some(isRegistration);
    return { evidence: [evidence] };
  };
  if ((await changeJourney(userId, change, run, { known })) === undefined) return 'known';
  return isFirst ? 'firstRegistration' : 'new';
}

/** A reset that failed for want of security info, or security info that is deleted. */
function asksAnew(evidence: Evidence): ReopeningReason | undefined {
  if (isLoss(evidence)) return 'securityInfoLost';
  return keptEndings([evidence])[0]?.cause === 'notRegistered' ? 'resetFailed' : undefined;
}

const isRegistration = ({ kind, by }: Evidence): boolean =>
  by === 'user' && (kind === 'registered' || kind === 'methodRegistered');
