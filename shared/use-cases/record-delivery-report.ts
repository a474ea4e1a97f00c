import { withoutValues, type EntryNotice } from '../campaign/entry-notice.ts';
import type { Journey } from '../campaign/journey.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { isKnownStatus, isSecondDelivery, mergeReport, type DeliveryReport } from '../delivery/delivery-report.ts';
import { wasTurnedAway, type Letter, type Message } from '../delivery/message.ts';
import { isAmong } from '../recipient/address.ts';
import { countFate, type BreakerPorts } from './count-fate.ts';
import type { MessageIndex } from '../ports/message-index.ts';
import type { Measured } from '../ports/metrics.ts';
import { changeJourney, type PlannedWrite, type WritePlanPorts } from './write-plan.ts';

export interface RecordReportPorts extends WritePlanPorts, BreakerPorts {
  readonly messageIndex: Pick<MessageIndex, 'find'>;
}

/**
 * `secondDelivery`: two mails under one id have arrived. `unknownStatus`: a person has to read it. `otherRecipient`: it is
 * about an address that this message was not sent to, `otherSender`: about a mail from another sender than this message
 * was claimed with; neither was believed.
 */
export type ReportOutcome =
  'recorded' | 'nothingNew' | 'notOurs' | 'otherRecipient' | 'otherSender' | 'unknownStatus' | 'secondDelivery';

/**
 * Merges a delivery report into its message. Reports come late, twice and in any order; merging is monotone, so none of
 * that matters. Where a step was sent again, each report finds its own message. A report on a message that we never sent,
 * or on an address or a sender that is not the message's own, is named in the log and otherwise ignored.
 *
 * An address that turns mail away is written down: it is not tried again by itself, since every attempt would prolong its
 * ban. `rules` are undefined where the campaign document cannot be read: what a report says does not depend on it, and
 * what follows from it is planned later. Too many failures pause the campaign; their count may miss a mail after a crash,
 * never a state.
 */
export async function recordDeliveryReport(
  report: DeliveryReport,
  rules: PlanningRules | undefined,
  now: Date,
  ports: RecordReportPorts,
): Promise<ReportOutcome> {
  const { messageId, status } = report;
  const indexed = await ports.messageIndex.find(messageId);
  if (indexed === undefined) {
    ports.journal.warn('deliveryReportNotOurs', { messageId, status });
    return 'notOurs';
  }
  let found = { outcome: 'nothingNew' } as FoundReport;
  const change = (journey: Journey) => {
    found = findIn(journey, report);
    return changeTo(found, journey);
  };
  await changeJourney(indexed.userId, change, { rules, now, ports });
  const { outcome, merged, notice } = found;
  ports.journal.measure(countsOf(found));
  if (outcome === 'recorded' && merged) await countFate(merged, now, ports);
  else if (notice && isUndelivered(notice)) ports.journal.warn('entryNotTold', { messageId });
  else if (isStrange(outcome)) ports.journal.warn(strangeEvents[outcome], { messageId, status });
  return outcome;
}

/** What a report says of the message that it is about; `merged` where the message changes by it. */
interface FoundReport {
  readonly outcome: ReportOutcome;
  readonly merged?: Message;
  /** The same of a notice of what was entered. */
  readonly notice?: EntryNotice;
  /** The message as it was. */
  readonly before?: Message;
}

/** Looks among all messages, current and superseded. */
function findIn({ messages, superseded = [], entryNotices = [] }: Journey, report: DeliveryReport): FoundReport {
  const isMeant = ({ messageId }: Letter) => messageId === report.messageId;
  const message = [...messages, ...superseded].find(isMeant);
  const notice = entryNotices.find(isMeant);
  const letter = message ?? notice;
  if (letter === undefined) return { outcome: 'nothingNew' };
  if (!isSentTo(letter, report)) return { outcome: 'otherRecipient' };
  if (!isSentBy(letter, report)) return { outcome: 'otherSender' };
  if (message === undefined) return mergeNotice(notice!, report);
  const merged = mergeReport(message, report);
  return merged ? { outcome: outcomeOf(message, report), merged, before: message } : { outcome: 'nothingNew' };
}

function mergeNotice(before: EntryNotice, report: DeliveryReport): FoundReport {
  const notice = mergeReport(before, report);
  return notice ? { outcome: outcomeOf(before, report), notice } : { outcome: 'nothingNew' };
}

/** Where no address was written down, the id alone decides. */
const isSentTo = ({ address }: Letter, { recipient }: DeliveryReport): boolean =>
  address === undefined || isAmong(recipient, [address]);

/** Where the claim does not say from whom it left, or the event does not, id and address decide. */
const isSentBy = ({ claim }: Letter, { sender }: DeliveryReport): boolean =>
  sender === undefined || claim?.from === undefined || isAmong(sender, [claim.from.senderAddress]);

const isUndelivered = ({ state }: Letter): boolean => ['bounced', 'suppressed', 'filtered', 'failed'].includes(state);

/** What went wrong with a report has a line of its own. */
const strangeEvents = {
  otherRecipient: 'deliveryReportForAnotherAddress',
  otherSender: 'deliveryReportFromAnotherSender',
  unknownStatus: 'unknownStatus',
  secondDelivery: 'secondDelivery',
} as const;

const isStrange = (outcome: ReportOutcome): outcome is keyof typeof strangeEvents => outcome in strangeEvents;

/** A mail counts once, by the report that changes its state. */
function countsOf({ before, merged }: FoundReport): Measured {
  if (merged === undefined || merged.state === before?.state) return {};
  return { delivered: merged.state === 'delivered' ? 1 : 0, bounced: wasTurnedAway(merged) ? 1 : 0 };
}

function outcomeOf(message: Letter, report: DeliveryReport): ReportOutcome {
  if (isSecondDelivery(message, report)) return 'secondDelivery';
  return isKnownStatus(report.status) ? 'recorded' : 'unknownStatus';
}

/** An address that turned the mail away is not tried again by itself. */
function changeTo({ merged, notice }: FoundReport, { facts }: Journey): PlannedWrite | undefined {
  const letter = merged ?? notice;
  if (letter === undefined) return undefined;
  const before = facts?.suppressedAddresses ?? [];
  const { address, messageId } = letter;
  const isNew = wasTurnedAway(letter) && address !== undefined && !isAmong(address, before);
  const written = {
    ...(merged && { messages: [merged] }),
    ...(notice && { entryNotices: [withoutValues(notice)] }),
    releaseBodyOf: [messageId],
  };
  return isNew ? { ...written, suppressedAddresses: [...before, address] } : written;
}
