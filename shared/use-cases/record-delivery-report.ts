import type { Journey } from '../campaign/journey.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { isKnownStatus, isSecondDelivery, mergeReport, type DeliveryReport } from '../delivery/delivery-report.ts';
import { fateOf } from '../delivery/failure-rate.ts';
import { wasTurnedAway, type Message } from '../delivery/message.ts';
import { isAmong } from '../recipient/address.ts';
import { pauseOnFailures, type BreakerPorts } from './pause-on-failures.ts';
import { changeJourney, type PlannedWrite, type WritePlanPorts } from './write-plan.ts';

export interface RecordReportPorts extends WritePlanPorts, BreakerPorts {}

/** `secondDelivery`: two mails under one id have arrived. `unknownStatus`: a person has to read it. */
export type ReportOutcome = 'recorded' | 'nothingNew' | 'notOurs' | 'unknownStatus' | 'secondDelivery';

/**
 * Lays a delivery report over its message. Reports come late, twice and in any order; merging is monotone, so none of that
 * matters; where a step was sent again, each report finds its own message. One for a message we never sent is named in the
 * log and otherwise ignored.
 *
 * An address that turns mail away is written down: it is not tried again by itself, since every attempt would prolong its
 * ban. Too many failures pause the campaign; their count may miss a mail after a crash, never a state.
 */
export async function recordDeliveryReport(
  report: DeliveryReport,
  rules: PlanningRules,
  now: Date,
  ports: RecordReportPorts,
): Promise<ReportOutcome> {
  const { messageId, status } = report;
  const indexed = await ports.messageIndex.find(messageId);
  if (indexed === undefined) {
    ports.journal.warn('deliveryReportNotOurs', { messageId, status });
    return 'notOurs';
  }
  let laid = undefined as LaidReport | undefined;
  const change = (journey: Journey) => {
    laid = layReport(report, journey);
    return laid && changeTo(laid.merged, journey);
  };
  const plan = await changeJourney(indexed.userId, change, { rules, now, ports });
  if (plan === undefined || laid === undefined) return 'nothingNew';
  const { outcome, merged } = laid;
  if (outcome === 'recorded') await countFate(merged, now, ports);
  else ports.journal.warn(outcome, { messageId, status });
  return outcome;
}

interface LaidReport {
  readonly merged: Message;
  readonly outcome: ReportOutcome;
}

/** The message, current or superseded, as the report leaves it; undefined where it tells nothing new. */
function layReport(report: DeliveryReport, { messages, superseded = [] }: Journey): LaidReport | undefined {
  const message = [...messages, ...superseded].find(({ messageId }) => messageId === report.messageId);
  const merged = message && mergeReport(message, report);
  return message && merged && { merged, outcome: outcomeOf(message, report) };
}

function outcomeOf(message: Message, report: DeliveryReport): ReportOutcome {
  if (isSecondDelivery(message, report)) return 'secondDelivery';
  return isKnownStatus(report.status) ? 'recorded' : 'unknownStatus';
}

/** An address that turned the mail away is not tried again by itself. */
function changeTo(merged: Message, { facts }: Journey): PlannedWrite {
  const before = facts?.suppressedAddresses ?? [];
  const { address } = merged;
  const isNew = wasTurnedAway(merged) && address !== undefined && !isAmong(address, before);
  const written = { messages: [merged], releaseBodyOf: [merged.messageId] };
  return isNew ? { ...written, suppressedAddresses: [...before, address] } : written;
}

/** Counted by when the mail left: what an operator has seen to is over, however late its reports come. */
async function countFate(
  { messageId, state, acceptedAt }: Message,
  now: Date,
  ports: RecordReportPorts,
): Promise<void> {
  const fate = fateOf(state);
  if (fate === undefined) return;
  await ports.deliveryTally.add(fate, messageId, acceptedAt ?? now);
  if (fate !== 'delivered') await pauseOnFailures(now, ports);
}
