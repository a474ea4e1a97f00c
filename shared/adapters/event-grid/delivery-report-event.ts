import { z } from 'zod';
import type { DeliveryReport } from '../../delivery/delivery-report.ts';

/** An ISO instant; null and nothing alike are no time at all. */
const instant = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)
  .pipe(z.coerce.date<string | undefined>().optional());

/** What Event Grid calls a delivery report. Mails also make events about opened mails and clicked links. */
const deliveryReportType = 'Microsoft.Communication.EmailDeliveryReportReceived';

/** Longest texts that are kept of an event: an address by RFC 5321, a line of a mail by RFC 5322; the others are names. */
const longest = { id: 256, status: 64, address: 320, internetMessageId: 998 } as const;

/**
 * The Event Grid event as it arrives in the queue, in Event Grid's own schema (`eventType`) or as a CloudEvent (`type`).
 * Microsoft's samples and types disagree on the spelling of the attempt's timestamp, so both are read; where neither is
 * there, the event's own time is taken.
 *
 * https://learn.microsoft.com/azure/event-grid/communication-services-email-events
 */
export const deliveryReportEvent = z
  .object({
    id: z.string().min(1).max(longest.id),
    eventTime: instant,
    time: instant,
    eventType: z.literal(deliveryReportType).optional(),
    type: z.literal(deliveryReportType).optional(),
    data: z.object({
      messageId: z.uuid().transform((id) => id.toLowerCase()),
      recipient: z.string().min(1).max(longest.address),
      sender: z.string().min(1).max(longest.address).nullish(),
      status: z.string().min(1).max(longest.status),
      internetMessageId: z.string().max(longest.internetMessageId).nullish(),
      deliveryAttemptTimestamp: instant,
      deliveryAttemptTimeStamp: instant,
    }),
  })
  .refine((event) => event.eventType ?? event.type, 'the event has no type: neither eventType nor type')
  .transform(({ id, eventTime, time, data }, context): DeliveryReport => {
    const at = data.deliveryAttemptTimestamp ?? data.deliveryAttemptTimeStamp ?? eventTime ?? time;
    if (at === undefined) context.addIssue({ code: 'custom', message: 'the event has no time at all' });
    return {
      eventId: id,
      messageId: data.messageId,
      recipient: data.recipient,
      ...(data.sender && { sender: data.sender }),
      status: data.status,
      at: at ?? new Date(Number.NaN),
      internetMessageId: data.internetMessageId ?? undefined,
    };
  });

/** An event that says in either schema what it is. */
const typedEvent = z.union([
  z.object({ eventType: z.string().min(1) }).transform(({ eventType }) => eventType),
  z.object({ type: z.string().min(1) }).transform(({ type }) => type),
]);

export type QueuedEvent =
  | { readonly kind: 'deliveryReport'; readonly report: DeliveryReport }
  /** An event that is about something else, such as an opened mail or an SMS. */
  | { readonly kind: 'otherEvent'; readonly eventType: string };

/**
 * Reads an item of the queue that Event Grid delivers to. Throws for what is no event, and for a delivery report that
 * cannot be read, naming each fault.
 */
export function readQueuedEvent(item: unknown): QueuedEvent {
  const type = typedEvent.safeParse(item);
  if (type.success && type.data !== deliveryReportType) {
    return { kind: 'otherEvent', eventType: type.data.slice(0, longest.id) };
  }
  const parsed = deliveryReportEvent.safeParse(item);
  if (parsed.success) return { kind: 'deliveryReport', report: parsed.data };
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the item'}: ${message}`);
  throw new Error(`This is no delivery report of Event Grid, it was not recorded: ${faults.join('; ')}`);
}
