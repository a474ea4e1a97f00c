import { HOUR_MS, MINUTE_MS, SECOND_MS } from './durations.ts';
import type { MailboxHealth } from './person.ts';
import { drawsFor, guidFor } from './randomness.ts';
import type { DeliveryStatus, ReceivedMail } from './received-mail.ts';

/** How long mail takes to arrive, before anybody reports on it. */
export function transitMs(seed: number, recipient: string, number: number): number {
  return Math.floor((5 + drawsFor(seed, 'transit', recipient, number)() * 55) * SECOND_MS);
}

const STATUS_BY_HEALTH: Readonly<Record<MailboxHealth, DeliveryStatus>> = {
  works: 'Delivered',
  bounces: 'Bounced',
  quarantines: 'Quarantined',
  filters: 'FilteredSpam',
  fails: 'Failed',
};

/** An address that bounced is on the platform's suppression list, for longer after each attempt. */
export function deliveryStatus(health: MailboxHealth, bouncedAtMs: number | undefined): DeliveryStatus {
  return bouncedAtMs === undefined ? STATUS_BY_HEALTH[health] : 'Suppressed';
}

export interface PlannedReport {
  readonly atMs: number;
  readonly event: DeliveryReportEvent;
}

export type DeliveryReportEvent = ReturnType<typeof deliveryReportEvent>;

/** Reports come seconds to hours after the mail, therefore in any order; a few come twice. */
export function deliveryReports(seed: number, mail: ReceivedMail, personIndex: number): PlannedReport[] {
  const draw = drawsFor(seed, 'report', personIndex, mail.number);
  const atMs = mail.deliveredAtMs + Math.floor(5 * SECOND_MS * 2_160 ** (draw() ** 3));
  const event = deliveryReportEvent(guidFor(seed, 'event', personIndex, mail.number), mail, atMs, draw() < 0.5);
  if (draw() >= 0.04) return [{ atMs, event }];
  return [
    { atMs, event },
    { atMs: atMs + MINUTE_MS + Math.floor(draw() * HOUR_MS), event },
  ];
}

const STATUS_MESSAGES: Readonly<Record<DeliveryStatus, string>> = {
  Delivered: '',
  Bounced: '550 5.1.1 The email account that you tried to reach does not exist',
  Suppressed: 'The recipient is on the suppression list',
  Quarantined: 'The message was quarantined by the recipient tenant',
  FilteredSpam: '550 5.7.1 The message was identified as spam',
  Failed: '550 5.4.1 Recipient address rejected: access denied',
};

/**
 * The Event Grid event of learn.microsoft.com/azure/event-grid/communication-services-email-events.
 * The schema says `deliveryAttemptTimestamp`, Microsoft's sample `deliveryAttemptTimeStamp`: both occur.
 */
function deliveryReportEvent(id: string, mail: ReceivedMail, atMs: number, asInSample: boolean) {
  const attemptedAt = new Date(mail.deliveredAtMs).toISOString();
  const sender = mail.message.senderAddress;
  return {
    id,
    topic:
      '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/simulation/providers/microsoft.communication/communicationservices/simulation',
    subject: `sender/${sender}/message/${mail.operationId}`,
    data: {
      sender,
      recipient: mail.recipient,
      internetMessageId: mail.internetMessageId,
      messageId: mail.operationId,
      status: mail.status,
      deliveryStatusDetails: { statusMessage: STATUS_MESSAGES[mail.status], recipientMailServerHostName: '' },
      [asInSample ? 'deliveryAttemptTimeStamp' : 'deliveryAttemptTimestamp']: attemptedAt,
    },
    eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
    dataVersion: '1.0',
    metadataVersion: '1',
    eventTime: new Date(atMs).toISOString(),
  };
}
