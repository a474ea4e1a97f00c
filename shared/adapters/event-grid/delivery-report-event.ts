import { z } from 'zod';
import type { DeliveryReport } from '../../delivery/delivery-report.ts';

/** An ISO instant; null and nothing alike are no time at all. */
const instant = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)
  .pipe(z.coerce.date<string | undefined>().optional());

/**
 * The Event Grid event as it arrives in the queue. Microsoft's samples and types disagree on the spelling of the attempt's
 * timestamp, so both are read; where neither is there, the event's own time stands in.
 *
 * https://learn.microsoft.com/azure/event-grid/communication-services-email-events
 */
export const deliveryReportEvent = z
  .object({
    id: z.string().min(1),
    eventTime: instant,
    time: instant,
    data: z.object({
      messageId: z.uuid().transform((id) => id.toLowerCase()),
      status: z.string().min(1),
      internetMessageId: z.string().nullish(),
      deliveryAttemptTimestamp: instant,
      deliveryAttemptTimeStamp: instant,
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

/** Reads an item of the queue that Event Grid delivers to. Throws for what is no delivery report, naming each fault. */
export function readDeliveryReport(item: unknown): DeliveryReport {
  const parsed = deliveryReportEvent.safeParse(item);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the item'}: ${message}`);
  throw new Error(`This is no delivery report of Event Grid, it was not recorded: ${faults.join('; ')}`);
}
