import { describe, expect, it } from 'vitest';
import { draftPlan, driftBetween, type PlannedWave } from '../../../shared/campaign/plan-draft.ts';

const wave: PlannedWave = {
  waveId: 'pilot',
  goal: 'register',
  groups: ['b', 'a'],
  users: [],
  limit: undefined,
  startsAt: undefined,
};
const document = { name: 'SSPR' };
const now = new Date('2026-11-02T07:00:00Z');
const shown = draftPlan(wave, document, ['1', '2', '3'], now);

describe('the confirm of a plan', () => {
  it.each([
    ['groups are named in another order', draftPlan({ ...wave, groups: ['A', 'b'] }, document, ['1', '2', '3'], now)],
    ['people are found in another order', draftPlan(wave, document, ['3', '1', '2'], now)],
    ['it is planned later', draftPlan(wave, document, ['1', '2', '3'], new Date())],
  ])('stays the same when %s', (_, current) => {
    expect(driftBetween(shown, current)).toBeUndefined();
  });

  it.each([
    ['another limit', draftPlan({ ...wave, limit: 3 }, document, ['1', '2', '3'], now), { requestChanged: true }],
    ['another start', draftPlan({ ...wave, startsAt: now }, document, ['1', '2', '3'], now), { requestChanged: true }],
    ['another name', draftPlan({ ...wave, waveId: 'x' }, document, ['1', '2', '3'], now), { requestChanged: true }],
    ['another document', draftPlan(wave, { name: 'x' }, ['1', '2', '3'], now), { documentChanged: true }],
    [
      'other people',
      draftPlan(wave, document, ['2', '3', '4', '5'], now),
      { peopleAdded: 2, peopleRemoved: 1, selectedNow: 4 },
    ],
  ])('is another one for %s, and the drift says so', (_, current, drift) => {
    const nobody = { peopleAdded: 0, peopleRemoved: 0, selectedBefore: 3, selectedNow: 3 };
    const none = { requestChanged: false, documentChanged: false, ...nobody };
    expect(driftBetween(shown, current)).toEqual({ ...none, ...drift });
  });
});
