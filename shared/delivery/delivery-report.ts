import { z } from 'zod';
import { moveTo, type Message, type MessageState } from './message.ts';

/** What the receiving side said about one message. */
export interface DeliveryReport {
  /** The event's own id: a report that is delivered twice counts once. */
  readonly eventId: string;
  readonly messageId: string;
  /** As ACS spells it; statuses are added from time to time. */
  readonly status: string;
  readonly at: Date;
  readonly internetMessageId: string | undefined;
}

/**
 * The Event Grid event as it arrives in the queue. Microsoft's samples and types disagree on the spelling of the attempt's
 * timestamp, so both are read; where neither is there, the event's own time stands in.
 *
 * https://learn.microsoft.com/azure/event-grid/communication-services-email-events
 */
export const deliveryReportEvent = z
  .object({
    id: z.string().min(1),
    eventTime: z.coerce.date().optional(),
    time: z.coerce.date().optional(),
    data: z.object({
      messageId: z.uuid().transform((id) => id.toLowerCase()),
      status: z.string().min(1),
      internetMessageId: z.string().nullish(),
      deliveryAttemptTimestamp: z.coerce.date().optional(),
      deliveryAttemptTimeStamp: z.coerce.date().optional(),
    }),
  })
  .transform(({ id, eventTime, time, data }, context): DeliveryReport => {
    const at = data.deliveryAttemptTimestamp ?? data.deliveryAttemptTimeStamp ?? eventTime ?? time;
    if (at === undefined) context.addIssue({ code: 'custom', message: 'the event has no time at all' });
    return {
      eventId: id,
      messageId: data.messageId,
      status: data.status,
      at: at ?? new Date(Number.NaN),
      internetMessageId: data.internetMessageId ?? undefined,
    };
  });

/**
 * What each status makes of a message. "Any value other than Delivered is considered failed"; a status that is not in
 * this list goes to a person and never counts as delivered.
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

/**
 * Merges a report into its message, or answers undefined when it adds nothing. A report proves that the service took the
 * message, so it also settles a claim whose own answer was lost.
 */
export function mergeReport(message: Message, report: DeliveryReport): Message | undefined {
  const state = stateByStatus[report.status];
  const accepted = message.acceptedAt ?? report.at;
  if (state === undefined) {
    const because = `unknown delivery status ${report.status}`;
    return message.because === because ? undefined : { ...message, acceptedAt: accepted, because };
  }
  if (rank[state] <= rank[message.state]) return undefined;
  return { ...moveTo(message, state, report.at, report.status), acceptedAt: accepted };
}
