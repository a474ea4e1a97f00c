import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import { endReasons, placeOf, type Place } from '../../../shared/campaign/place.ts';
import { readinessOf } from '../../../shared/campaign/readiness-of.ts';
import { TallyCounter, type PlaceCounts } from '../../../shared/campaign/tally.ts';
import { messageStates } from '../../../shared/delivery/message.ts';
import type { UnreadableRow } from '../../../shared/faults/unreadable-row.ts';
import { exclusionReasons } from '../../../shared/recipient/exclusion.ts';
import { after, now } from '../../builders/instants.ts';
import { aJourney, aMessage, anAcceptedMessage, anEnrolment, evidence } from '../../builders/journeys.ts';
import { aRegistration, aUser, capableRegistration, groupId, otherGroupId, someFacts } from '../../builders/people.ts';
import { aCadence, anAudience } from '../../builders/policies.ts';

const capable = someFacts({ registration: capableRegistration });
const unregistered = { enrolment: undefined };
const unreadableRow: UnreadableRow = { table: 'Recipients', partitionKey: '1', rowKey: 'one', because: 'not JSON' };
const nudge = anAcceptedMessage('nudge', after({ days: -40 }), { state: 'delivered' });
const reminders = ([1, 2, 3] as const).map((number) => anAcceptedMessage(`reminder-${number}`, after({ days: -9 })));
const cancelled = aCadence({ haltedWaves: { paused: [], cancelled: ['pilot'] } });
const paused = aCadence({ haltedWaves: { paused: ['pilot'], cancelled: [] } });
const writebackOff = aCadence({ audience: anAudience({ passwordWriteback: 'disabled' }) });
const synchronised = aUser({ onPremisesSyncEnabled: true });

const inPlace = (kind: Exclude<Place['kind'], 'ended' | 'leftOut'>): Place => ({ kind });
const ended = (because: (typeof endReasons)[number]): Place => ({ kind: 'ended', because });
const leftOut = (because: Extract<Place, { kind: 'leftOut' }>['because']): Place => ({ kind: 'leftOut', because });

describe('the place of a person (engine 20)', () => {
  it.each<[string, Partial<Journey>, Place | undefined, ReturnType<typeof aCadence>?]>([
    ['whoever could reset before we came', { ...unregistered, facts: capable }, inPlace('canReset')],
    ['whoever registered and is still owed the SSPR link', { facts: capable, messages: [nudge] }, inPlace('canReset')],
    [
      'whoever the audit log saw register',
      { messages: [nudge], evidence: [evidence('registered')] },
      inPlace('canReset'),
    ],
    [
      'whoever can reset and was excluded by us',
      { facts: { ...capable, excludedByOperator: true } },
      inPlace('canReset'),
    ],
    ['whoever can reset though their wave was cancelled', { facts: capable }, inPlace('canReset'), cancelled],
    [
      'a disabled account with everything registered',
      { facts: { ...capable, user: aUser({ accountEnabled: false }) } },
      leftOut('accountDisabled'),
    ],
    [
      'whose reset would fail for writeback',
      { facts: { ...capable, user: synchronised } },
      leftOut('writebackNotEnabled'),
      writebackOff,
    ],
    ['who has left', { facts: { ...capable, isInDirectory: false } }, leftOut('notInDirectory')],
    ['a guest', { ...unregistered, facts: someFacts({ user: aUser({ userType: 'guest' }) }) }, leftOut('guest')],
    [
      'who was enrolled and then disabled',
      { facts: someFacts({ user: aUser({ accountEnabled: false }) }), messages: [nudge] },
      leftOut('accountDisabled'),
    ],
    ['of whom a stored row cannot be read', { facts: capable, unreadableRows: [unreadableRow] }, leftOut('unreadable')],
    ['whose head cannot be read', { facts: undefined, unreadableRows: [unreadableRow] }, leftOut('unreadable')],
    ['whom no pass has found', { facts: undefined, evidence: [evidence('registered')] }, undefined],
    ['who is selected and in no wave', unregistered, inPlace('waits')],
    [
      'whose report says capable and the log of a deletion',
      { ...unregistered, facts: capable, evidence: [evidence('methodDeleted')] },
      inPlace('waits'),
    ],
    ['who was enrolled a moment ago', {}, inPlace('onTheWay')],
    ['whose nudge is being sent', { messages: [aMessage('nudge', { state: 'claimed' })] }, inPlace('onTheWay')],
    ['whose wave is paused', { messages: [aMessage()] }, inPlace('onTheWay'), paused],
    ['whose reminder is to come', { messages: [nudge] }, inPlace('onTheWay')],
    [
      'whose nudge nobody knows the fate of',
      { messages: [aMessage('nudge', { state: 'unknown' })] },
      inPlace('needsPerson'),
    ],
    ['whose nudge was refused', { messages: [aMessage('nudge', { state: 'rejected' })] }, inPlace('needsPerson')],
    ['who did not register', { messages: [nudge, ...reminders] }, ended('remindersExhausted')],
    [
      'whose nudge bounced',
      { messages: [aMessage('nudge', { state: 'bounced', acceptedAt: now })] },
      ended('nudgeNotDelivered'),
    ],
    ['whose wave was cancelled', { messages: [nudge] }, ended('waveCancelled'), cancelled],
  ])('of somebody %s', (_who, journey, place, policy = aCadence()) => {
    expect(placeOf(aJourney(journey), policy, now)).toEqual(place);
  });
});

const registrations = fc.constantFrom(
  undefined,
  aRegistration(),
  aRegistration({ isSsprEnabled: false }),
  aRegistration({ isSsprRegistered: true }),
  aRegistration({ isAdmin: true }),
  capableRegistration,
);
const users = fc.record({
  accountEnabled: fc.boolean(),
  userType: fc.constantFrom('member' as const, 'guest' as const),
  onPremisesSyncEnabled: fc.boolean(),
  mail: fc.constantFrom(undefined, 'no address', 'asa@contoso.com'),
  servicePlanIds: fc.constantFrom([], aUser().servicePlanIds),
  lastSignInDateTime: fc.option(fc.date({ min: after({ days: -400 }), max: now, noInvalidDate: true }), {
    nil: undefined,
  }),
  employeeHireDate: fc.constantFrom(undefined, after({ days: 3 })),
});
const facts = fc.record({
  user: users.map((change) => aUser(change)),
  isInDirectory: fc.boolean(),
  registration: registrations,
  memberOf: fc.subarray([groupId, otherGroupId]),
  excludedByOperator: fc.boolean(),
  suppressedAddresses: fc.constantFrom([], ['asa@contoso.com']),
  unreadable: fc.boolean(),
  mailboxOf: fc.constantFrom(undefined, groupId),
});
const messages = fc.subarray(['nudge', 'reminder-1', 'reminder-2', 'reminder-3', 'sspr-link'] as const).chain((steps) =>
  fc.constantFrom(...messageStates).map((state) =>
    steps.map((step, i) => {
      const isLast = i === steps.length - 1;
      return anAcceptedMessage(step, after({ days: i - 20 }), { state: isLast ? state : 'delivered' });
    }),
  ),
);
const journeys = fc
  .record({
    facts: fc.option(facts, { nil: undefined, freq: 20 }),
    enrolment: fc.constantFrom(undefined, anEnrolment(), anEnrolment({ waveId: 'rest', namedByWave: true })),
    evidence: fc
      .subarray(['registered', 'methodRegistered', 'methodDeleted', 'resetFailed'] as const)
      .map((kinds) => kinds.map((kind) => evidence(kind))),
    messages,
    unreadableRows: fc.option(fc.constant([unreadableRow]), { nil: undefined, freq: 20 }),
  })
  .map(({ unreadableRows, ...change }) => aJourney({ ...change, ...(unreadableRows && { unreadableRows }) }));
const policies = fc
  .record({
    haltedWaves: fc.constantFrom(paused.haltedWaves, cancelled.haltedWaves, aCadence().haltedWaves),
    reportReadAt: fc.constantFrom(undefined, after({ days: -1 }), now),
    audience: fc
      .record({
        passwordWriteback: fc.constantFrom('enabled' as const, 'disabled' as const),
        guests: fc.boolean(),
        includeGroups: fc.subarray([groupId]),
        excludeGroups: fc.subarray([otherGroupId]),
        holdoutPercent: fc.constantFrom(0, 100),
      })
      .map(anAudience),
  })
  .map(aCadence);

const peopleIn = ({ ended: over, leftOut: left, ...others }: PlaceCounts): number =>
  [over, left, others].flatMap((counts) => Object.values(counts)).reduce((sum, people) => sum + people, 0);

/** With the reasons that each place may have; `undefined` where it has none. */
const allowedReasons: Readonly<Record<Place['kind'], readonly unknown[]>> = {
  canReset: [undefined],
  onTheWay: [undefined],
  waits: [undefined],
  needsPerson: [undefined],
  ended: endReasons,
  leftOut: exclusionReasons.filter((reason) => reason !== 'alreadyCapable'),
};

describe('every journey', () => {
  const holds = (law: (journey: Journey, policy: ReturnType<typeof aCadence>) => void) =>
    fc.assert(fc.property(journeys, policies, law), { numRuns: 3_000 });

  it('of somebody whom a pass has found has one place, with its reason where there is one (engine 20)', () => {
    holds((journey, policy) => {
      const place = placeOf(journey, policy, now);
      expect(place === undefined).toBe(journey.facts === undefined && journey.unreadableRows === undefined);
      if (place === undefined) return;
      expect(allowedReasons[place.kind]).toContain('because' in place ? place.because : undefined);
    });
  });

  it('is counted once: the places add up to the people', () => {
    holds((journey, policy) => {
      const counter = new TallyCounter(policy, now);
      counter.add(journey);
      const { people, places } = counter.total();
      expect(peopleIn(places)).toBe(people);
    });
  });

  it('that is owed a mail is where mails are still to come', () => {
    holds((journey, policy) => {
      if (decideNextStep(journey, policy, now).kind !== 'send') return;
      expect(['onTheWay', 'canReset', 'needsPerson']).toContain(placeOf(journey, policy, now)?.kind);
    });
  });

  it('of somebody who cannot reset is never where people can', () => {
    holds((journey, policy) => {
      if (readinessOf(journey, policy).kind === 'capable') return;
      expect(placeOf(journey, policy, now)?.kind).not.toBe('canReset');
    });
  });
});
