import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { lineOf, listsOf, teamList } from '../../../shared/campaign/person-line.ts';
import { weekOf } from '../../../shared/campaign/manager-round.ts';
import { after, at, now } from '../../builders/instants.ts';
import { aJourney, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { aRegistration, aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { aCadence } from '../../builders/policies.ts';

const managerId = personId(90);
const policy = aCadence({ tellManagerAfterReminders: 2, reportReadAt: after({ hours: -3 }) });
const facts = someFacts({ user: aUser({ managerId }), registration: aRegistration() });
const reminded = (times: number) =>
  (['nudge', 'reminder-1', 'reminder-2', 'reminder-3'] as const)
    .slice(0, times + 1)
    .map((step, n) => anAcceptedMessage(step, after({ days: n - 30 })));
const teamOf = (change: Partial<Journey>, given = policy) =>
  lineOf(aJourney({ facts, messages: reminded(2), ...change }), given, now)?.team;

describe('somebody of a team (everyone 8)', () => {
  it.each<[string, Partial<Journey>, boolean]>([
    ['reminded as often as the document says', {}, true],
    ['reminded more often', { messages: reminded(3) }, true],
    ['reminded once', { messages: reminded(1) }, false],
    ['who can reset', { facts: { ...facts, registration: capableRegistration } }, false],
    ['who has registered, and the report does not show it yet', { evidence: [evidence('registered')] }, false],
  ])('%s', (_, change, isOwed) => {
    expect(teamOf(change)).toEqual({ managerId, isOwed });
  });

  it.each<[string, Partial<Journey>]>([
    ['without a manager', { facts: someFacts({ registration: aRegistration() }) }],
    ['who is in no wave', { enrolment: undefined }],
    ['who is left out', { facts: { ...facts, excludedByOperator: true } }],
  ])('is nobody %s', (_, change) => {
    expect(teamOf(change)).toBeUndefined();
  });

  it('is nobody where managers are not told, and then on no list of a team', () => {
    const line = lineOf(aJourney({ facts }), aCadence(), now)!;
    expect(line.team).toBeUndefined();
    expect(listsOf(line).filter((list) => list.startsWith('team/'))).toEqual([]);
    const told = lineOf(aJourney({ facts }), policy, now)!;
    expect(listsOf(told)).toContain(teamList(managerId));
  });
});

describe('the week of the letters', () => {
  it.each([
    ['2026-12-06T22:59:00Z', '2026-W49'],
    ['2026-12-06T23:00:00Z', '2026-W50'],
    ['2027-01-03T12:00:00Z', '2026-W53'],
    ['2027-01-04T12:00:00Z', '2027-W01'],
  ])('%s is of %s in Stockholm', (instant, week) => {
    expect(weekOf(at(instant), 'Europe/Stockholm')).toBe(week);
  });
});
