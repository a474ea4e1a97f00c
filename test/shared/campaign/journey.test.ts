import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../shared/campaign/agenda-entry.ts';
import { messageOf, nudgeAcceptedAt, remindersAccepted } from '../../../shared/campaign/journey.ts';
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

describe('the agenda entry of a message', () => {
  it('is a hint of when to look at whose message', () => {
    expect(entryOf(aMessage('nudge'))).toEqual({ dueAt: now, userId: personId(1), step: 'nudge' });
  });
});
