import { describe, expect, it } from 'vitest';
import { splitByStep, type Journey } from '../../../shared/campaign/journey.ts';
import { planJourney, type JourneyPlan } from '../../../shared/campaign/plan-journey.ts';
import type { Message } from '../../../shared/delivery/message.ts';
import { messageIdOf } from '../../../shared/delivery/plan-message.ts';
import type { DocumentChange } from '../../builders/documents.ts';
import { after, at, now } from '../../builders/instants.ts';
import { aClaimedMessage, aJourney, aMessage, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { aCadence, deploymentId, mailFrom, someRules } from '../../builders/policies.ts';
import { FakeHolidays } from '../../fakes/fake-holidays.ts';

const plan = (journey: Partial<Journey> = {}, change: DocumentChange = {}, moment = now): JourneyPlan =>
  planJourney(aJourney(journey), someRules(change), moment);

/** The journey once the plan has been written. */
function written(journey: Journey, { messages }: JourneyPlan): Journey {
  const byId = new Map(
    [...journey.messages, ...messages].map((message): [string, Message] => [message.messageId, message]),
  );
  return { ...journey, ...splitByStep([...byId.values()], journey.reopenings) };
}

const nudged = (daysAgo: number) => anAcceptedMessage('nudge', after({ days: -daysAgo }));
const capable = someFacts({ registration: capableRegistration });
const evening = at('2026-12-01T18:00:00Z');

describe('the plan for one person', () => {
  it('begins with a nudge, with the id that anybody would compute', () => {
    const { messages, put, drop } = plan();
    expect(messages).toEqual([
      {
        userId: personId(1),
        step: 'nudge',
        epoch: 0,
        messageId: messageIdOf(deploymentId, personId(1), 'nudge', 0),
        state: 'planned',
        because: undefined,
        dueAt: now,
        claim: undefined,
        acceptedAt: undefined,
        address: undefined,
        history: [{ state: 'planned', at: now }],
      },
    ]);
    expect(put).toEqual([{ dueAt: now, userId: personId(1), step: 'nudge' }]);
    expect(drop).toEqual([]);
  });

  it('puts a reminder where the document has it', () => {
    expect(plan({ messages: [nudged(1)] })).toMatchObject({
      messages: [{ step: 'reminder-1', state: 'planned', dueAt: after({ days: 3 }) }],
    });
  });

  it('moves what falls into the quiet hours to the next morning', () => {
    expect(plan({}, {}, evening).messages).toMatchObject([{ dueAt: at('2026-12-02T07:30:00Z') }]);
  });

  it('moves what falls on a weekend to Monday', () => {
    // The fourth day after a Tuesday is a Saturday.
    expect(plan({ messages: [nudged(0)] }).messages).toMatchObject([{ dueAt: at('2026-12-07T07:30:00Z') }]);
  });

  it('goes by the clock where the person works', () => {
    const facts = someFacts({ user: aUser({ usageLocation: 'JP' }) });
    expect(plan({ facts }).messages).toMatchObject([{ dueAt: at('2026-12-01T23:30:00Z') }]);
  });

  it('goes by the holidays where the person works, unless the document says no', () => {
    const holidays = new FakeHolidays();
    holidays.dates.set('SE', ['2026-12-01']);
    const observing = planJourney(aJourney(), someRules({}, holidays), now);
    expect(observing.messages).toMatchObject([{ dueAt: at('2026-12-02T07:30:00Z') }]);
    const cadence = { timeZone: 'Europe/Stockholm', spreadMinutes: 0, observeHolidays: false };
    expect(planJourney(aJourney(), someRules({ cadence }, holidays), now).messages).toMatchObject([{ dueAt: now }]);
  });

  it('spreads people over the minutes of the document, the same person always the same', () => {
    const cadence = { timeZone: 'Europe/Stockholm', spreadMinutes: 60 };
    const dueOf = (n: number) => plan({ userId: personId(n) }, { cadence }).messages[0]!.dueAt.getTime();
    const dues = Array.from({ length: 40 }, (_, n) => dueOf(n));
    expect(dues).toEqual(Array.from({ length: 40 }, (_, n) => dueOf(n)));
    expect(new Set(dues).size).toBeGreaterThan(20);
    expect(Math.min(...dues)).toBeGreaterThanOrEqual(now.getTime());
    expect(Math.max(...dues)).toBeLessThan(after({ hours: 1 }).getTime());
  });

  it('never spreads into the quiet hours', () => {
    const cadence = { timeZone: 'Europe/Stockholm', spreadMinutes: 60 };
    const late = at('2026-12-01T15:50:00Z');
    const dues = Array.from(
      { length: 40 },
      (_, n) => plan({ userId: personId(n) }, { cadence }, late).messages[0]!.dueAt,
    );
    const nextMorning = at('2026-12-02T07:30:00Z');
    expect(dues.every((due) => due < at('2026-12-01T16:00:00Z') || due.getTime() === nextMorning.getTime())).toBe(true);
    expect(dues.some((due) => due.getTime() === nextMorning.getTime())).toBe(true);
  });
});

describe('planning twice', () => {
  it.each<[string, Partial<Journey>]>([
    ['a nudge', {}],
    ['a reminder', { messages: [nudged(5)] }],
    ['a reminder in place of a nudge that never went', { messages: [aMessage('reminder-1')] }],
    ['the SSPR link', { facts: capable, messages: [nudged(5), aMessage('reminder-1')] }],
    ['a stop', { facts: someFacts({ excludedByOperator: true }), messages: [aMessage()] }],
    ['a nudge that was cancelled', { messages: [aMessage('nudge', { state: 'cancelled' })] }],
    ['a nudge after a pending registration', { evidence: [evidence('methodRegistered', { method: 'authenticator' })] }],
    ['nothing, for somebody unknown', { facts: undefined, enrolment: undefined }],
  ])('changes nothing the second time: %s', (_what, change) => {
    const journey = aJourney(change);
    const first = planJourney(journey, someRules(), now);
    const second = planJourney(written(journey, first), someRules(), after({ minutes: 1 }));
    expect(second.messages).toEqual([]);
    expect(second.drop).toEqual([]);
    expect(second.put).toEqual(first.put);
  });
});

describe('an open message that is no longer owed', () => {
  it.each<[string, Partial<Journey>, string]>([
    [
      'is cancelled because the person is excluded',
      { facts: someFacts({ excludedByOperator: true }) },
      'excludedByOperator',
    ],
    [
      'is cancelled because the account is disabled',
      { facts: someFacts({ user: aUser({ accountEnabled: false }) }) },
      'accountDisabled',
    ],
    ['is cancelled because the person left', { facts: someFacts({ isInDirectory: false }) }, 'notInDirectory'],
    ['is cancelled because the person is capable', { facts: capable }, 'alreadyCapable'],
    ['is cancelled because the person is not enrolled', { enrolment: undefined }, 'notEnrolled'],
  ])('%s', (_what, change, because) => {
    const open = aMessage('nudge', { dueAt: after({ hours: 2 }) });
    const { messages, put, drop } = plan({ ...change, messages: [open] });
    expect(messages).toMatchObject([{ step: 'nudge', state: 'cancelled', because }]);
    expect(messages[0]!.history.at(-1)).toEqual({ state: 'cancelled', at: now, because });
    expect(put).toEqual([]);
    expect(drop).toEqual([{ dueAt: open.dueAt, userId: personId(1), step: 'nudge' }]);
  });

  it('is overtaken by the SSPR link, and both are written together', () => {
    const reminder = aMessage('reminder-1', { dueAt: after({ days: 1 }) });
    const { messages, put, drop } = plan({ facts: capable, messages: [nudged(3), reminder] });
    expect(messages).toMatchObject([
      { step: 'reminder-1', state: 'cancelled', because: 'overtaken by sspr-link' },
      { step: 'sspr-link', state: 'planned' },
    ]);
    expect(put).toMatchObject([{ step: 'sspr-link' }]);
    expect(drop).toEqual([{ dueAt: reminder.dueAt, userId: personId(1), step: 'reminder-1' }]);
  });

  it('is left alone while another one is in flight', () => {
    expect(plan({ messages: [aClaimedMessage('nudge'), aMessage('reminder-1')] })).toEqual({
      next: { kind: 'wait', because: 'messageInFlight' },
      messages: [],
      releaseBodyOf: [],
      put: [],
      drop: [],
    });
  });
});

describe('a message that was cancelled and is owed again', () => {
  const cancelled = aMessage('nudge', { state: 'cancelled', because: 'inactive', dueAt: after({ days: -20 }) });

  it('is planned anew under the same id, with a new time and its history', () => {
    const { messages, put } = plan({ messages: [cancelled] });
    expect(messages).toEqual([
      {
        ...cancelled,
        state: 'planned',
        because: undefined,
        dueAt: now,
        history: [...cancelled.history, { state: 'planned', at: now }],
      },
    ]);
    expect(put).toEqual([{ dueAt: now, userId: personId(1), step: 'nudge' }]);
  });
});

describe('at most one message is open', () => {
  it.each<[string, Partial<Journey>]>([
    ['after a nudge', { messages: [aMessage()] }],
    [
      'after the capable report',
      { facts: capable, messages: [nudged(9), aMessage('reminder-1'), aMessage('reminder-2')] },
    ],
    ['after a stop', { facts: someFacts({ registration: undefined }), messages: [aMessage(), aMessage('reminder-1')] }],
  ])('%s', (_when, change) => {
    const journey = aJourney(change);
    const open = written(journey, planJourney(journey, someRules(), now)).messages.filter(({ state }) =>
      ['planned', 'due'].includes(state),
    );
    expect(open.length).toBeLessThanOrEqual(1);
  });
});

describe('a wave that is paused and resumed', () => {
  const paused = { ...someRules(), cadence: aCadence({ haltedWaves: { paused: ['pilot'], cancelled: [] } }) };
  const cancelled = { ...someRules(), cadence: aCadence({ haltedWaves: { paused: [], cancelled: ['pilot'] } }) };
  const held = aMessage('nudge', { heldBy: 'wavePaused', dueAt: after({ days: 5 }) });

  it('goes on planning, so that nothing is forgotten', () => {
    expect(planJourney(aJourney(), paused, now)).toMatchObject({
      next: { held: 'wavePaused' },
      messages: [{ step: 'nudge', state: 'planned' }],
      put: [{ step: 'nudge' }],
    });
  });

  it('leaves what is held on the agenda', () => {
    expect(planJourney(aJourney({ messages: [held] }), paused, now)).toMatchObject({
      messages: [],
      put: [{ dueAt: held.dueAt }],
      drop: [],
    });
  });

  it('brings back what was held, at a time of its own', () => {
    const { messages, put, drop } = plan({ messages: [held] });
    expect(messages).toMatchObject([
      { messageId: held.messageId, state: 'planned', because: 'waveResumed', dueAt: now },
    ]);
    expect(put).toEqual([{ dueAt: now, userId: personId(1), step: 'nudge' }]);
    expect(drop).toEqual([{ dueAt: held.dueAt, userId: personId(1), step: 'nudge' }]);
  });

  it('brings it back as well while nobody can see who registers, to wait for that alone (engine 2)', () => {
    const cadence = aCadence({ reportReadAt: after({ hours: -26 }) });
    expect(planJourney(aJourney({ messages: [held] }), { ...someRules(), cadence }, now)).toMatchObject({
      next: { held: 'detectionStale' },
      messages: [{ because: 'waveResumed', dueAt: now }],
    });
  });

  it('brings back a crowd spread over the minutes of the document, not at once', () => {
    const cadence = { timeZone: 'Europe/Stockholm', spreadMinutes: 60 };
    const dues = Array.from({ length: 40 }, (_, n) =>
      plan({ userId: personId(n), messages: [{ ...held, userId: personId(n) }] }, { cadence }).put[0]!.dueAt.getTime(),
    );
    expect(new Set(dues).size).toBeGreaterThan(20);
  });

  it('takes everything off the agenda when it is cancelled', () => {
    expect(planJourney(aJourney({ messages: [held] }), cancelled, now)).toMatchObject({
      messages: [{ state: 'cancelled', because: 'waveCancelled' }],
      put: [],
      drop: [{ dueAt: held.dueAt }],
    });
  });
});

describe('a step that is sent again to another address', () => {
  const document = { audience: { addressFallback: ['otherMails' as const] } };
  const user = aUser({ otherMails: ['asa@example.com'] });
  const facts = someFacts({ user, suppressedAddresses: [user.mail!] });
  const bounced = anAcceptedMessage('nudge', after({ days: -1 }), { state: 'bounced', address: user.mail });

  it('is a message of its own, with the next epoch; the first one stays as it is', () => {
    const { messages, put } = plan({ facts, messages: [bounced] }, document);
    expect(messages).toEqual([
      {
        ...aMessage('nudge', { epoch: 1, renewedFor: 'otherAddress' }),
        history: [{ state: 'planned', at: now, because: 'otherAddress' }],
      },
    ]);
    expect(put).toEqual([{ dueAt: now, userId: personId(1), step: 'nudge' }]);
  });

  it('is planned once', () => {
    const journey = aJourney({ facts, messages: [bounced] });
    const rules = someRules(document);
    const second = planJourney(written(journey, planJourney(journey, rules, now)), rules, after({ minutes: 1 }));
    expect(second.messages).toEqual([]);
  });

  it('replaces a message that was pinned for the address that turned another one away', () => {
    const claimedAt = after({ hours: -1 });
    const claim = { claimId: 'claim-1', claimedAt, firstClaimedAt: claimedAt, from: mailFrom, deniedAt: claimedAt };
    const history = [{ state: 'claimed' as const, at: claimedAt }];
    const pinned = aMessage('reminder-1', { state: 'due', claim, address: user.mail, history });
    const { messages, releaseBodyOf } = plan({ facts, messages: [nudged(6), pinned] }, document);
    expect(messages).toMatchObject([
      { epoch: 0, state: 'cancelled', because: 'addressSuppressed' },
      { epoch: 1, state: 'planned' },
    ]);
    expect(releaseBodyOf).toEqual([pinned.messageId]);
  });
});

describe('a message that may have been sent before, and is too old to ask about', () => {
  const at24 = after({ hours: -24 });
  const claim = { claimId: 'claim-1', claimedAt: at24, firstClaimedAt: at24, from: mailFrom, deniedAt: undefined };
  const history = [{ state: 'claimed' as const, at: at24 }];

  it('is for a person, off the agenda, and keeps no words', () => {
    const old = aMessage('nudge', { state: 'due', because: '429', claim, history });
    const { messages, put, drop, releaseBodyOf } = plan({ messages: [old] });
    expect(messages).toMatchObject([{ state: 'unknown', because: 'no certain outcome after 20 hours' }]);
    expect([put, drop, releaseBodyOf]).toEqual([
      [],
      [{ dueAt: old.dueAt, userId: personId(1), step: 'nudge' }],
      [old.messageId],
    ]);
  });

  it('is for a person also where it was cancelled and is owed again', () => {
    const { messages } = plan({ messages: [aMessage('nudge', { state: 'cancelled', claim, history })] });
    expect(messages).toMatchObject([{ state: 'unknown' }]);
  });
});

describe('the words of a message that is cancelled', () => {
  const excluded = someFacts({ excludedByOperator: true });

  it('are dropped, if there are any', () => {
    const claimedOnce = aMessage('nudge', { state: 'due', history: [{ state: 'claimed', at: now }] });
    expect(plan({ facts: excluded, messages: [claimedOnce] }).releaseBodyOf).toEqual([claimedOnce.messageId]);
    expect(plan({ facts: excluded, messages: [aMessage('nudge')] }).releaseBodyOf).toEqual([]);
  });
});
