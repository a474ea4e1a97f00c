import { messageOf } from '../campaign/journey.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { isKnownStatus, isSecondDelivery, mergeReport, type DeliveryReport } from '../delivery/delivery-report.ts';
import { fateOf } from '../delivery/failure-rate.ts';
import type { Message } from '../delivery/message.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import { pauseOnFailures, type BreakerPorts } from './pause-on-failures.ts';
import { replaceMessage } from './settle-claim.ts';
import { changeJourney, type WritePlanPorts } from './write-plan.ts';

export interface RecordReportPorts extends WritePlanPorts, BreakerPorts {}

/** `secondDelivery`: two mails under one id have arrived. `unknownStatus`: a person has to read it. */
export type ReportOutcome = 'recorded' | 'nothingNew' | 'notOurs' | 'unknownStatus' | 'secondDelivery';

/**
 * Lays a delivery report over its message. Reports come late, twice and in any order; merging is monotone, so none of that
 * matters. A report for a message we never sent is named in the log and otherwise ignored.
 *
 * A bounced address is written down: it is not tried again by itself, since every attempt would prolong its ban. Too many
 * failures pause the campaign; their count may miss a mail after a crash, never a state.
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
  let outcome: ReportOutcome = 'nothingNew';
  let merged: Message | undefined;
  const change = (journey: StoredJourney) => {
    const message = messageOf(journey, indexed.step);
    merged = message?.messageId === messageId ? mergeReport(message, report) : undefined;
    if (message === undefined || merged === undefined) return undefined;
    outcome = outcomeOf(message, report);
    return changeTo(merged, journey);
  };
  if ((await changeJourney(indexed.userId, change, rules, now, ports)) === undefined) return 'nothingNew';
  return conclude(outcome, merged!, status, now, ports);
}

async function conclude(
  outcome: ReportOutcome,
  merged: Message,
  status: string,
  now: Date,
  ports: RecordReportPorts,
): Promise<ReportOutcome> {
  if (outcome === 'recorded') await countFate(merged, now, ports);
  else ports.journal.warn(outcome, { messageId: merged.messageId, status });
  return outcome;
}

function outcomeOf(message: Message, report: DeliveryReport): ReportOutcome {
  if (isSecondDelivery(message, report)) return 'secondDelivery';
  return isKnownStatus(report.status) ? 'recorded' : 'unknownStatus';
}

function changeTo(merged: Message, journey: StoredJourney) {
  const bounced = merged.state === 'bounced' && merged.address !== undefined ? merged.address : undefined;
  const write = {
    messages: [merged],
    releaseBodyOf: [merged.messageId],
    ...(bounced !== undefined && { suppressedAddress: bounced }),
  };
  return { write, journey: withSuppression(replaceMessage(journey, merged), bounced) };
}

function withSuppression(journey: StoredJourney, suppressedAddress: string | undefined): StoredJourney {
  if (suppressedAddress === undefined || journey.facts === undefined) return journey;
  return { ...journey, facts: { ...journey.facts, suppressedAddress } };
}

async function countFate({ messageId, state }: Message, now: Date, ports: RecordReportPorts): Promise<void> {
  const fate = fateOf(state);
  if (fate === undefined) return;
  await ports.deliveryTally.add(fate, messageId, now);
  if (fate !== 'delivered') await pauseOnFailures(now, ports);
}
