import { describe, expect, it } from 'vitest';
import { leftOutText, meaningOf } from '../../../shared/api/left-out-text.ts';
import { answerWave, describeWave, unknownWave } from '../../../shared/api/wave-answer.ts';
import type { WavePlan } from '../../../shared/campaign/wave-plan.ts';
import type { Wave } from '../../../shared/campaign/wave.ts';
import { exclusionReasons } from '../../../shared/recipient/exclusion.ts';
import { now } from '../../builders/instants.ts';
import { groupId, personId } from '../../builders/people.ts';

const plan: WavePlan = { selected: [personId(1), personId(2)], leftOut: { holdout: 1, alreadyCapable: 5 } };
const wave: Wave = {
  waveId: 'malmö kontor',
  name: 'Malmö',
  goal: 'register',
  origin: 'operator',
  groups: [groupId],
  users: [personId(1)],
  limit: 10,
  startsAt: now,
  createdAt: now,
  state: 'scheduled',
  cursor: '7',
  enrolledCount: 3,
};
const forecast = { firstMailAt: now, lastMailAt: now, limitedBy: 'mailQuota', hours: [] } as const;
const outlook = { languages: { sv: 2 }, variants: { register: 2 }, sample: [], forecast };
const noDrift = {
  requestChanged: false,
  documentChanged: false,
  peopleAdded: 0,
  peopleRemoved: 0,
  selectedBefore: 2,
  selectedNow: 2,
};

describe('what is answered to a request for a wave', () => {
  it.each([
    [
      'a dry run',
      { kind: 'dryRun', goal: 'register', plan, outlook, confirm: 'c'.repeat(32), existing: undefined },
      200,
    ],
    ['a launch', { kind: 'launched', wave, plan }, 202],
    ['a launch that was there already', { kind: 'alreadyThere', wave }, 200],
    ['a launch under the name of a cancelled wave', { kind: 'nameTaken', wave }, 409],
    ['faults', { kind: 'faulty', faults: [{ path: 'name', message: 'is taken' }] }, 400],
    ['a launch without a dry run', { kind: 'dryRunFirst' }, 428],
    ['a confirm nobody knows', { kind: 'unknownConfirm' }, 409],
    ['a plan that has drifted', { kind: 'drifted', drift: { ...noDrift, peopleAdded: 3 } }, 409],
    ['a group that is not there', { kind: 'noSuchGroup', groupId }, 422],
    ['a throttled directory', { kind: 'throttled', retryAfterSeconds: 30 }, 503],
  ] as const)('%s', (_what, outcome, status) => {
    const answer = answerWave(outcome);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe(status < 400 ? 'application/json' : 'application/problem+json');
    expect(JSON.parse(answer.body)).toBeTypeOf('object');
  });

  it.each([
    ['nameTaken', answerWave({ kind: 'nameTaken', wave })],
    ['dryRunFirst', answerWave({ kind: 'dryRunFirst' })],
    ['unknownConfirm', answerWave({ kind: 'unknownConfirm' })],
    ['drifted', answerWave({ kind: 'drifted', drift: { ...noDrift, peopleRemoved: 1 } })],
    ['noSuchGroup', answerWave({ kind: 'noSuchGroup', groupId })],
    ['throttled', answerWave({ kind: 'throttled', retryAfterSeconds: 30 })],
  ])('says of every refusal that nothing was started: %s', (_kind, { body }) => {
    expect(body).toMatch(/othing was started/);
  });

  it('of a dry run adds up: everyone is selected or left out with a reason', () => {
    const { body } = answerWave({
      kind: 'dryRun',
      goal: 'register',
      plan,
      outlook,
      confirm: 'c'.repeat(32),
      existing: undefined,
    });
    expect(JSON.parse(body)).toMatchObject({
      dryRun: true,
      people: 8,
      selected: 2,
      leftOut: [
        { because: 'alreadyCapable', people: 5 },
        { because: 'holdout', people: 1 },
      ],
      languages: { sv: 2 },
    });
  });

  it('of a launch names where the wave is', () => {
    expect(answerWave({ kind: 'launched', wave, plan }).headers['location']).toBe('/api/waves/malm%C3%B6%20kontor');
  });

  it('of a throttled directory says when to try again', () => {
    expect(answerWave({ kind: 'throttled', retryAfterSeconds: 30 }).headers['retry-after']).toBe('30');
  });

  it('of a plan that has drifted says what has changed', () => {
    const drift = { ...noDrift, requestChanged: true, documentChanged: true, peopleAdded: 3, peopleRemoved: 1 };
    const { detail } = JSON.parse(answerWave({ kind: 'drifted', drift }).body) as { detail: string };
    expect(detail).toMatch(/request.*document.*3 people have come in.*1 people have dropped out/);
  });
});

describe('a wave, as it is shown', () => {
  it('says how many users it names, and not which', () => {
    expect(describeWave(wave)).toEqual({
      waveId: 'malmö kontor',
      name: 'Malmö',
      goal: 'register',
      origin: 'operator',
      state: 'scheduled',
      startsAt: now,
      enrolled: 3,
      groups: [groupId],
      users: 1,
      limit: 10,
    });
  });

  it('that is not there is named in quotes, and not at any length', () => {
    expect(unknownWave('<b>"x"</b>').detail).toContain(String.raw`"<b>\"x\"</b>"`);
    expect(unknownWave('x'.repeat(10_000)).detail.length).toBeLessThan(200);
  });
});

describe('the people who are left out', () => {
  it('are listed by reason, most first, each with what it means', () => {
    expect(leftOutText({ holdout: 1, overLimit: 9 })).toMatchObject([
      { because: 'overLimit', people: 9, meaning: 'Beyond the limit of the wave.' },
      { because: 'holdout', people: 1 },
    ]);
  });

  it.each([...exclusionReasons, 'alreadyEnrolled', 'accountTooNew', 'unknownUser', 'overLimit', 'notNamed'] as const)(
    'have a reason that is explained: %s',
    (reason) => {
      expect(meaningOf(reason)).toMatch(/^[A-Z].*\.$/);
    },
  );
});
