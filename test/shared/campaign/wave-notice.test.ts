import { describe, expect, it } from 'vitest';
import {
  addressesLeft,
  isNoticeDue,
  isUnsettled,
  noticeIdOf,
  settleNotice,
  type NoticeMail,
} from '../../../shared/campaign/wave-notice.ts';
import type { WaveState } from '../../../shared/campaign/wave.ts';
import type { OperationAnswer } from '../../../shared/delivery/send-answer.ts';
import { after, at, now } from '../../builders/instants.ts';
import { aPlace, deploymentId } from '../../builders/policies.ts';

const policy = { to: ['help@contoso.com', 'soc@contoso.com'], daysBefore: 3 };
const campaign = aPlace({}, 'Europe/Stockholm');
/** A Tuesday. */
const startsAt = at('2026-12-07T23:00:00Z');

const aMail = (change: Partial<NoticeMail> = {}): NoticeMail => ({
  to: 'help@contoso.com',
  messageId: 'id',
  state: 'claimed',
  at: now,
  because: undefined,
  ...change,
});

describe('a notice is owed', () => {
  it.each<[string, string, boolean]>([
    ['four days before', '2026-12-03T23:00:00Z', false],
    ['three days before, at night', '2026-12-04T23:00:00Z', false],
    ['three days before, on a Saturday', '2026-12-05T10:00:00Z', false],
    ['on the work day before', '2026-12-07T08:00:00Z', true],
    ['on the evening before', '2026-12-07T22:00:00Z', false],
    ['at the very start, whatever the hour', '2026-12-07T23:00:00Z', true],
  ])('%s: %s', (_, time, isDue) => {
    const wave = { state: 'scheduled' as const, startsAt, enrolledCount: 0 };
    expect(isNoticeDue({ wave, isBegun: false }, policy, campaign, at(time))).toBe(isDue);
  });

  it.each<[WaveState, number, boolean, boolean]>([
    ['scheduled', 0, false, true],
    ['scheduled', 12, false, false],
    ['enrolling', 12, false, false],
    ['enrolling', 12, true, true],
    ['enrolled', 12, true, false],
    ['drafted', 0, false, false],
    ['paused', 0, false, false],
    ['cancelled', 0, true, false],
  ])('of a wave that is %s with %i people, begun %s: %s', (state, enrolledCount, isBegun, isDue) => {
    const started = after({ hours: 1 }, startsAt);
    expect(isNoticeDue({ wave: { state, startsAt, enrolledCount }, isBegun }, policy, campaign, started)).toBe(isDue);
  });
});

describe('the addresses of a notice', () => {
  it('are those that were not tried yet, however they are spelt', () => {
    expect(addressesLeft(policy, [])).toEqual(policy.to);
    expect(addressesLeft(policy, [aMail({ to: 'HELP@contoso.com', state: 'unknown' })])).toEqual(['soc@contoso.com']);
  });

  it('have one id each for each wave, whoever computes it', () => {
    const ids = ['help@contoso.com', 'Help@contoso.com', 'soc@contoso.com'].map((to) =>
      noticeIdOf(deploymentId, 'a', to),
    );
    expect(new Set(ids).size).toBe(2);
    expect(noticeIdOf(deploymentId, 'b', 'soc@contoso.com')).not.toBe(ids[2]);
  });
});

describe('a claim without an answer', () => {
  it('is left alone until its sender cannot be at work', () => {
    expect(isUnsettled(aMail(), after({ minutes: 14 }))).toBe(false);
    expect(isUnsettled(aMail(), after({ minutes: 15 }))).toBe(true);
    expect(isUnsettled(aMail({ state: 'accepted' }), after({ days: 1 }))).toBe(false);
  });

  it.each<[OperationAnswer, NoticeMail['state']]>([
    [{ kind: 'known' }, 'accepted'],
    [{ kind: 'failed', because: 'EmailDropped' }, 'rejected'],
    [{ kind: 'denied' }, 'unknown'],
    [{ kind: 'noAnswer', because: 'ETIMEDOUT' }, 'claimed'],
  ])('becomes, after %j, %s', (answer, state) => {
    expect(settleNotice(aMail(), answer).state).toBe(state);
  });
});
