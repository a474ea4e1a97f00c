import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { describeUser } from '../../../shared/api/user-answer.ts';
import { messageStates, moveTo } from '../../../shared/delivery/message.ts';
import { habitsOf } from '../../../shared/use-cases/campaign-rules.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, aMessage } from '../../builders/journeys.ts';
import { aDocument } from '../../builders/documents.ts';
import { someRules } from '../../builders/policies.ts';

const rules = { cadence: someRules().cadence, habits: habitsOf(aDocument()), waveState: undefined };

/** As it leaves over HTTP. */
const answerFor = (journey: Partial<Journey>) =>
  JSON.parse(JSON.stringify(describeUser({ journey: aJourney(journey), ...rules, now }))) as ReturnType<
    typeof describeUser
  >;

describe('what the admin API tells of a person', () => {
  it.each(messageStates)('has the whole history of a message that is %s: state, when and why', (state) => {
    const planned = aMessage('nudge');
    const message = moveTo(planned, state, after({ hours: 1 }), 'some reason');
    const [told] = answerFor({ messages: [message] }).messages;
    expect(told).toMatchObject({
      step: 'nudge',
      state,
      because: 'some reason',
      history: [
        { state: 'planned', at: planned.history[0]!.at.toISOString() },
        { state, at: after({ hours: 1 }).toISOString(), because: 'some reason' },
      ],
    });
  });

  it('has the messages that another one took the place of', () => {
    const turnedAway = moveTo(aMessage('nudge'), 'bounced', now, 'Bounced');
    const again = aMessage('nudge', { epoch: 1 });
    const told = answerFor({ messages: [again], superseded: [turnedAway] }).messages;
    expect(told.map(({ epoch, state }) => [epoch, state])).toEqual([
      [1, 'planned'],
      [0, 'bounced'],
    ]);
  });
});
