import { describe, expect, it } from 'vitest';
import type { Claim, Message } from '../../../shared/delivery/message.ts';
import { reconcile, settlesAt, type Reconciliation } from '../../../shared/delivery/reconciliation.ts';
import type { OperationAnswer } from '../../../shared/delivery/send-answer.ts';
import { after, now } from '../../builders/instants.ts';
import { aClaimedMessage } from '../../builders/journeys.ts';
import { mailFrom } from '../../builders/policies.ts';

const minutesAgo = (minutes: number) => after({ minutes: -minutes });

function claimed(claim: Partial<Claim> = {}, because?: string): Message {
  const claimedAt = minutesAgo(30);
  const full = {
    claimId: 'claim-1',
    claimedAt,
    firstClaimedAt: claimedAt,
    from: mailFrom,
    deniedAt: undefined,
    ...claim,
  };
  return aClaimedMessage('nudge', claimedAt, { claim: full, because });
}

const known: OperationAnswer = { kind: 'known' };
const denied: OperationAnswer = { kind: 'denied' };
const failed: OperationAnswer = { kind: 'failed', because: 'EmailDropped' };
const noAnswer: OperationAnswer = { kind: 'noAnswer', because: '429' };
const day = { firstClaimedAt: after({ hours: -20 }) };

describe('a claim without an outcome', () => {
  it.each<[string, Message, OperationAnswer, Reconciliation]>([
    ['is accepted when the service knows it', claimed(), known, { kind: 'accepted' }],
    ['is accepted although it was denied before', claimed({ deniedAt: minutesAgo(5) }), known, { kind: 'accepted' }],
    ['is accepted also after twenty hours', claimed(day), known, { kind: 'accepted' }],
    [
      'is rejected when the service failed to send it',
      claimed(),
      failed,
      { kind: 'rejected', because: 'EmailDropped' },
    ],
    ['is rejected also after twenty hours', claimed(day), failed, { kind: 'rejected', because: 'EmailDropped' }],
    ['is only denied the first time', claimed(), denied, { kind: 'denied' }],
    [
      'waits for the second denial',
      claimed({ deniedAt: after({ minutes: -4, seconds: -59 }) }),
      denied,
      { kind: 'wait', until: after({ seconds: 1 }) },
    ],
    [
      'is due again after two denials five minutes apart',
      claimed({ deniedAt: minutesAgo(5) }),
      denied,
      { kind: 'dueAgain' },
    ],
    [
      'is due again whenever the second denial comes',
      claimed({ deniedAt: minutesAgo(600) }),
      denied,
      { kind: 'dueAgain' },
    ],
    ['waits when the service does not answer', claimed(), noAnswer, { kind: 'wait', until: after({ minutes: 5 }) }],
    [
      'waits when the service does not answer the second time',
      claimed({ deniedAt: minutesAgo(60) }),
      noAnswer,
      { kind: 'wait', until: after({ minutes: 5 }) },
    ],
    [
      'is for a human after twenty hours of no answer',
      claimed(day),
      noAnswer,
      { kind: 'unknown', because: 'no certain outcome after 20 hours' },
    ],
    [
      'is for a human after twenty hours, denied twice or not: the service may have forgotten the id',
      claimed({ ...day, deniedAt: minutesAgo(10) }),
      denied,
      { kind: 'unknown', because: 'no certain outcome after 20 hours' },
    ],
    [
      'is not for a human a moment before',
      claimed({ firstClaimedAt: after({ hours: -20, seconds: 1 }), deniedAt: minutesAgo(10) }),
      denied,
      { kind: 'dueAgain' },
    ],
    [
      'that was a bad request is rejected once the id is denied twice',
      claimed({ deniedAt: minutesAgo(5), refusedWith: 'badRequest' }, '400 InvalidEmailAddress'),
      denied,
      { kind: 'rejected', because: '400 InvalidEmailAddress' },
    ],
    [
      'goes by what was noted, not by words',
      claimed({ deniedAt: minutesAgo(5) }, '400 X'),
      denied,
      { kind: 'dueAgain' },
    ],
    [
      'that was a bad request is accepted when the id is known',
      claimed({ refusedWith: 'badRequest' }),
      known,
      { kind: 'accepted' },
    ],
    [
      'that was a bad request is not rejected at the first denial',
      claimed({ refusedWith: 'badRequest' }),
      denied,
      { kind: 'denied' },
    ],
    [
      'with another doubt is due again',
      claimed({ deniedAt: minutesAgo(5) }, '500 InternalError'),
      denied,
      { kind: 'dueAgain' },
    ],
    [
      'with a reason that only begins like 400 is due again',
      claimed({ deniedAt: minutesAgo(5) }, '4000'),
      denied,
      { kind: 'dueAgain' },
    ],
  ])('%s', (_what, message, answer, decision) => {
    expect(reconcile(message, answer, now)).toEqual(decision);
  });
});

describe('a claim is looked at', () => {
  it('a quarter of an hour after it was made, since its sender cannot live that long', () => {
    expect(settlesAt(claimed({ claimedAt: now }))).toEqual(after({ minutes: 15 }));
  });

  it('five minutes after it was denied', () => {
    expect(settlesAt(claimed({ deniedAt: now }))).toEqual(after({ minutes: 5 }));
  });
});
