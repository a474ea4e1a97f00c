import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CadencePolicy } from '../../../shared/campaign/cadence-policy.ts';
import { enrol } from '../../../shared/campaign/journey-change.ts';
import { goalsOf, goalWith, type Journey } from '../../../shared/campaign/journey.ts';
import { heldLinkOf } from '../../../shared/campaign/held-link.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import { placeOf } from '../../../shared/campaign/place.ts';
import { TallyCounter } from '../../../shared/campaign/tally.ts';
import {
  firstMailFor,
  judgeCandidate,
  needsWholeJourneys,
  type CandidacyRules,
} from '../../../shared/campaign/candidacy.ts';
import { goals, type Goal } from '../../../shared/delivery/goal.ts';
import { messageStates } from '../../../shared/delivery/message.ts';
import type { Step } from '../../../shared/delivery/steps.ts';
import { after, at, now } from '../../builders/instants.ts';
import { aJourney, aMessage, anAcceptedMessage, anEnrolment, evidence } from '../../builders/journeys.ts';
import {
  aUser,
  capableRegistration,
  groupId,
  personId,
  phoneOnlyRegistration,
  someFacts,
} from '../../builders/people.ts';
import { aCadence, anAudience } from '../../builders/policies.ts';

const capable = someFacts({ registration: capableRegistration });
const byPhone = someFacts({ registration: phoneOnlyRegistration });
const nudge = (daysAgo: number) => anAcceptedMessage('nudge', after({ days: -daysAgo }));
const link = (daysAgo: number) => anAcceptedMessage('sspr-link', after({ days: -daysAgo }));
const phoneMail = (daysAgo: number) => anAcceptedMessage('phone-only', after({ days: -daysAgo }));
const waveOf: Readonly<Record<Goal, string>> = { register: 'pilot', knowTheLink: 'links', outlastPhones: 'phones' };

/** Somebody who is enrolled for these goals, each with a wave of its own. */
function enrolledFor(wanted: readonly Goal[], change: Partial<Journey> = {}): Journey {
  const others = wanted.filter((goal) => goal !== 'register');
  return aJourney({
    enrolment: wanted.includes('register') ? anEnrolment() : undefined,
    ...(others.length > 0 && {
      otherEnrolments: Object.fromEntries(others.map((goal) => [goal, anEnrolment({ waveId: waveOf[goal] })])),
    }),
    ...change,
  });
}

const next = (wanted: readonly Goal[], change: Partial<Journey>, policy: Partial<CadencePolicy> = {}, when = now) =>
  decideNextStep(enrolledFor(wanted, change), aCadence(policy), when);

const send = (step: Step, notBefore: Date = now) => ({ kind: 'send', step, notBefore });
const stop = (because: string) => ({ kind: 'stop', because });

describe('whoever is enrolled to know the link', () => {
  it.each<[string, Partial<Journey>, object]>([
    ['gets it, never nudged', { facts: capable }, send('sspr-link')],
    ['gets it where the log alone saw them register', { evidence: [evidence('registered')] }, send('sspr-link')],
    [
      'gets it a week after the mail about phones',
      { facts: capable, messages: [phoneMail(2)] },
      send('sspr-link', after({ days: 5 })),
    ],
    [
      'gets it at once after a nudge of a wave that was cancelled: it is the link of that nudge',
      { facts: capable, messages: [nudge(3)] },
      send('sspr-link'),
    ],
    ['gets it once', { facts: capable, messages: [link(400)] }, stop('done')],
    ['is asked nothing while they cannot reset', {}, stop('cannotResetYet')],
    [
      'is asked nothing after their methods were deleted',
      { facts: capable, evidence: [evidence('methodDeleted')] },
      stop('cannotResetYet'),
    ],
    [
      'is left alone once disabled',
      { facts: { ...capable, user: aUser({ accountEnabled: false }) } },
      stop('accountDisabled'),
    ],
    ['is left alone once excluded', { facts: { ...capable, excludedByOperator: true } }, stop('excludedByOperator')],
    [
      'is left alone as an admin where admins are',
      { facts: { ...capable, registration: { ...capableRegistration, isAdmin: true } } },
      stop('adminUnderTwoGatePolicy'),
    ],
  ])('%s', (_who, change, expected) => {
    expect(next(['knowTheLink'], change)).toEqual(expected);
  });

  it('is left alone outside the groups of the campaign, unless the wave names them', () => {
    const audience = anAudience({ includeGroups: [groupId] });
    expect(next(['knowTheLink'], { facts: capable }, { audience })).toEqual(stop('outsideIncludedGroups'));
    const named = { knowTheLink: anEnrolment({ waveId: 'links', namedByWave: true }) };
    expect(next([], { facts: capable, otherEnrolments: named }, { audience })).toEqual(send('sspr-link'));
  });

  it('waits for writeback, and is listed until it is on', () => {
    const journey = enrolledFor(['knowTheLink'], {
      facts: { ...capable, user: aUser({ onPremisesSyncEnabled: true }) },
    });
    const policy = aCadence({ audience: anAudience({ passwordWriteback: 'disabled' }) });
    const step = decideNextStep(journey, policy, now);
    expect(step).toEqual(stop('writebackNotEnabled'));
    expect(heldLinkOf(journey, step, policy)).toEqual({ userId: personId(1), because: 'writebackNotEnabled' });
    expect(decideNextStep(journey, aCadence(), now)).toEqual(send('sspr-link'));
  });
});

describe('whoever is enrolled to outlast phones', () => {
  it.each<[string, Partial<Journey>, object, Partial<CadencePolicy>?]>([
    ['is asked, never nudged', { facts: byPhone }, send('phone-only')],
    [
      'is asked as well where the follow-up of others is off',
      { facts: byPhone },
      send('phone-only'),
      { strengthenPhoneOnly: false },
    ],
    ['is asked a week after the link', { facts: byPhone, messages: [link(1)] }, send('phone-only', after({ days: 6 }))],
    [
      'is asked where two methods are required and one is left',
      { facts: capable },
      send('phone-only'),
      { methodsRequired: 2 },
    ],
    ['is asked once', { facts: byPhone, messages: [phoneMail(300)] }, stop('done')],
    ['is left alone who holds another way', { facts: capable }, stop('notByPhoneAlone')],
    ['is left alone who cannot reset', {}, stop('cannotResetYet')],
    ['is left alone where phones go on', { facts: byPhone }, stop('phonesGoOn'), { phonesEnd: false }],
  ])('%s', (_who, change, expected, policy = {}) => {
    expect(next(['outlastPhones'], change, policy)).toEqual(expected);
  });

  it('is left alone once phones have ended', () => {
    expect(next(['outlastPhones'], { facts: byPhone }, {}, at('2027-02-01T00:00:00Z'))).toEqual(
      stop('phonesHaveEnded'),
    );
    const justHadTheLink = anAcceptedMessage('sspr-link', at('2027-01-29T00:00:00Z'));
    const messages = [justHadTheLink];
    expect(next(['outlastPhones'], { facts: byPhone, messages }, {}, at('2027-01-30T00:00:00Z'))).toEqual(
      stop('phonesHaveEnded'),
    );
  });

  it('waits while nobody can see who registers', () => {
    const logReading = { readAt: after({ days: -9 }), wholeSince: after({ days: -20 }), hasTold: true };
    const stale = { reportReadAt: after({ days: -9 }), logReading };
    expect(next(['outlastPhones'], { facts: byPhone }, stale)).toMatchObject({ held: 'detectionStale' });
  });
});

const beforeTheLastWeeks = at('2026-12-02T12:00:00Z');
const inTheLastWeeks = at('2026-12-03T12:00:00Z');

describe('whoever is enrolled for several goals', () => {
  it.each<[string, readonly Goal[], Partial<Journey>, object]>([
    ['is asked to register first', goals, {}, send('nudge')],
    ['is told where to reset once, whoever asked', goals, { facts: capable, messages: [nudge(3)] }, send('sspr-link')],
    [
      'is told by the other wave who was not nudged',
      ['register', 'knowTheLink'],
      { facts: capable },
      send('sspr-link'),
    ],
    [
      'gets the link before the mail about phones',
      ['knowTheLink', 'outlastPhones'],
      { facts: byPhone },
      send('sspr-link'),
    ],
    [
      'and that mail a week later',
      goals,
      { facts: byPhone, messages: [nudge(20), link(3)] },
      send('phone-only', after({ days: 4 })),
    ],
    ['and then nothing', goals, { facts: byPhone, messages: [nudge(30), link(20), phoneMail(9)] }, stop('done')],
    [
      'is seen as what the way to register came to',
      goals,
      { messages: [aMessage('nudge', { state: 'rejected' })] },
      stop('nudgeNotDelivered'),
    ],
  ])('%s', (_who, wanted, change, expected) => {
    expect(next(wanted, change)).toEqual(expected);
  });

  it('is asked for another way before anything else in the last 60 days of phones', () => {
    const wanted = ['register', 'knowTheLink', 'outlastPhones'] as const;
    const messages = [anAcceptedMessage('nudge', at('2026-11-20T12:00:00Z'))];
    const change = { facts: byPhone, messages };
    expect(next(wanted, change, {}, beforeTheLastWeeks)).toEqual(send('sspr-link', beforeTheLastWeeks));
    expect(next(wanted, change, {}, inTheLastWeeks)).toEqual(send('phone-only', inTheLastWeeks));
    const asked = [...messages, anAcceptedMessage('phone-only', inTheLastWeeks)];
    const linkAt = at('2026-12-10T12:00:00Z');
    expect(next(wanted, { ...change, messages: asked }, {}, inTheLastWeeks)).toEqual(send('sspr-link', linkAt));
  });

  it('goes on with the other goal while a wave is paused, and with the same when it is cancelled', () => {
    const wanted = ['knowTheLink', 'outlastPhones'] as const;
    const paused = { haltedWaves: { paused: ['links'], cancelled: [] } };
    expect(next(wanted, { facts: byPhone }, paused)).toEqual(send('phone-only'));
    expect(next(['knowTheLink'], { facts: byPhone }, paused)).toMatchObject({ held: 'wavePaused' });
    const cancelled = { haltedWaves: { paused: [], cancelled: ['links', 'phones'] } };
    expect(next(wanted, { facts: byPhone }, cancelled)).toEqual(stop('waveCancelled'));
    const left = { facts: { ...byPhone, isInDirectory: false } };
    expect(next(goals, left, { haltedWaves: { paused: [], cancelled: ['pilot'] } })).toEqual(stop('notInDirectory'));
  });

  it('waits for one mail at a time, whatever goal it is for', () => {
    const messages = [aMessage('phone-only', { state: 'claimed' })];
    expect(next(goals, { facts: byPhone, messages })).toEqual({ kind: 'wait', because: 'messageInFlight' });
  });
});

const someJourney = fc
  .record({
    wanted: fc.subarray([...goals], { minLength: 0 }),
    facts: fc.constantFrom(capable, byPhone, someFacts(), { ...byPhone, excludedByOperator: true }),
    steps: fc.subarray<Step>(['nudge', 'reminder-1', 'sspr-link', 'phone-only']),
    state: fc.constantFrom(...messageStates),
    daysAgo: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ wanted, facts, steps, state, daysAgo }) =>
    enrolledFor(wanted, {
      facts,
      messages: steps.map((step, i) => anAcceptedMessage(step, after({ days: -daysAgo - i }), { state })),
    }),
  );

describe('whatever goals somebody is enrolled for', () => {
  it('there is one place, and the places add up to the people', () => {
    fc.assert(
      fc.property(fc.array(someJourney, { maxLength: 12 }), (journeys) => {
        const counter = new TallyCounter(aCadence(), now);
        for (const journey of journeys) {
          expect(placeOf(journey, aCadence(), now)).toBeDefined();
          counter.add(journey);
        }
        const { people, places } = counter.total();
        const inReasons = [...Object.values(places.ended), ...Object.values(places.leftOut)];
        const { canReset, onTheWay, waits, needsPerson } = places;
        const all = [canReset, onTheWay, waits, needsPerson, ...inReasons].reduce((sum, count) => sum + count, 0);
        expect([people, all]).toEqual([journeys.length, journeys.length]);
      }),
    );
  });

  it('the place is that of the way to register: other goals move nobody', () => {
    fc.assert(
      fc.property(someJourney, (journey) => {
        const { otherEnrolments: _, ...registering } = journey;
        expect(placeOf(journey, aCadence(), now)).toEqual(placeOf(registering, aCadence(), now));
      }),
    );
  });

  it('a mail comes a week after those of other goals at the earliest', () => {
    fc.assert(
      fc.property(someJourney, (journey) => {
        const step = decideNextStep(journey, aCadence(), now);
        if (step.kind !== 'send' || step.step !== 'phone-only') return;
        for (const { acceptedAt } of journey.messages.filter((one) => one.step !== step.step))
          expect(step.notBefore.getTime()).toBeGreaterThanOrEqual(acceptedAt!.getTime() + 7 * 86_400_000);
      }),
    );
  });
});

const rules = (goal: Goal, change: Partial<CadencePolicy> = {}): CandidacyRules => {
  const cadence = aCadence(change);
  return { goal, cadence, audience: cadence.audience, now, afterDays: 2 };
};
const judge = (goal: Goal, change: Partial<Journey>, policy: Partial<CadencePolicy> = {}) =>
  judgeCandidate(enrolledFor([], change), rules(goal, policy));

const filledIn = [evidence('methodRegistered', { by: 'admin', method: 'phone' })];

describe('a wave selects, by its goal', () => {
  it.each<[Goal, string, Partial<Journey>, string | undefined, Partial<CadencePolicy>?]>([
    ['register', 'whoever cannot reset yet', {}, undefined],
    ['register', 'nobody who can', { facts: capable }, 'alreadyCapable'],
    [
      'register',
      'nobody for whom it was filled in, where only the nudged are told',
      { facts: capable, evidence: filledIn },
      'alreadyCapable',
    ],
    [
      'register',
      'for whom it was filled in, where the enrolled are told',
      { facts: capable, evidence: filledIn },
      undefined,
      { ssprLinkTo: 'enrolled' },
    ],
    [
      'register',
      'nobody who registered by themselves, where the enrolled are told',
      { facts: capable },
      'alreadyCapable',
      { ssprLinkTo: 'enrolled' },
    ],
    [
      'register',
      'nobody who was told of it',
      { facts: capable, evidence: filledIn, messages: [link(9)] },
      'alreadyCapable',
      { ssprLinkTo: 'enrolled' },
    ],
    [
      'register',
      'nobody for whom it was filled in and who was disabled',
      { facts: { ...capable, user: aUser({ accountEnabled: false }) }, evidence: filledIn },
      'accountDisabled',
      { ssprLinkTo: 'enrolled' },
    ],
    ['knowTheLink', 'whoever can reset', { facts: capable }, undefined],
    ['knowTheLink', 'for whom it was filled in', { facts: capable, evidence: filledIn }, undefined],
    [
      'knowTheLink',
      'whoever was nudged and registered, and got no link',
      { facts: capable, enrolment: anEnrolment() },
      undefined,
    ],
    ['knowTheLink', 'nobody who cannot reset', {}, 'cannotResetYet'],
    ['knowTheLink', 'nobody who had the link', { facts: capable, messages: [link(500)] }, 'hasTheLink'],
    [
      'knowTheLink',
      'nobody whose link is on its way',
      { facts: capable, messages: [aMessage('sspr-link')] },
      'hasTheLink',
    ],
    [
      'knowTheLink',
      'whose link was cancelled',
      { facts: capable, messages: [aMessage('sspr-link', { state: 'cancelled' })] },
      undefined,
    ],
    [
      'knowTheLink',
      'nobody whom a wave of this goal has',
      { facts: capable, otherEnrolments: { knowTheLink: anEnrolment() } },
      'alreadyEnrolled',
    ],
    [
      'knowTheLink',
      'whom a wave of another goal has',
      { facts: capable, otherEnrolments: { outlastPhones: anEnrolment() } },
      undefined,
    ],
    [
      'knowTheLink',
      'nobody who has no address',
      { facts: { ...capable, user: aUser({ mail: undefined }) } },
      'noUsableAddress',
    ],
    ['outlastPhones', 'whoever can reset by phone alone', { facts: byPhone }, undefined],
    ['outlastPhones', 'whoever falls below the number required', { facts: capable }, undefined, { methodsRequired: 2 }],
    ['outlastPhones', 'nobody with another way', { facts: capable }, 'notByPhoneAlone'],
    ['outlastPhones', 'nobody who cannot reset', {}, 'cannotResetYet'],
    ['outlastPhones', 'nobody who was asked', { facts: byPhone, messages: [phoneMail(60)] }, 'hasThePhoneMail'],
    ['outlastPhones', 'nobody where phones go on', { facts: byPhone }, 'phonesGoOn', { phonesEnd: false }],
    ['outlastPhones', 'nobody whom the last pass did not find', { facts: undefined }, 'unknownUser'],
  ])('%s: %s', (goal, _who, change, because, policy) => {
    const userId = personId(1);
    expect(judge(goal, change, policy)).toEqual(
      because === undefined ? { selected: true, userId } : { selected: false, userId, because },
    );
  });

  it('foretells the first mail, a week after those of other goals', () => {
    const first = (goal: Goal, change: Partial<Journey>) => firstMailFor(enrolledFor([], change), rules(goal));
    expect(first('register', {})).toEqual({ step: 'nudge', notBefore: now });
    expect(first('register', { facts: capable, evidence: filledIn })).toEqual({ step: 'sspr-link', notBefore: now });
    expect(first('knowTheLink', { facts: capable })).toEqual({ step: 'sspr-link', notBefore: now });
    const afterLink = { facts: byPhone, messages: [link(1)] };
    expect(first('outlastPhones', afterLink)).toEqual({ step: 'phone-only', notBefore: after({ days: 6 }) });
  });

  it('reads of people only what it needs', () => {
    expect(goals.map((goal) => needsWholeJourneys(rules(goal)))).toEqual([false, true, true]);
    expect(needsWholeJourneys(rules('register', { ssprLinkTo: 'enrolled' }))).toBe(true);
  });

  it('enrols for the goal alone', () => {
    const enrolment = anEnrolment({ waveId: 'links' });
    const journey = { ...enrolledFor(['register']), ...enrol('knowTheLink', enrolment) };
    expect(goalsOf(journey)).toEqual(['register', 'knowTheLink']);
    expect([goalWith(journey, 'links'), goalWith(journey, 'pilot'), goalWith(journey, 'other')]).toEqual([
      'knowTheLink',
      'register',
      undefined,
    ]);
  });
});

describe('how far the people of a wave have come', () => {
  it('is told by the mails of its goal', () => {
    const journey = enrolledFor(goals, { facts: byPhone, messages: [nudge(30), link(20), phoneMail(5)] });
    const messagesOf = (goal: Goal, one = journey) => {
      const counter = new TallyCounter(aCadence(), now, goal);
      counter.add(one);
      return Object.keys(counter.total().messages);
    };
    expect(goals.map((goal) => messagesOf(goal))).toEqual([['nudge', 'sspr-link'], ['sspr-link'], ['phone-only']]);
    // Without a wave of its own it is the follow-up of whoever registered.
    const { otherEnrolments: _, ...registered } = journey;
    expect(messagesOf('register', registered)).toEqual(['nudge', 'sspr-link', 'phone-only']);
  });
});
