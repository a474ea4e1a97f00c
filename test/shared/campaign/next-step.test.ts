import { describe, expect, it } from 'vitest';
import type { EntryNotice } from '../../../shared/campaign/entry-notice.ts';
import type { Journey } from '../../../shared/campaign/journey.ts';
import type { CadencePolicy } from '../../../shared/campaign/cadence-policy.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import type { Message, MessageState } from '../../../shared/delivery/message.ts';
import type { Step } from '../../../shared/delivery/steps.ts';
import { after, now } from '../../builders/instants.ts';
import {
  aClaimedMessage,
  aJourney,
  aMessage,
  anAcceptedMessage,
  anEnrolment,
  anEntryNotice,
  evidence,
} from '../../builders/journeys.ts';
import { aRegistration, aUser, capableRegistration, groupId, someFacts } from '../../builders/people.ts';
import { aCadence, anAudience, mailFrom } from '../../builders/policies.ts';

const decide = (journey: Partial<Journey> = {}, policy: Partial<CadencePolicy> = {}) =>
  decideNextStep(aJourney(journey), aCadence(policy), now);

const capable = someFacts({ registration: capableRegistration });
const nudged = (daysAgo: number) => anAcceptedMessage('nudge', after({ days: -daysAgo }));

describe('nobody gets anything who', () => {
  it.each<[string, Partial<Journey>, object]>([
    ['is not enrolled', { enrolment: undefined }, { kind: 'stop', because: 'notEnrolled' }],
    ['is unknown to the directory', { facts: undefined }, { kind: 'stop', because: 'notEnrolled' }],
    ['has a message in flight', { messages: [aClaimedMessage()] }, { kind: 'wait', because: 'messageInFlight' }],
    [
      'has a message nobody knows the outcome of',
      { messages: [aMessage('nudge', { state: 'unknown' })] },
      { kind: 'wait', because: 'messageInFlight' },
    ],
    [
      'has a message in flight, though capable by now',
      { facts: capable, messages: [aClaimedMessage()] },
      { kind: 'wait', because: 'messageInFlight' },
    ],
  ])('%s', (_who, journey, next) => {
    expect(decide(journey)).toEqual(next);
  });
});

describe('somebody who was told of what was entered for them (guard 1)', () => {
  const linkFor = (...entryNotices: readonly EntryNotice[]) =>
    decide({ facts: capable, messages: [nudged(30)], entryNotices });
  const begun = (days: number, state: EntryNotice['state']) =>
    anEntryNotice(undefined, { state, history: [{ state: 'planned', at: after({ days: -days }) }] });

  it.each<[string, readonly EntryNotice[], Date]>([
    ['a week after the mail', [anEntryNotice(after({ days: -2 }))], after({ days: 5 })],
    ['at once after that', [anEntryNotice(after({ days: -8 }))], now],
    [
      'a week after the last of two',
      [anEntryNotice(after({ days: -8 })), anEntryNotice(after({ days: -1 }))],
      after({ days: 6 }),
    ],
    ['a week after it was entered, while the mail is to come', [begun(1, 'due')], after({ days: 6 })],
    ['no sooner than the mail, however long that takes', [begun(9, 'claimed')], after({ days: 1 })],
    ['a week after it was entered, where nobody knows whether the mail left', [begun(9, 'unknown')], now],
    ['at once where nothing that was entered stands', [begun(0, 'cancelled')], now],
  ])('gets the link %s', (_, notices, notBefore) => {
    expect(linkFor(...notices)).toEqual({ kind: 'send', step: 'sspr-link', notBefore });
  });

  it('gets no other mail later for it', () => {
    expect(decide({ entryNotices: [anEntryNotice(now)] })).toEqual(decide());
  });
});

describe('somebody who is capable', () => {
  it.each<[string, Partial<Journey>, object]>([
    ['and was nudged: the SSPR link', { messages: [nudged(3)] }, { kind: 'send', step: 'sspr-link', notBefore: now }],
    ['and was never nudged: nothing', {}, { kind: 'stop', because: 'alreadyCapable' }],
    [
      'and whose nudge is only planned: nothing',
      { messages: [aMessage('nudge')] },
      { kind: 'stop', because: 'alreadyCapable' },
    ],
    [
      'and whose nudge was refused: nothing',
      { messages: [aMessage('nudge', { state: 'rejected' })] },
      { kind: 'stop', because: 'alreadyCapable' },
    ],
    [
      'and has the link already: nothing',
      { messages: [nudged(3), anAcceptedMessage('sspr-link', after({ days: -1 }))] },
      { kind: 'stop', because: 'done' },
    ],
    [
      'and whose link was refused: not again',
      { messages: [nudged(3), aMessage('sspr-link', { state: 'rejected' })] },
      { kind: 'stop', because: 'done' },
    ],
    [
      'and whose link waits: at its time',
      { messages: [nudged(3), aMessage('sspr-link', { dueAt: after({ hours: 5 }) })] },
      { kind: 'send', step: 'sspr-link', notBefore: after({ hours: 5 }) },
    ],
    [
      'and whose link was cancelled: again',
      { messages: [nudged(3), aMessage('sspr-link', { state: 'cancelled' })] },
      { kind: 'send', step: 'sspr-link', notBefore: now },
    ],
    [
      'though the account is gone: nothing',
      { facts: someFacts({ registration: capableRegistration, isInDirectory: false }), messages: [nudged(3)] },
      { kind: 'stop', because: 'notInDirectory' },
    ],
    [
      'though the account is disabled: nothing',
      {
        facts: someFacts({ registration: capableRegistration, user: aUser({ accountEnabled: false }) }),
        messages: [nudged(3)],
      },
      { kind: 'stop', because: 'accountDisabled' },
    ],
  ])('%s', (_what, journey, next) => {
    expect(decide({ facts: capable, ...journey })).toEqual(next);
  });

  it('by the audit log alone gets the link, long before the report knows', () => {
    expect(decide({ messages: [nudged(3)], evidence: [evidence('registered')] })).toMatchObject({ step: 'sspr-link' });
  });

  it('without having been nudged gets the link where the document says "enrolled"', () => {
    expect(decide({ facts: capable }, { ssprLinkTo: 'enrolled' })).toMatchObject({ kind: 'send', step: 'sspr-link' });
  });

  it('in the middle of the reminders gets the link and no reminder any more', () => {
    const messages = [nudged(5), anAcceptedMessage('reminder-1', after({ days: -1 })), aMessage('reminder-2')];
    expect(decide({ facts: capable, messages })).toMatchObject({ kind: 'send', step: 'sspr-link' });
  });
});

describe('the SSPR link never goes to', () => {
  const afterNudge = { messages: [nudged(3)] };

  // "A bounced address is not tried again by itself, since every attempt would prolong its ban."
  it('an address that bounced', () => {
    const bounced = anAcceptedMessage('nudge', after({ days: -3 }), { state: 'bounced' });
    const facts = someFacts({ registration: capableRegistration, suppressedAddresses: [aUser().mail!] });
    expect(decide({ facts, messages: [bounced] })).toEqual({ kind: 'stop', because: 'addressSuppressed' });
  });

  // Rendering throws for them, so the message would come back for ever.
  it('somebody who has no address any more', () => {
    const facts = someFacts({ registration: capableRegistration, user: aUser({ mail: undefined }) });
    expect(decide({ facts, ...afterNudge })).toEqual({ kind: 'stop', because: 'noUsableAddress' });
  });

  it('somebody an operator has excluded since', () => {
    const facts = someFacts({ registration: capableRegistration, excludedByOperator: true });
    expect(decide({ facts, ...afterNudge })).toEqual({ kind: 'stop', because: 'excludedByOperator' });
  });

  it('somebody who has joined an excluded group since', () => {
    const facts = someFacts({ registration: capableRegistration, memberOf: [groupId] });
    const audience = anAudience({ excludeGroups: [groupId] });
    expect(decide({ facts, ...afterNudge }, { audience })).toEqual({ kind: 'stop', because: 'inExcludedGroup' });
  });
});

describe('the nudge', () => {
  it.each<[string, Partial<Journey>, object]>([
    ['is owed at once', {}, { kind: 'send', step: 'nudge', notBefore: now }],
    [
      'keeps the time it is planned for',
      { messages: [aMessage('nudge', { dueAt: after({ days: 1 }) })] },
      { kind: 'send', step: 'nudge', notBefore: after({ days: 1 }) },
    ],
    [
      'keeps the time it was put off to',
      { messages: [aMessage('nudge', { state: 'due', dueAt: after({ minutes: 5 }) })] },
      { kind: 'send', step: 'nudge', notBefore: after({ minutes: 5 }) },
    ],
    [
      'is owed again once what cancelled it is over',
      { messages: [aMessage('nudge', { state: 'cancelled', because: 'inactive' })] },
      { kind: 'send', step: 'nudge', notBefore: now },
    ],
  ])('%s', (_what, journey, next) => {
    expect(decide(journey)).toEqual(next);
  });

  it.each<[MessageState, boolean]>([
    ['rejected', false],
    ['bounced', true],
    ['suppressed', true],
  ])('that was %s ends the way: nobody reads reminders there', (state, wasAccepted) => {
    const nudge = aMessage('nudge', { state, acceptedAt: wasAccepted ? after({ days: -5 }) : undefined });
    expect(decide({ messages: [nudge] })).toEqual({ kind: 'stop', because: 'nudgeNotDelivered' });
  });

  it.each<MessageState>(['accepted', 'delivered', 'filtered', 'failed'])(
    'that was %s is followed by a reminder',
    (state) => {
      const nudge = anAcceptedMessage('nudge', after({ days: -5 }), { state });
      expect(decide({ messages: [nudge] })).toMatchObject({ step: 'reminder-1' });
    },
  );
});

describe('the reminders', () => {
  const reminder = (number: number, daysAgo: number) =>
    anAcceptedMessage(`reminder-${number}`, after({ days: -daysAgo }));

  it.each<[string, Partial<Journey>, object]>([
    [
      'begin four days after the nudge was accepted',
      { messages: [nudged(0)] },
      { kind: 'send', step: 'reminder-1', notBefore: after({ days: 4 }) },
    ],
    [
      'are owed since then when the time has passed',
      { messages: [nudged(30)] },
      { kind: 'send', step: 'reminder-1', notBefore: after({ days: -26 }) },
    ],
    [
      'are counted from the nudge',
      { messages: [nudged(5), reminder(1, 1)] },
      { kind: 'send', step: 'reminder-2', notBefore: after({ days: 5 }) },
    ],
    [
      'keep their distance when the one before was late: six days from the first to the second',
      { messages: [nudged(20), reminder(1, 2)] },
      { kind: 'send', step: 'reminder-2', notBefore: after({ days: 4 }) },
    ],
    [
      'keep their distance when all were late: eleven days from the second to the third',
      { messages: [nudged(40), reminder(1, 20), reminder(2, 1)] },
      { kind: 'send', step: 'reminder-3', notBefore: after({ days: 10 }) },
    ],
    [
      'stop after the last',
      { messages: [nudged(40), reminder(1, 36), reminder(2, 30), reminder(3, 19)] },
      { kind: 'stop', because: 'remindersExhausted' },
    ],
    [
      'pass over one that was refused',
      { messages: [nudged(10), aMessage('reminder-1', { state: 'rejected' })] },
      { kind: 'send', step: 'reminder-2', notBefore: now },
    ],
    [
      'come back to one that was cancelled',
      { messages: [nudged(10), aMessage('reminder-1', { state: 'cancelled' })] },
      { kind: 'send', step: 'reminder-1', notBefore: after({ days: -6 }) },
    ],
    [
      'wait for one that is planned',
      { messages: [nudged(10), aMessage('reminder-1', { state: 'due' })] },
      { kind: 'send', step: 'reminder-1', notBefore: after({ days: -6 }) },
    ],
  ])('%s', (_what, journey, next) => {
    expect(decide(journey)).toEqual(next);
  });

  it('are none where the document has none', () => {
    expect(decide({ messages: [nudged(5)] }, { remindersAfterDays: [] })).toEqual({
      kind: 'stop',
      because: 'remindersExhausted',
    });
  });

  it('end with the document when it was shortened meanwhile', () => {
    const messages = [nudged(10), reminder(1, 6), aMessage('reminder-2')];
    expect(decide({ messages }, { remindersAfterDays: [4] })).toEqual({ kind: 'stop', because: 'remindersExhausted' });
  });

  it('stop when one bounced', () => {
    const facts = someFacts({ suppressedAddresses: [aUser().mail!] });
    const messages = [nudged(5), anAcceptedMessage('reminder-1', after({ days: -1 }), { state: 'bounced' })];
    expect(decide({ facts, messages })).toEqual({ kind: 'stop', because: 'addressSuppressed' });
  });

  // Every attempt within the lease of a suppression makes it longer, up to 14 days:
  // https://learn.microsoft.com/azure/communication-services/concepts/email/sender-reputation-managed-suppression-list
  it('stop when one was suppressed', () => {
    const messages = [nudged(10), anAcceptedMessage('reminder-1', after({ days: -6 }), { state: 'suppressed' })];
    expect(decide({ messages }).kind).toBe('stop');
  });
});

describe('somebody who may just have registered', () => {
  const pending = evidence('methodRegistered', { method: 'authenticator' });
  const until = after({ hours: 48 }, pending.at);

  it.each<[string, Partial<Journey>, string]>([
    ['is not nudged', {}, 'nudge'],
    ['is not reminded', { messages: [nudged(10)] }, 'reminder-1'],
  ])('%s before the report has had time to tell', (_what, journey, step) => {
    expect(decide({ ...journey, evidence: [pending] })).toEqual({
      kind: 'send',
      step,
      notBefore: until,
      because: 'registrationPending',
    });
  });

  it('keeps a later time that is owed anyway', () => {
    expect(decide({ messages: [nudged(0)], evidence: [pending] })).toEqual({
      kind: 'send',
      step: 'reminder-1',
      notBefore: after({ days: 4 }),
    });
  });

  it('gets nothing that is not owed', () => {
    expect(decide({ messages: [aMessage('nudge', { state: 'rejected' })], evidence: [pending] })).toEqual({
      kind: 'stop',
      because: 'nudgeNotDelivered',
    });
  });

  it('and deleted a method, while the report still says capable, is left alone', () => {
    expect(decide({ facts: capable, messages: [nudged(10)], evidence: [evidence('methodDeleted')] })).toEqual({
      kind: 'stop',
      because: 'done',
    });
  });
});

describe('somebody who is excluded', () => {
  it.each<[string, Partial<Journey>, Partial<CadencePolicy>, string]>([
    ['by the account', { facts: someFacts({ user: aUser({ accountEnabled: false }) }) }, {}, 'accountDisabled'],
    ['by an operator', { facts: someFacts({ excludedByOperator: true }) }, {}, 'excludedByOperator'],
    ['by the report', { facts: someFacts({ registration: undefined }) }, {}, 'notReported'],
    [
      'by the scope',
      { facts: someFacts({ registration: aRegistration({ isSsprEnabled: false }) }) },
      {},
      'notInSsprScope',
    ],
    ['by the holdout', {}, { audience: anAudience({ holdoutPercent: 100 }) }, 'holdout'],
    ['by the included groups', {}, { audience: anAudience({ includeGroups: [groupId] }) }, 'outsideIncludedGroups'],
  ])('%s gets neither nudge nor reminder, and the reason is named', (_how, journey, policy, because) => {
    expect(decide(journey, policy)).toEqual({ kind: 'stop', because });
    expect(decide({ ...journey, messages: [nudged(10)] }, policy)).toEqual({ kind: 'stop', because });
  });

  it('by the included groups is written to when the wave named them', () => {
    const policy = { audience: anAudience({ includeGroups: [groupId] }) };
    expect(decide({ enrolment: anEnrolment({ namedByWave: true }) }, policy)).toMatchObject({ step: 'nudge' });
  });
});

describe('while nobody can see who registers (engine 2)', () => {
  const unseen = { reportReadAt: after({ hours: -26 }) };

  it.each<[string, Partial<Journey>, object]>([
    ['the nudge waits', {}, { kind: 'send', step: 'nudge', notBefore: now, held: 'detectionStale' }],
    ['a reminder waits', { messages: [nudged(10)] }, { kind: 'send', step: 'reminder-1', held: 'detectionStale' }],
    ['who was excluded is still told so', { facts: someFacts({ excludedByOperator: true }) }, { kind: 'stop' }],
  ])('%s', (_what, journey, next) => {
    expect(decide(journey, unseen)).toMatchObject(next);
    expect(decide(journey, { reportReadAt: after({ hours: -25 }) })).not.toHaveProperty('held');
  });

  it('a link that is proved leaves', () => {
    const link = decide({ facts: capable, messages: [nudged(3)] }, unseen);
    expect(link).toEqual({ kind: 'send', step: 'sspr-link', notBefore: now });
  });

  it('the pause of a wave is the reason that is named', () => {
    const paused = { ...unseen, haltedWaves: { paused: ['pilot'], cancelled: [] } };
    expect(decide({}, paused)).toMatchObject({ held: 'wavePaused' });
  });
});

describe('the wave of a person', () => {
  const paused = { haltedWaves: { paused: ['pilot'], cancelled: [] } };
  const cancelled = { haltedWaves: { paused: [], cancelled: ['pilot'] } };

  it.each<[string, Partial<Journey>, Partial<CadencePolicy>, object]>([
    ['paused, holds the nudge', {}, paused, { kind: 'send', step: 'nudge', notBefore: now, held: 'wavePaused' }],
    [
      'paused, holds a reminder until after the pause',
      { messages: [nudged(3)] },
      paused,
      { kind: 'send', step: 'reminder-1', notBefore: after({ days: 1 }), held: 'wavePaused' },
    ],
    [
      'paused, holds the SSPR link too',
      { facts: capable, messages: [nudged(3)] },
      paused,
      { kind: 'send', step: 'sspr-link', notBefore: now, held: 'wavePaused' },
    ],
    [
      'paused, keeps nobody who is to get nothing',
      { facts: someFacts({ excludedByOperator: true }) },
      paused,
      { kind: 'stop', because: 'excludedByOperator' },
    ],
    [
      'paused, lets what is claimed finish',
      { messages: [aClaimedMessage()] },
      paused,
      { kind: 'wait', because: 'messageInFlight' },
    ],
    [
      'running again, owes what was held as of now, not as of the time it was put off to',
      { messages: [aMessage('nudge', { heldBy: 'wavePaused', dueAt: after({ days: 7 }) })] },
      {},
      { kind: 'send', step: 'nudge', notBefore: now },
    ],
    ['cancelled, ends the way', {}, cancelled, { kind: 'stop', because: 'waveCancelled' }],
    [
      'cancelled, ends it after the nudge as well',
      { messages: [nudged(3)] },
      cancelled,
      { kind: 'stop', because: 'waveCancelled' },
    ],
    [
      'cancelled, brings no SSPR link either: an operator expects no further mail at all',
      { facts: capable, messages: [nudged(3)] },
      cancelled,
      { kind: 'stop', because: 'waveCancelled' },
    ],
    [
      'cancelled, lets what is claimed finish',
      { messages: [aClaimedMessage()] },
      cancelled,
      { kind: 'wait', because: 'messageInFlight' },
    ],
    [
      'another than the halted ones, changes nothing',
      { enrolment: anEnrolment({ waveId: 'second' }) },
      { haltedWaves: { paused: ['pilot'], cancelled: ['third'] } },
      { kind: 'send', step: 'nudge', notBefore: now },
    ],
  ])('%s', (_what, journey, policy, next) => {
    expect(decide(journey, policy)).toEqual(next);
  });
});

describe('a mail that was turned away', () => {
  const other = 'asa@example.com';
  const policy = { audience: anAudience({ addressFallback: ['otherMails'] }) };
  const user = aUser({ otherMails: [other] });
  const suppressed = someFacts({ user, suppressedAddresses: [user.mail!] });
  const bouncedAt = after({ minutes: -10 });
  const again = after({ minutes: 50 });
  const turnedAway = (step: Step, state: MessageState = 'bounced', change: Partial<Message> = {}) => {
    const history = [{ state, at: bouncedAt }];
    return anAcceptedMessage(step, after({ days: -1 }), { address: user.mail, state, history, ...change });
  };
  const nudgeAgain = { kind: 'send', step: 'nudge', notBefore: again };

  it.each<[string, Partial<Journey>, object]>([
    ['as the nudge goes to the other address, an hour later', { messages: [turnedAway('nudge')] }, nudgeAgain],
    ['goes there also when it was suppressed', { messages: [turnedAway('nudge', 'suppressed')] }, nudgeAgain],
    [
      'goes to a corrected address',
      {
        facts: someFacts({ user: aUser({ mail: 'corrected@contoso.com' }), suppressedAddresses: [user.mail!] }),
        messages: [turnedAway('nudge')],
      },
      nudgeAgain,
    ],
    [
      'as a reminder goes there at its time',
      { messages: [nudged(5), turnedAway('reminder-1')] },
      { kind: 'send', step: 'reminder-1', notBefore: again },
    ],
    [
      'as the SSPR link goes there',
      {
        facts: { ...suppressed, registration: capableRegistration },
        messages: [nudged(5), turnedAway('sspr-link')],
      },
      { kind: 'send', step: 'sspr-link', notBefore: again },
    ],
    [
      'as both nudge and reminder goes there from the nudge on',
      { messages: [turnedAway('nudge'), turnedAway('reminder-1')] },
      nudgeAgain,
    ],
    [
      'stays where a later mail was taken, which may have arrived',
      {
        messages: [
          turnedAway('nudge', 'bounced', { acceptedAt: after({ days: -9 }) }),
          anAcceptedMessage('reminder-1', after({ days: -1 })),
        ],
      },
      { kind: 'send', step: 'reminder-2', notBefore: after({ days: 5 }) },
    ],
    [
      'ends the way when the other address turned it away too',
      {
        facts: { ...suppressed, suppressedAddresses: [user.mail!, other] },
        messages: [turnedAway('nudge', 'bounced', { epoch: 1, address: other })],
        superseded: [turnedAway('nudge')],
      },
      { kind: 'stop', because: 'addressSuppressed' },
    ],
    [
      'goes to no address twice, though an operator has lifted the suppression',
      {
        facts: { ...suppressed, suppressedAddresses: [] },
        messages: [turnedAway('nudge', 'bounced', { epoch: 1, address: other })],
        superseded: [turnedAway('nudge')],
      },
      { kind: 'stop', because: 'nudgeNotDelivered' },
    ],
    [
      'goes nowhere else once a report says that it arrived after all',
      {
        messages: [aMessage('nudge', { epoch: 1, renewedFor: 'otherAddress' })],
        superseded: [turnedAway('nudge', 'delivered')],
      },
      { kind: 'send', step: 'reminder-1', notBefore: after({ days: 3 }) },
    ],
  ])('%s', (_what, journey, next) => {
    expect(decide({ facts: suppressed, ...journey }, policy)).toEqual(next);
  });

  it.each<MessageState>(['accepted', 'delivered', 'filtered', 'failed'])(
    'is not one that was %s: that one may have arrived',
    (state) => {
      const messages = [turnedAway('nudge', state)];
      expect(decide({ facts: someFacts({ user }), messages }, policy)).toMatchObject({ step: 'reminder-1' });
    },
  );

  it('goes nowhere else where the campaign does not allow it', () => {
    expect(decide({ facts: suppressed, messages: [turnedAway('nudge')] })).toEqual({
      kind: 'stop',
      because: 'addressSuppressed',
    });
  });
});

describe('a message that may have been sent before', () => {
  const uncertain = (hoursAgo: number, change: Partial<Message> = {}) => {
    const at = after({ hours: -hoursAgo });
    const claim = { claimId: 'claim-1', claimedAt: at, firstClaimedAt: at, from: mailFrom, deniedAt: undefined };
    return aMessage('nudge', { state: 'due', claim, address: 'person-0001@contoso.com', ...change });
  };
  const doubt = { kind: 'wait', because: 'outcomeUnknown', step: 'nudge' };

  it.each<[string, Message, object]>([
    ['is owed for nineteen hours', uncertain(19), { kind: 'send', step: 'nudge', notBefore: now }],
    ['is for a person after twenty', uncertain(20), doubt],
    ['is for a person once it was cancelled: its words are gone', uncertain(1, { state: 'cancelled' }), doubt],
  ])('%s', (_what, message, next) => {
    expect(decide({ messages: [message] })).toEqual(next);
  });

  it('is no doubt where it is owed no longer', () => {
    expect(decide({ facts: capable, messages: [uncertain(30)] })).toEqual({ kind: 'stop', because: 'alreadyCapable' });
  });
});
