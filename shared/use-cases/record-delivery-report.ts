import type { Journey } from '../campaign/journey.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { isKnownStatus, isSecondDelivery, mergeReport, type DeliveryReport } from '../delivery/delivery-report.ts';
import { fateOf } from '../delivery/failure-rate.ts';
import { wasTurnedAway, type Message } from '../delivery/message.ts';
import { isAmong } from '../recipient/address.ts';
import { pauseOnFailures, type BreakerPorts } from './pause-on-failures.ts';
import { changeJourney, type WritePlanPorts } from './write-plan.ts';

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
  let outcome: ReportOutcome = 'nothingNew';
  let merged: Message | undefined;
  const change = (journey: Journey) => {
    const all = [...journey.messages, ...(journey.superseded ?? [])];
    const message = all.find((one) => one.messageId === messageId);
    merged = message && mergeReport(message, report);
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

function changeTo(merged: Message, journey: Journey) {
  const before = journey.facts?.suppressedAddresses ?? [];
  const { address } = merged;
  const isNew = wasTurnedAway(merged) && address !== undefined && !isAmong(address, before);
  const suppressedAddresses = isNew ? [...before, address] : before;
  const write = { messages: [merged], releaseBodyOf: [merged.messageId], ...(isNew && { suppressedAddresses }) };
  const facts = journey.facts && { ...journey.facts, suppressedAddresses };
  return { write, journey: { ...withReport(journey, merged), facts } };
}

/** The journey with one message, current or superseded, as the report left it. */
function withReport(journey: Journey, merged: Message): Journey {
  const lay = (message: Message) => (message.messageId === merged.messageId ? merged : message);
  const { messages, superseded = [] } = journey;
  return { ...journey, messages: messages.map(lay), superseded: superseded.map(lay) };
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
