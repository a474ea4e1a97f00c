import { describe, expect, it } from 'vitest';
import { deliveryReportEvent, readQueuedEvent } from '../../../../shared/adapters/event-grid/delivery-report-event.ts';
import { at, now } from '../../../builders/instants.ts';
import { aMessage } from '../../../builders/journeys.ts';

const messageId = aMessage().messageId;

/** https://learn.microsoft.com/azure/event-grid/communication-services-email-events */
const anEvent = (data: object = {}, rest: object = {}) => ({
  id: 'event-1',
  topic: '/subscriptions/s/resourcegroups/g/providers/microsoft.communication/communicationservices/acs',
  subject: `sender/donotreply@contoso.com/message/${messageId}`,
  eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
  dataVersion: '1.0',
  metadataVersion: '1',
  eventTime: '2026-12-01T09:00:05.123Z',
  ...rest,
  data: {
    sender: 'donotreply@contoso.com',
    recipient: 'asa@contoso.com',
    messageId,
    internetMessageId: `<${messageId}@contoso.com>`,
    status: 'Delivered',
    deliveryStatusDetails: { statusMessage: 'DestinationMailboxFull' },
    deliveryAttemptTimestamp: '2026-12-01T09:00:00.000Z',
    ...data,
  },
});

const timeOf = (event: unknown): Date => deliveryReportEvent.parse(event).at;

describe('a delivery report event', () => {
  it('is read to what it says of a message', () => {
    expect(deliveryReportEvent.parse(anEvent())).toEqual({
      eventId: 'event-1',
      messageId,
      sender: 'donotreply@contoso.com',
      recipient: 'asa@contoso.com',
      status: 'Delivered',
      at: now,
      internetMessageId: `<${messageId}@contoso.com>`,
    });
  });

  it.each<[string, object, object, string]>([
    ['deliveryAttemptTimestamp', {}, {}, '2026-12-01T09:00:00Z'],
    [
      'deliveryAttemptTimeStamp, as the samples spell it',
      { deliveryAttemptTimestamp: undefined, deliveryAttemptTimeStamp: '2026-12-01T09:00:01+00:00' },
      {},
      '2026-12-01T09:00:01Z',
    ],
    ['eventTime, where the attempt has none', { deliveryAttemptTimestamp: undefined }, {}, '2026-12-01T09:00:05.123Z'],
    [
      'time, in a CloudEvent',
      { deliveryAttemptTimestamp: undefined },
      { eventTime: undefined, time: '2026-12-01T09:00:07Z', specversion: '1.0' },
      '2026-12-01T09:00:07Z',
    ],
    [
      'seven digits of a second, as .NET writes them',
      { deliveryAttemptTimestamp: '2026-12-01T09:00:00.1234567+00:00' },
      {},
      '2026-12-01T09:00:00.123Z',
    ],
  ])('has its time from %s', (_where, data, rest, time) => {
    expect(timeOf(anEvent(data, rest))).toEqual(at(time));
  });

  // `new Date(null)` is 1970, and an acceptance in 1970 makes every reminder due.
  it.each(['deliveryAttemptTimestamp', 'deliveryAttemptTimeStamp'])('takes null for no time: %s', (name) => {
    const event = anEvent({ deliveryAttemptTimestamp: undefined, [name]: null });
    expect(timeOf(event)).toEqual(at('2026-12-01T09:00:05.123Z'));
  });

  it('has the message id in lower case, and none of the internet where none is given', () => {
    const event = anEvent({ messageId: messageId.toUpperCase(), internetMessageId: null });
    expect(deliveryReportEvent.parse(event)).toMatchObject({ messageId, internetMessageId: undefined });
  });

  it('keeps a status nobody knows', () => {
    expect(deliveryReportEvent.parse(anEvent({ status: 'Deferred' })).status).toBe('Deferred');
  });

  it.each<[string, unknown]>([
    ['no id', anEvent({}, { id: '' })],
    ['no message id', anEvent({ messageId: undefined })],
    ['a message id that is none', anEvent({ messageId: 'abc' })],
    ['no status', anEvent({ status: '' })],
    ['a status that is no text', anEvent({ status: 5 })],
    ['no time at all', anEvent({ deliveryAttemptTimestamp: undefined }, { eventTime: undefined })],
    ['a time that is none', anEvent({ deliveryAttemptTimestamp: 'yesterday' })],
    ['no data', { id: 'event-1', eventTime: '2026-12-01T09:00:00Z' }],
    ['a list of events', [anEvent()]],
    ['text', 'Delivered'],
    ['nothing', null],
    ['no type', anEvent({}, { eventType: undefined })],
    ['no recipient', anEvent({ recipient: undefined })],
    ['a status of 17 KB', anEvent({ status: 'x'.repeat(17_000) })],
    ['a recipient that is longer than an address', anEvent({ recipient: `${'x'.repeat(320)}@contoso.com` })],
    ['a report on engagement', anEvent({ status: undefined, engagement: 'view' })],
  ])('is refused with %s', (_what, event) => {
    expect(deliveryReportEvent.safeParse(event).success).toBe(false);
    expect(() => readQueuedEvent(event)).toThrow(/^This is no delivery report of Event Grid/);
  });

  it('is refused with the place of each fault, and nothing that stands in it', () => {
    const event = anEvent({ messageId: 'asa@contoso.com', status: '' });
    expect(() => readQueuedEvent(event)).toThrow(/data\.messageId: [^@]*; data\.status: [^@]*$/);
  });
});

describe('an event of another kind (engine 14)', () => {
  // A real payload of an opened mail, with its addresses replaced.
  const engagement = {
    id: 'e1',
    topic: '/subscriptions/s',
    subject: 'sender/a@b/message/fb9e3380-428f-4e59-95a1-fc82e99a5219',
    eventType: 'Microsoft.Communication.EmailEngagementTrackingReportReceived',
    dataVersion: '1.0',
    metadataVersion: '1',
    eventTime: '2026-08-19T23:28:55.2532364Z',
    data: {
      sender: 'a@b.example',
      recipient: 'c@d.example',
      messageId: 'fb9e3380-428f-4e59-95a1-fc82e99a5219',
      userActionTimeStamp: '2026-08-19T23:30:00.1303612+00:00',
      engagementContext: '',
      userAgent: 'x',
      engagementType: 'view',
    },
  };

  it.each([
    ['an opened mail', engagement, engagement.eventType],
    [
      'an SMS',
      { id: 'e', eventType: 'Microsoft.Communication.SMSReceived', data: { from: '+1' } },
      'Microsoft.Communication.SMSReceived',
    ],
    [
      'the validation of a subscription',
      { id: 'e', eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent', data: {} },
      'Microsoft.EventGrid.SubscriptionValidationEvent',
    ],
    [
      'a CloudEvent',
      { id: 'e', type: 'Microsoft.Communication.SMSReceived', specversion: '1.0' },
      'Microsoft.Communication.SMSReceived',
    ],
    [
      'the fields of a delivery report under another type',
      anEvent({}, { eventType: 'Contoso.Delivered' }),
      'Contoso.Delivered',
    ],
  ])('is told from a delivery report: %s', (_what, event, eventType) => {
    expect(readQueuedEvent(event)).toEqual({ kind: 'otherEvent', eventType });
  });

  it.each([
    ['Event Grid’s schema', anEvent()],
    ['a CloudEvent', { ...anEvent(), eventType: undefined, type: anEvent().eventType, specversion: '1.0' }],
  ])('is not a delivery report in %s', (_schema, event) => {
    expect(readQueuedEvent(event)).toMatchObject({ kind: 'deliveryReport', report: { messageId } });
  });
});
