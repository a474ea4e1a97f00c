import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../shared/campaign/agenda-entry.ts';
import {
  messageOf,
  nextEpoch,
  nudgeAcceptedAt,
  remindersAccepted,
  splitByStep,
} from '../../../shared/campaign/journey.ts';
import type { Message, MessageState } from '../../../shared/delivery/message.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, aMessage, anAcceptedMessage } from '../../builders/journeys.ts';
import { personId } from '../../builders/people.ts';

const journey = aJourney({
  messages: [
    anAcceptedMessage('nudge', after({ days: -20 })),
    anAcceptedMessage('reminder-1', after({ days: -16 })),
    aMessage('reminder-2', { state: 'rejected' }),
    anAcceptedMessage('reminder-3', after({ days: -1 }), { state: 'bounced' }),
    anAcceptedMessage('sspr-link', now),
  ],
});

describe('a journey', () => {
  it('knows its messages by step', () => {
    expect(messageOf(journey, 'reminder-2')?.state).toBe('rejected');
    expect(messageOf(journey, 'reminder-4')).toBeUndefined();
  });

  it('knows when its nudge was accepted', () => {
    expect(nudgeAcceptedAt(journey)).toEqual(after({ days: -20 }));
    expect(nudgeAcceptedAt(aJourney({ messages: [aMessage()] }))).toBeUndefined();
  });

  it('counts the reminders that the mail service took, whatever became of them', () => {
    expect(remindersAccepted(journey)).toBe(2);
    expect(remindersAccepted(aJourney())).toBe(0);
  });
});

describe('the message of a step that counts', () => {
  const first = anAcceptedMessage('nudge', now);
  const second = (state: MessageState) => aMessage('nudge', { epoch: 1, state });

  it.each<[string, readonly Message[], number]>([
    ['the only one', [first], 0],
    ['the latest', [{ ...first, state: 'bounced' }, second('planned')], 1],
    ['the latest, in any order', [second('planned'), { ...first, state: 'bounced' }], 1],
    [
      'the latest, though it was cancelled, where the first was turned away',
      [{ ...first, state: 'bounced' }, second('cancelled')],
      1,
    ],
    [
      'the latest, though it was cancelled, where the first never left',
      [aMessage('nudge', { state: 'rejected' }), second('cancelled')],
      1,
    ],
    [
      'the first, where it was taken and the latest was cancelled',
      [{ ...first, state: 'delivered' }, second('cancelled')],
      0,
    ],
    ['the latest, where it was taken as well', [first, second('accepted')], 1],
  ])('is %s', (_which, all, epoch) => {
    const { messages, superseded } = splitByStep(all, undefined);
    expect(messages.map((message) => message.epoch)).toEqual([epoch]);
    expect(superseded).toHaveLength(all.length - 1);
  });

  it('is followed by one with a number that was never used', () => {
    expect(nextEpoch(aJourney(), 'nudge')).toBe(0);
    expect(nextEpoch(aJourney({ messages: [first], superseded: [second('cancelled')] }), 'nudge')).toBe(2);
    expect(nextEpoch(aJourney({ messages: [first] }), 'sspr-link')).toBe(0);
  });
});

describe('the agenda entry of a message', () => {
  it('is a hint of when to look at whose message', () => {
    expect(entryOf(aMessage('nudge'))).toEqual({ dueAt: now, userId: personId(1), step: 'nudge' });
  });
});
