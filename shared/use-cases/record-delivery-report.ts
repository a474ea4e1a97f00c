import { messageOf } from '../campaign/journey.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { mergeReport, type DeliveryReport } from '../delivery/delivery-report.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import { replaceMessage } from './settle-claim.ts';
import { changeJourney, type WritePlanPorts } from './write-plan.ts';

export type ReportOutcome = 'recorded' | 'nothingNew' | 'notOurs';

/**
 * Lays a delivery report over its message. Reports come late, twice and in any order; merging is monotone, so none of that
 * matters. A report for a message we never sent is counted by the caller and otherwise ignored.
 *
 * A bounced address is written down: it is not tried again by itself, since every attempt would prolong its ban.
 */
export async function recordDeliveryReport(
  report: DeliveryReport,
  rules: PlanningRules,
  now: Date,
  ports: WritePlanPorts,
): Promise<ReportOutcome> {
  const indexed = await ports.messageIndex.find(report.messageId);
  if (indexed === undefined) return 'notOurs';
  const change = (journey: StoredJourney) => changeFor(report, journey, indexed.step);
  return (await changeJourney(indexed.userId, change, rules, now, ports)) ? 'recorded' : 'nothingNew';
}

function changeFor(report: DeliveryReport, journey: StoredJourney, step: Parameters<typeof messageOf>[1]) {
  const message = messageOf(journey, step);
  if (message?.messageId !== report.messageId) return undefined;
  const merged = mergeReport(message, report);
  if (merged === undefined) return undefined;
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
