import { describe, expect, it } from 'vitest';
import { isInFlight, isOpen, messageStates, moveTo, wasAccepted } from '../../../shared/delivery/message.ts';
import { messageIdOf, planMessage } from '../../../shared/delivery/plan-message.ts';
import { after, now } from '../../builders/instants.ts';
import { aMessage } from '../../builders/journeys.ts';
import { personId } from '../../builders/people.ts';
import { deploymentId } from '../../builders/policies.ts';

/** Known vectors, computed with another implementation: `uuid.uuid5(UUID(deployment), 'user|step|epoch')` of Python. */
describe('the id of a message', () => {
  it.each([
    [deploymentId, personId(1), 'nudge', 0, 'c5c0b85b-945a-5ff1-95a7-b41ccebfd8f2'],
    [deploymentId, personId(1), 'reminder-2', 1, 'a2083a79-8967-5f15-9c8a-e23bf7cf0ad7'],
    ['6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'a', 'sspr-link', 0, '5063a0b7-83c1-5261-a6e3-12527af9088f'],
  ] as const)('is a UUIDv5 (RFC 9562): %s, %s, %s, %i', (deployment, userId, step, epoch, id) => {
    expect(messageIdOf(deployment, userId, step, epoch)).toBe(id);
  });

  it('differs by deployment, person, step and epoch, and by nothing else', () => {
    const other = '4f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a10';
    const ids = [
      messageIdOf(deploymentId, personId(1), 'nudge', 0),
      messageIdOf(other, personId(1), 'nudge', 0),
      messageIdOf(deploymentId, personId(2), 'nudge', 0),
      messageIdOf(deploymentId, personId(1), 'sspr-link', 0),
      messageIdOf(deploymentId, personId(1), 'nudge', 1),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(messageIdOf(deploymentId, personId(1), 'nudge', 0)).toBe(ids[0]);
  });
});

describe('a message', () => {
  it('begins planned, with its history', () => {
    const planned = planMessage(
      deploymentId,
      { userId: personId(1), step: 'nudge' },
      { dueAt: after({ days: 1 }), now },
    );
    expect(planned).toMatchObject({ state: 'planned', epoch: 0, dueAt: after({ days: 1 }), acceptedAt: undefined });
    expect(planned.history).toEqual([{ state: 'planned', at: now }]);
  });

  it('writes every move into its history, and the reason where there is one', () => {
    const start = aMessage();
    const claimed = moveTo(start, 'claimed', after({ minutes: 1 }));
    const due = moveTo(claimed, 'due', after({ minutes: 2 }), '429');
    expect(due).toMatchObject({ state: 'due', because: '429' });
    expect(due.history).toEqual([
      ...start.history,
      { state: 'claimed', at: after({ minutes: 1 }) },
      { state: 'due', at: after({ minutes: 2 }), because: '429' },
    ]);
    expect(moveTo(due, 'claimed', now).because).toBeUndefined();
  });

  it('is not changed by a move', () => {
    const start = Object.freeze(aMessage());
    expect(moveTo(start, 'claimed', now)).not.toBe(start);
    expect(start.state).toBe('planned');
  });

  it.each([
    ['open', isOpen, ['planned', 'due']],
    ['in flight', isInFlight, ['claimed', 'unknown']],
  ] as const)('is %s in these states only', (_what, is, states) => {
    expect(messageStates.filter((state) => is(aMessage('nudge', { state })))).toEqual(states);
  });

  it('was accepted once the service took it, whatever became of it', () => {
    expect(wasAccepted(aMessage('nudge', { state: 'bounced', acceptedAt: now }))).toBe(true);
    expect(wasAccepted(aMessage('nudge', { state: 'rejected' }))).toBe(false);
  });
});
