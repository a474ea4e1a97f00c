import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { applyChange } from '../../../shared/campaign/journey-change.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import { placeOf } from '../../../shared/campaign/place.ts';
import { planJourney } from '../../../shared/campaign/plan-journey.ts';
import { judgeReopening, type ReopeningCandidate } from '../../../shared/campaign/reopening.ts';
import { everSent, type Reopening } from '../../../shared/campaign/round.ts';
import { resetAfterMail } from '../../../shared/campaign/real-end.ts';
import { messageIdOf } from '../../../shared/delivery/plan-message.ts';
import { after, now } from '../../builders/instants.ts';
import {
  aJourney,
  aMessage,
  anAcceptedMessage,
  anEnrolment,
  anEntryNotice,
  evidence,
} from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { aCadence, deploymentId, someRules } from '../../builders/policies.ts';

const days = (n: number) => after({ days: n });
const policy = aCadence({ reportReadAt: after({ hours: -6 }) });
const enrolment = anEnrolment({ enrolledAt: days(-200) });
const nudge = anAcceptedMessage('nudge', days(-190));
const reminder = anAcceptedMessage('reminder-1', days(-186));
const link = anAcceptedMessage('sspr-link', days(-180));
const lost = someFacts({ infoLostAt: days(-1) });

/** Registered after the first reminder, got the link, and has lost it again. */
const aLoss = (change: Partial<Journey> = {}): Journey =>
  aJourney({ enrolment, facts: lost, messages: [nudge, reminder, link], ...change });
const candidate: ReopeningCandidate = {
  userId: personId(1),
  because: 'securityInfoLost',
  toldBy: 'pass-2',
  toldAt: days(-1),
  lookAt: now,
};
const judge = (journey: Journey, change: Partial<ReopeningCandidate> = {}, by = policy) =>
  judgeReopening(journey, { ...candidate, ...change }, by, now);
const reopening: Reopening = {
  at: now,
  because: 'securityInfoLost',
  toldBy: 'pass-2',
  firstEpochs: { nudge: 1, 'reminder-1': 1 },
};
const reopened = (change: Partial<Journey> = {}) => applyChange(aLoss(change), { reopenings: [reopening] });
const others = (at: Date) => [1, 2, 3].map((n) => anAcceptedMessage(`reminder-${n}`, at));

describe('whoever could reset, and has lost it (issue 17)', () => {
  it('gets none of the reminders that were left, and their way has ended', () => {
    expect(decideNextStep(aLoss(), policy, now)).toEqual({ kind: 'stop', because: 'securityInfoLost' });
    expect(placeOf(aLoss(), policy, now)).toEqual({ kind: 'ended', because: 'securityInfoLost' });
  });

  it('gets a nudge like everybody where the loss was before they were enrolled', () => {
    const journey = aJourney({ facts: someFacts({ infoLostAt: days(-40) }) });
    expect(decideNextStep(journey, policy, now)).toMatchObject({ kind: 'send', step: 'nudge' });
  });

  it('stays left out for a reason that comes first', () => {
    const facts = { ...lost, excludedByOperator: true };
    expect(decideNextStep(aLoss({ facts }), policy, now)).toMatchObject({ because: 'excludedByOperator' });
  });
});

describe('a way to register is begun once more (issue 17)', () => {
  it('with the next epoch of nudge and reminders, and never of the link', () => {
    expect(judge(aLoss())).toEqual({ kind: 'reopen', reopening });
  });

  it('for a reset that failed for want of security info, where the reminders had come to their end', () => {
    const journey = aLoss({ facts: someFacts(), messages: [nudge, ...others(days(-100))] });
    expect(judge(journey, { because: 'resetFailed' })).toMatchObject({ kind: 'reopen' });
  });

  it.each<[string, Partial<Journey>, Date]>([
    ['the link', { messages: [nudge, anAcceptedMessage('sspr-link', days(-50))] }, days(40)],
    [
      'a mail that was turned away and sent elsewhere',
      { superseded: [anAcceptedMessage('nudge', days(-60))] },
      days(30),
    ],
    ['a notice of an entry', { entryNotices: [anEntryNotice(days(-20))] }, days(70)],
    ['the mail about phones', { messages: [nudge, link, anAcceptedMessage('phone-only', days(-89))] }, days(1)],
  ])('no sooner than 90 days after %s', (_mail, journey, lookAt) => {
    expect(judge(aLoss(journey))).toEqual({ kind: 'later', because: 'lastMailTooNear', lookAt });
  });

  it.each<[string, Partial<Journey>, string]>([
    ['can reset again', { facts: someFacts({ registration: capableRegistration }) }, 'capable'],
    ['is in no wave', { enrolment: undefined }, 'notEnrolled'],
    ['has left', { facts: { ...lost, isInDirectory: false } }, 'notInDirectory'],
    ['is still reminded', { facts: someFacts() }, 'notEnded'],
    ['was asked again for the same', { reopenings: [reopening] }, 'toldBefore'],
  ])('never for whoever %s', (_who, journey, because) => {
    expect(judge(aLoss(journey))).toEqual({ kind: 'never', because });
  });

  it('never in a wave that was cancelled', () => {
    const cancelled = aCadence({ ...policy, haltedWaves: { paused: [], cancelled: ['pilot'] } });
    expect(judge(aLoss(), {}, cancelled)).toEqual({ kind: 'never', because: 'waveCancelled' });
    expect(decideNextStep(reopened(), cancelled, now)).toEqual({ kind: 'stop', because: 'waveCancelled' });
  });

  it.each<[string, Partial<Journey>, string]>([
    ['may not be written to', { facts: { ...lost, user: aUser({ accountEnabled: false }) } }, 'leftOut'],
    [
      'has just registered something',
      { evidence: [evidence('methodRegistered', { method: 'authenticator' })] },
      'registrationPending',
    ],
    [
      'has a mail of which nobody knows',
      { messages: [nudge, aMessage('reminder-1', { state: 'unknown' })] },
      'outcomeUnknown',
    ],
    [
      'has a row that cannot be read',
      { unreadableRows: [{ table: 'Recipients', partitionKey: '1', rowKey: 'one', because: 'not JSON' }] },
      'rowUnreadable',
    ],
  ])('later for whoever %s', (_who, journey, because) => {
    const verdict = judge(aLoss(journey));
    expect(verdict).toMatchObject({ kind: 'later', because });
    expect(verdict.kind === 'later' && verdict.lookAt > now).toBe(true);
  });

  it.each([
    ['no pass', undefined],
    ['no pass since', days(-2)],
  ])('later while there was %s', (_which, reportReadAt) => {
    expect(judge(aLoss(), {}, aCadence({ reportReadAt }))).toMatchObject({ kind: 'later', because: 'noPassSince' });
  });
});

describe('a new round (issue 17)', () => {
  it('plans the nudge under a new id, and keeps the mails before as they were', () => {
    const journey = reopened();
    expect(decideNextStep(journey, policy, now)).toEqual({ kind: 'send', step: 'nudge', notBefore: now });
    const [planned] = planJourney(journey, { ...someRules(), cadence: policy }, now).messages;
    expect(planned).toMatchObject({
      step: 'nudge',
      epoch: 1,
      messageId: messageIdOf(deploymentId, personId(1), 'nudge', 1),
      renewedFor: 'reopened',
      state: 'planned',
    });
    const next = applyChange(journey, { messages: [planned!] });
    expect(Object.fromEntries(next.messages.map(({ step, epoch }) => [step, epoch]))).toEqual({
      nudge: 1,
      'sspr-link': 0,
    });
    expect(next.superseded).toEqual([nudge, reminder]);
  });

  it('goes on with the reminders from the first one', () => {
    const second = anAcceptedMessage('nudge', days(-1), { epoch: 1 });
    const journey = applyChange(reopened(), { messages: [second] });
    expect(decideNextStep(journey, policy, now)).toEqual({ kind: 'send', step: 'reminder-1', notBefore: days(3) });
    const [planned] = planJourney(journey, { ...someRules(), cadence: policy }, now).messages;
    expect(planned).toMatchObject({ step: 'reminder-1', epoch: 1 });
  });

  it('waits for the 90 days after a mail that came in between', () => {
    const journey = reopened({ entryNotices: [anEntryNotice(days(-10))] });
    expect(decideNextStep(journey, policy, now)).toMatchObject({ step: 'nudge', notBefore: days(80) });
  });

  it('ends without a second link once they can reset again', () => {
    const second = anAcceptedMessage('nudge', days(-1), { epoch: 1 });
    const facts = someFacts({ registration: capableRegistration });
    const journey = applyChange({ ...reopened(), facts }, { messages: [second] });
    expect(decideNextStep(journey, policy, now)).toEqual({ kind: 'stop', because: 'done' });
  });

  it('owes the link still that was owed before it', () => {
    const facts = someFacts({ registration: capableRegistration });
    const journey = { ...reopened({ messages: [nudge, reminder] }), facts };
    expect(decideNextStep(journey, policy, now)).toMatchObject({ kind: 'send', step: 'sspr-link' });
  });

  it('sends a nudge that bounces to another address, though that one had the nudge before', () => {
    const bounced = anAcceptedMessage('nudge', days(-1), {
      epoch: 1,
      state: 'bounced',
      history: [{ state: 'bounced', at: days(-1) }],
    });
    const user = aUser({ otherMails: ['at-home@example.org'] });
    const facts = { ...lost, user, suppressedAddresses: [user.mail!] };
    const before = [{ ...nudge, address: 'at-home@example.org', state: 'delivered' as const }, link];
    const journey = applyChange(reopened({ facts, messages: before }), { messages: [bounced] });
    const withHome = aCadence({ ...policy, audience: { ...policy.audience, addressFallback: ['otherMails'] } });
    expect(decideNextStep(journey, withHome, now)).toMatchObject({ kind: 'send', step: 'nudge' });
  });

  it('leaves the figures of the round before as they were', () => {
    const reset = evidence('resetSucceeded', { at: days(-185) });
    expect(everSent(reopened())).toEqual(expect.arrayContaining([nudge, reminder, link]));
    expect(resetAfterMail(reopened({ evidence: [reset] }))).toBe(resetAfterMail(aLoss({ evidence: [reset] })));
  });
});
