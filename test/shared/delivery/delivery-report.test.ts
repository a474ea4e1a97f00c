import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isKnownStatus,
  isSecondDelivery,
  mergeReport,
  type DeliveryReport,
} from '../../../shared/delivery/delivery-report.ts';
import type { Message, MessageState } from '../../../shared/delivery/message.ts';
import { after, now } from '../../builders/instants.ts';
import { aClaimedMessage, aMessage, anAcceptedMessage } from '../../builders/journeys.ts';

const messageId = aMessage().messageId;

const aReport = (status: string, change: Partial<DeliveryReport> = {}): DeliveryReport => ({
  eventId: `event-${status}`,
  messageId,
  recipient: 'person-0001@contoso.com',
  status,
  at: after({ minutes: 5 }),
  internetMessageId: undefined,
  ...change,
});

const accepted = anAcceptedMessage('nudge', now);

/** "Any value other than Delivered is considered failed." */
describe('a delivery report makes of an accepted message', () => {
  it.each<[string, MessageState]>([
    ['Delivered', 'delivered'],
    ['Bounced', 'bounced'],
    ['Suppressed', 'suppressed'],
    ['Quarantined', 'filtered'],
    ['FilteredSpam', 'filtered'],
    ['Failed', 'failed'],
    ['Expanded', 'failed'],
  ])('%s: %s, with the time and the word of the report', (status, state) => {
    const merged = mergeReport(accepted, aReport(status));
    expect(merged).toEqual({
      ...accepted,
      state,
      because: status,
      history: [...accepted.history, { state, at: after({ minutes: 5 }), because: status }],
    });
  });

  it.each(['Deferred', 'delivered', 'DELIVERED', 'OutForDelivery', 'constructor', 'toString', '__proto__'])(
    'never more than accepted from "%s": a person has to look',
    (status) => {
      const because = `unknown delivery status ${status}`;
      expect(isKnownStatus(status)).toBe(false);
      expect(mergeReport(accepted, aReport(status))).toMatchObject({ state: 'accepted', acceptedAt: now, because });
    },
  );
});

describe('a second delivery under one id', () => {
  const delivered = mergeReport(accepted, aReport('Delivered', { internetMessageId: '<1@contoso.com>' }))!;

  it.each<[string, DeliveryReport, boolean]>([
    ['another mail that arrived', aReport('Delivered', { internetMessageId: '<2@contoso.com>' }), true],
    ['the same mail, reported again', aReport('Delivered', { internetMessageId: '<1@contoso.com>' }), false],
    ['a report that names no mail', aReport('Delivered'), false],
    ['another mail that did not arrive', aReport('Bounced', { internetMessageId: '<2@contoso.com>' }), false],
  ])('is looked for: %s', (_what, report, isSecond) => {
    expect(isSecondDelivery(delivered, report)).toBe(isSecond);
  });

  it('is written down once, and the message stays delivered', () => {
    const second = aReport('Delivered', { internetMessageId: '<2@contoso.com>' });
    const merged = mergeReport(delivered, second)!;
    expect(merged).toMatchObject({ state: 'delivered', because: 'delivered a second time, as <2@contoso.com>' });
    expect(mergeReport(merged, second)).toBeUndefined();
  });
});

describe('a delivery report settles what was open', () => {
  it.each<[string, Message]>([
    ['a claim whose answer was lost', aClaimedMessage()],
    ['a message for a human', aMessage('nudge', { state: 'unknown' })],
    ['a message that was to be sent again', aMessage('nudge', { state: 'due' })],
    ['a message that was cancelled on the way', aMessage('nudge', { state: 'cancelled' })],
    ['a message that was held to be rejected', aMessage('nudge', { state: 'rejected' })],
  ])('%s: the service took it', (_what, message) => {
    const merged = mergeReport(message, aReport('Delivered'));
    expect(merged).toMatchObject({ state: 'delivered', acceptedAt: after({ minutes: 5 }) });
  });

  it('and keeps the time of acceptance where it is known', () => {
    expect(mergeReport(accepted, aReport('Delivered'))?.acceptedAt).toEqual(now);
  });

  it.each<MessageState>(['due', 'claimed', 'unknown', 'cancelled', 'rejected'])(
    'also with a status nobody knows, since the service took it: %s',
    (state) => {
      const merged = mergeReport(aMessage('nudge', { state }), aReport('Deferred'));
      expect(merged).toMatchObject({ state: 'accepted', acceptedAt: after({ minutes: 5 }) });
    },
  );
});

const statuses = ['Delivered', 'Bounced', 'Suppressed', 'Quarantined', 'FilteredSpam', 'Failed', 'Expanded'];
const apply = (message: Message, reports: readonly DeliveryReport[]): Message =>
  reports.reduce((merged, report) => mergeReport(merged, report) ?? merged, message);

describe('delivery reports in any order', () => {
  const startStates = ['planned', 'due', 'claimed', 'accepted', 'unknown', 'cancelled', 'rejected'] as const;

  it('end in the same state, however often each comes', () => {
    const reports = fc.array(fc.constantFrom(...statuses), { minLength: 1, maxLength: 6 });
    const orders = reports.chain((some) =>
      fc.tuple(
        fc.constant(some),
        fc.shuffledSubarray(some, { minLength: some.length }),
        fc.array(fc.constantFrom(...some), { maxLength: 4 }),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...startStates), orders, (state, [some, shuffled, again]) => {
        const start = state === 'claimed' ? aClaimedMessage() : aMessage('nudge', { state });
        const inOrder = apply(
          start,
          some.map((status) => aReport(status)),
        );
        const inDisorder = apply(
          start,
          [...shuffled, ...again].map((status) => aReport(status)),
        );
        expect(inDisorder.state).toBe(inOrder.state);
        expect(inDisorder.acceptedAt).toEqual(inOrder.acceptedAt);
      }),
    );
  });

  it('add nothing the second time', () => {
    for (const status of [...statuses, 'Deferred']) {
      const once = apply(accepted, [aReport(status)]);
      expect(mergeReport(once, aReport(status, { eventId: 'again', at: after({ days: 1 }) }))).toBeUndefined();
    }
  });

  it('end with the strongest verdict', () => {
    const strength = ['failed', 'suppressed', 'filtered', 'bounced', 'delivered'];
    fc.assert(
      fc.property(fc.shuffledSubarray(statuses, { minLength: 1 }), (some) => {
        const states = some.map((status) => apply(accepted, [aReport(status)]).state);
        const strongest = states.toSorted((a, b) => strength.indexOf(b) - strength.indexOf(a))[0];
        expect(
          apply(
            accepted,
            some.map((status) => aReport(status)),
          ).state,
        ).toBe(strongest);
      }),
    );
  });
});

describe('statuses that nobody knows (engine 14)', () => {
  it('are noted of a message a few times at most, however many come', () => {
    const after57 = Array.from({ length: 57 }, (_, n) => `Puzzled${n}`).reduce<Message>(
      (message, status) => mergeReport(message, aReport(status)) ?? message,
      accepted,
    );
    const noted = after57.history.filter(({ because }) => because?.startsWith('unknown delivery status'));
    expect(noted).toHaveLength(5);
  });
});
