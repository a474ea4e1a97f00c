import { describe, expect, it } from 'vitest';
import { sendRequest } from '../../../shared/campaign/send-request.ts';
import { now } from '../../builders/instants.ts';
import { personId } from '../../builders/people.ts';

const good = { userId: personId(1), step: 'nudge', watchAt: now.toISOString() };

describe('a request to send', () => {
  it.each(['nudge', 'sspr-link', 'reminder-1', 'reminder-6', 'reminder-10', 'reminder-99'])(
    'is for a step: %s',
    (step) => {
      expect(sendRequest.parse({ ...good, step })).toEqual({ userId: personId(1), step, watchAt: now });
    },
  );

  it.each([
    ['the reminder 0', { ...good, step: 'reminder-0' }],
    ['the reminder 01', { ...good, step: 'reminder-01' }],
    ['the reminder 100', { ...good, step: 'reminder-100' }],
    ['a reminder with something after it', { ...good, step: 'reminder-1\n' }],
    ['another step', { ...good, step: 'invitation' }],
    ['a step that is no text', { ...good, step: 1 }],
    ['a user principal name', { ...good, userId: 'asa@contoso.com' }],
    ['no time to watch at', { userId: good.userId, step: good.step }],
    ['a date without a time', { ...good, watchAt: '2026-12-01' }],
    ['a field nobody knows', { ...good, dequeueCount: 3 }],
    ['nothing', null],
  ])('is refused with %s', (_what, item) => {
    expect(sendRequest.safeParse(item).success).toBe(false);
  });

  it('avoids the names of the trigger’s own metadata, which would shadow them', () => {
    const metadata = [
      'id',
      'queueTrigger',
      'dequeueCount',
      'expirationTime',
      'insertionTime',
      'nextVisibleTime',
      'popReceipt',
    ];
    expect(Object.keys(sendRequest.shape).filter((name) => metadata.includes(name))).toEqual([]);
  });
});
