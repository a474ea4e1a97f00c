import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { addUp } from '../../../shared/campaign/wave-plan.ts';
import { judgeCandidate, type Candidacy, type CandidacyRules } from '../../../shared/campaign/candidacy.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, anEnrolment } from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { aCadence, anAudience } from '../../builders/policies.ts';

const judge = (journey: Partial<Journey>, rules: Partial<CandidacyRules> = {}) =>
  judgeCandidate(aJourney({ enrolment: undefined, ...journey }), {
    goal: 'register',
    cadence: aCadence(),
    audience: anAudience(),
    now,
    afterDays: 2,
    ...rules,
  });

const createdAgo = (days: number) => someFacts({ user: aUser({ createdDateTime: after({ days: -days }) }) });

describe('a wave enrols', () => {
  it.each<[string, Partial<Journey>, Partial<CandidacyRules>]>([
    ['somebody who only has to register', {}, {}],
    ['an account on the day it is old enough', { facts: createdAgo(2) }, {}],
    ['an account of unknown age', { facts: someFacts({ user: aUser({ createdDateTime: undefined }) }) }, {}],
    ['a new account that the wave names', { facts: createdAgo(0) }, { namedByWave: true }],
    ['a new account, where nobody has to wait', { facts: createdAgo(0) }, { afterDays: 0 }],
    [
      'somebody whose wave was cancelled',
      { enrolment: anEnrolment() },
      { cadence: aCadence({ haltedWaves: { paused: [], cancelled: ['pilot'] } }) },
    ],
  ])('%s', (_who, journey, rules) => {
    expect(judge(journey, rules)).toEqual({ selected: true, userId: personId(1) });
  });
});

describe('a wave leaves out', () => {
  it.each<[string, Partial<Journey>, string]>([
    ['somebody the last pass did not find', { facts: undefined }, 'unknownUser'],
    ['somebody another wave has', { enrolment: anEnrolment() }, 'alreadyEnrolled'],
    [
      'somebody another wave has, excluded or not',
      { enrolment: anEnrolment(), facts: someFacts({ excludedByOperator: true }) },
      'alreadyEnrolled',
    ],
    [
      'somebody excluded, with the reason',
      { facts: someFacts({ registration: capableRegistration }) },
      'alreadyCapable',
    ],
    ['an account of yesterday', { facts: createdAgo(1) }, 'accountTooNew'],
    [
      'a new account that is excluded, for the exclusion',
      { facts: someFacts({ user: aUser({ accountEnabled: false, createdDateTime: now }) }) },
      'accountDisabled',
    ],
  ])('%s', (_who, journey, because) => {
    expect(judge(journey)).toEqual({ selected: false, userId: personId(1), because });
  });
});

describe('a wave that is paused', () => {
  it('keeps its people', () => {
    const haltedWaves = { paused: ['pilot'], cancelled: [] };
    expect(judge({ enrolment: anEnrolment() }, { cadence: aCadence({ haltedWaves }) })).toMatchObject({
      because: 'alreadyEnrolled',
    });
  });
});

describe('a wave plan', () => {
  const candidates: readonly Candidacy[] = [
    { selected: true, userId: 'a' },
    { selected: false, userId: 'b', because: 'holdout' },
    { selected: true, userId: 'c' },
    { selected: false, userId: 'd', because: 'holdout' },
    { selected: true, userId: 'e' },
  ];

  it('adds up who is selected, in order, and the others by reason', () => {
    expect(addUp(candidates, undefined)).toEqual({ selected: ['a', 'c', 'e'], leftOut: { holdout: 2 } });
  });

  it('leaves out those over the limit, with that reason', () => {
    expect(addUp(candidates, 1)).toEqual({ selected: ['a'], leftOut: { holdout: 2, overLimit: 2 } });
  });

  it.each([undefined, 0, 1, 2, 3, 100])('counts everyone once, with the limit %s', (limit) => {
    const { selected, leftOut } = addUp(candidates, limit);
    const others = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
    expect(selected.length + others).toBe(candidates.length);
  });

  it('of nobody is empty', () => {
    expect(addUp([], 10)).toEqual({ selected: [], leftOut: {} });
  });
});
