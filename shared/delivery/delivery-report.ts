import { moveTo, type Letter, type MessageState } from './message.ts';

/** What the receiving side said about one message. */
export interface DeliveryReport {
  /** The event's own id: a report that is delivered twice counts once. */
  readonly eventId: string;
  readonly messageId: string;
  /** The address that the report is about. */
  readonly recipient: string;
  /** The address that the mail came from; undefined where the event does not say. */
  readonly sender?: string | undefined;
  /** As ACS spells it; statuses are added from time to time. */
  readonly status: string;
  readonly at: Date;
  readonly internetMessageId: string | undefined;
}

/**
 * What each status makes of a message. "Any value other than Delivered is considered failed"; a status that is not in
 * this list goes to a person and never counts as delivered.
 *
 * https://learn.microsoft.com/azure/event-grid/communication-services-email-events
 */
const stateByStatus: Readonly<Record<string, MessageState>> = {
  Delivered: 'delivered',
  Bounced: 'bounced',
  Suppressed: 'suppressed',
  Quarantined: 'filtered',
  FilteredSpam: 'filtered',
  Failed: 'failed',
  Expanded: 'failed',
};

/** Later verdicts outrank earlier ones whatever their order of arrival, so that merging is monotone. */
const rank: Readonly<Record<MessageState, number>> = {
  planned: 0,
  due: 0,
  cancelled: 0,
  rejected: 0,
  claimed: 1,
  unknown: 1,
  accepted: 2,
  failed: 3,
  suppressed: 4,
  filtered: 5,
  bounced: 6,
  delivered: 7,
};

/** A status that is not in the list goes to a person. */
export const isKnownStatus = (status: string): boolean => Object.hasOwn(stateByStatus, status);

/** Two mails under one id have arrived: the one thing that must never happen, so it is looked for. */
export function isSecondDelivery(message: Letter, { status, internetMessageId }: DeliveryReport): boolean {
  const first = message.internetMessageId;
  return (
    status === 'Delivered' && first !== undefined && internetMessageId !== undefined && internetMessageId !== first
  );
}

/**
 * Merges a report into its message, or answers undefined when it adds nothing. A report proves that the service took the
 * message, so it also settles a claim whose own answer was lost.
 */
export function mergeReport<Merged extends Letter>(message: Merged, report: DeliveryReport) {
  if (!isKnownStatus(report.status)) return mergeUnknown(message, report);
  if (isSecondDelivery(message, report)) return noteSecondDelivery(message, report);
  const state = stateByStatus[report.status]!;
  if (rank[state] <= rank[message.state]) return undefined;
  const internetMessageId = state === 'delivered' ? report.internetMessageId : message.internetMessageId;
  const acceptedAt = message.acceptedAt ?? report.at;
  return { ...moveTo(message, state, report.at, report.status), acceptedAt, internetMessageId };
}

/** So many statuses that nobody knows are noted of one message: whoever reads them knows by then. */
const mostUnknownStatuses = 5;
const unknownStatus = 'unknown delivery status';

/** Says no more than that the mail was taken, and that somebody should look. */
function mergeUnknown<Merged extends Letter>(message: Merged, { status, at }: DeliveryReport) {
  const because = `${unknownStatus} ${status}`;
  const noted = message.history.filter((entry) => entry.because?.startsWith(unknownStatus));
  if (noted.length >= mostUnknownStatuses || noted.some((entry) => entry.because === because)) return undefined;
  const state = rank[message.state] < rank.accepted ? 'accepted' : message.state;
  return { ...moveTo(message, state, at, because), acceptedAt: message.acceptedAt ?? at };
}

function noteSecondDelivery<Merged extends Letter>(message: Merged, { internetMessageId, at }: DeliveryReport) {
  const because = `delivered a second time, as ${internetMessageId}`;
  if (message.history.some((entry) => entry.because === because)) return undefined;
  return moveTo(message, message.state, at, because);
}
