import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FiguresCounter } from '../../../shared/campaign/figures.ts';
import { forgettingOf, forgottenBefore } from '../../../shared/campaign/forgetting.ts';
import { untold, type EntryNotice } from '../../../shared/campaign/entry-notice.ts';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { applyChange } from '../../../shared/campaign/journey-change.ts';
import { decideNextStep } from '../../../shared/campaign/next-step.ts';
import { planJourney } from '../../../shared/campaign/plan-journey.ts';
import { messageStates, type Message, type MessageState } from '../../../shared/delivery/message.ts';
import type { Step } from '../../../shared/delivery/steps.ts';
import type { UserFacts } from '../../../shared/recipient/verdict.ts';
import type { Evidence } from '../../../shared/registration/evidence.ts';
import { after, now } from '../../builders/instants.ts';
import {
  aClaimedMessage,
  aJourney,
  aMessage,
  anAcceptedMessage,
  anEnrolment,
  evidence,
} from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId, phoneOnlyRegistration, someFacts } from '../../builders/people.ts';
import { aCadence, someRules } from '../../builders/policies.ts';

const policy = aCadence({ reportReadAt: now });
const before = forgottenBefore(40, now);
const ago = (days: number) => after({ days: -days });
const forget = (journey: Journey) => forgettingOf(journey, { policy, before, now });

const settled = (step: Step, daysAgo: number, change: Partial<Message> = {}) =>
  anAcceptedMessage(step, ago(daysAgo), {
    state: 'delivered',
    history: [{ state: 'delivered', at: ago(daysAgo) }],
    ...change,
  });

/** Reminded to the end a long time ago. */
const ended = (change: Partial<Journey> = {}) =>
  aJourney({
    enrolment: anEnrolment({ enrolledAt: ago(90) }),
    messages: [settled('nudge', 80), settled('reminder-1', 76), settled('reminder-2', 70), settled('reminder-3', 59)],
    ...change,
  });

const registered = (daysAgo: number, change: Partial<Evidence> = {}) =>
  evidence('registered', { at: ago(daysAgo), ...change });
const left = (daysAgo: number | undefined, change: Partial<UserFacts> = {}) =>
  someFacts({ isInDirectory: false, absentSince: daysAgo === undefined ? undefined : ago(daysAgo), ...change });

describe('a journey is forgotten (guard 12)', () => {
  it.each<[string, Journey]>([
    ['when the last reminder is long past', ended()],
    ['when the link is long past', linked()],
    [
      'when an operator excluded them, with a mail that never left',
      ended({ messages: [cancelled(60)], facts: someFacts({ excludedByOperator: true }) }),
    ],
    [
      'of whoever was never written to, when what the log told is old',
      aJourney({ enrolment: undefined, evidence: [registered(60)] }),
    ],
    [
      'of whoever is known by the log alone',
      aJourney({ facts: undefined, enrolment: undefined, evidence: [registered(60)] }),
    ],
    [
      'of whoever left long ago, whatever became of their mails',
      ended({ facts: left(60), messages: [settled('nudge', 80, { state: 'failed' })] }),
    ],
    ['of whoever left long ago and has only a name', aJourney({ enrolment: undefined, facts: left(60) })],
  ])('%s', (_, journey) => {
    expect(forget(journey)).toBeDefined();
  });

  it.each<[string, Journey]>([
    ['while a reminder is still to come', ended({ messages: [settled('nudge', 80), settled('reminder-1', 76)] })],
    ['while a mail is planned', ended({ messages: [aMessage('nudge', { dueAt: ago(70) })] })],
    ['while a mail is claimed', ended({ messages: [aClaimedMessage('nudge', ago(70))] })],
    [
      'while a person has to decide',
      ended({ messages: [settled('nudge', 80, { state: 'unknown', acceptedAt: undefined })] }),
    ],
    [
      'while a mail that was not taken needs somebody',
      ended({ messages: [settled('nudge', 80, { state: 'failed' })] }),
    ],
    [
      'when the last mail is too young',
      ended({ messages: [...ended().messages.slice(0, 3), settled('reminder-3', 39)] }),
    ],
    [
      'when a report came late',
      ended({
        messages: [
          ...ended().messages.slice(0, 3),
          settled('reminder-3', 59, { history: [{ state: 'delivered', at: ago(39) }] }),
        ],
      }),
    ],
    ['when they were enrolled a short while ago', ended({ enrolment: anEnrolment({ enrolledAt: ago(39) }) })],
    ['when they registered a short while ago', linked({ evidence: [registered(39)] })],
    [
      'while the report has not had the time to tell what the log told',
      ended({ evidence: [registered(60)], facts: someFacts({ unreadable: true }), rowReadAt: ago(61) }),
    ],
    [
      'while a row cannot be read',
      ended({ unreadableRows: [{ table: 'Recipients', partitionKey: '1', rowKey: 'x', because: 'x' }] }),
    ],
    ['while it is open whether they were told of an entry', ended({ entryNotices: [aNotice({ state: 'due' })] })],
    ['when they were told of an entry a short while ago', ended({ entryNotices: [aNotice({}, 39)] })],
    ['when they left a short while ago', ended({ facts: left(39) })],
    ['when nobody knows since when they are gone', ended({ facts: left(undefined) })],
    [
      'of whoever left, while a mail is claimed',
      ended({ facts: left(60), messages: [aClaimedMessage('nudge', ago(70))] }),
    ],
    ['of whoever was never written to and of whom the log told nothing', aJourney({ enrolment: undefined })],
  ])('not %s', (_, journey) => {
    expect(forget(journey)).toBeUndefined();
  });

  it('not within a month, whatever the document says', () => {
    expect(forgottenBefore(1, now)).toEqual(ago(31));
    expect(forgottenBefore(180, now)).toEqual(ago(180));
  });

  it('once: there is nothing to forget afterwards, until something comes', () => {
    const journey = forgotten(linked());
    expect(forget(journey)).toBeUndefined();
    const later = applyChange(journey, { evidence: [evidence('resetSucceeded', { at: ago(41) })] });
    expect(forget(later)).toBeDefined();
    expect(forgotten(later).ledger!.resets).toEqual({ succeeded: 0, failed: 0, writebackOff: 0 });
    expect(forgotten(later).ledger!.writeback).toEqual({ at: ago(41), isOn: true });
  });

  it('and the name with it, which a changed row of the directory brings back until the next night', () => {
    const journey = forgotten(linked());
    expect(journey.facts!.user).toMatchObject({
      userPrincipalName: '@contoso.com',
      displayName: '',
      givenName: undefined,
      mail: undefined,
      withheld: 'usable',
    });
    const again = applyChange(journey, { seen: { ...journey.facts!, user: aUser() } });
    expect(forgotten(again)).toEqual(journey);
  });

  it('but not the name of a room or a program, which rules go by', () => {
    const user = aUser({ userPrincipalName: 'svc-print@contoso.com', servicePlanIds: [] });
    expect(forgotten(ended({ facts: someFacts({ user }) })).facts!.user).toEqual(user);
  });

  it('and of whoever has left only that they were there, and could reset', () => {
    const { facts } = forgotten(linked({ facts: left(60, { registration: capableRegistration, memberOf: ['g'] }) }));
    expect(JSON.stringify(facts)).not.toMatch(/contoso|Åsa|mobilePhone|sv-SE/);
    expect(facts!.registration).toMatchObject({ isSsprCapable: true });
  });
});

describe('whoever was forgotten', () => {
  it('is sent nothing again, to no other address either', () => {
    const bounced = settled('nudge', 80, { state: 'bounced' });
    const journey = forgotten(
      ended({ messages: [bounced], facts: someFacts({ suppressedAddresses: ['person-0001@contoso.com'] }) }),
    );
    expect(JSON.stringify(journey)).not.toContain('person-0001@');
    const moved = applyChange(journey, { seen: { ...journey.facts!, user: aUser({ mail: 'new@contoso.com' }) } });
    expect(decideNextStep(moved, policy, now)).toEqual({ kind: 'stop', because: 'nudgeNotDelivered' });
  });

  it('gets the link when they register after all, and once', () => {
    const journey = {
      ...forgotten(ended()),
      facts: { ...forgotten(ended()).facts!, registration: capableRegistration },
    };
    expect(decideNextStep(journey, policy, now)).toMatchObject({ kind: 'send', step: 'sspr-link' });
    const { messages } = planJourney(journey, someRules(), now);
    expect(messages).toMatchObject([{ step: 'sspr-link', epoch: 0, state: 'planned' }]);
    const linkedAgain = applyChange(forgotten(linked()), { evidence: [registered(1)] });
    expect(decideNextStep(linkedAgain, policy, now)).toEqual({ kind: 'stop', because: 'done' });
  });

  it('is no other by an attempt that may have been taken: a person decides, as before', () => {
    const doubtful = { ...cancelled(60), claim: aClaimedMessage('nudge', ago(61)).claim, indexedAs: 'mark' };
    const journey = ended({ messages: [doubtful], facts: someFacts({ registration: undefined }) });
    const back = { ...forgotten(journey), facts: someFacts() };
    expect(forgotten(journey).messages[0]).toMatchObject({ indexedAs: 'mark', claim: { firstClaimedAt: ago(61) } });
    expect(decideNextStep(back, policy, now)).toEqual(decideNextStep({ ...journey, facts: someFacts() }, policy, now));
    expect(decideNextStep(back, policy, now)).toMatchObject({ because: 'outcomeUnknown' });
  });

  it('was told of what was entered for them, and is not told again', () => {
    const facts = someFacts({ registration: capableRegistration, excludedByOperator: true });
    const journey = ended({ entryNotices: [aNotice({})], facts });
    const [notice] = forgotten(journey).entryNotices!;
    expect(notice).toMatchObject({ messageId: personId(9), acceptedAt: ago(60), address: undefined });
    expect(untold([notice!], ['email'])).toEqual(untold([aNotice({})], ['email']));
    expect(forget(forgotten(journey))).toBeUndefined();
  });

  it('counts as before in every figure, and is decided about as before, whoever they are', () => {
    let seen = 0;
    fc.assert(
      fc.property(
        anyJourney,
        fc.constantFrom(undefined, aUser(), aUser({ accountEnabled: false })),
        (journey, later) => {
          if (forget(journey) === undefined) return;
          seen++;
          const back = forgotten(journey);
          // Trouble is of now: what told of it is forgotten with the rest, and nobody is asked to mend it any more.
          expect({ ...figuresOf(back), ...noTrouble }).toEqual({ ...figuresOf(journey), ...noTrouble });
          expect(decideNextStep(back, policy, now)).toEqual(decideNextStep(journey, policy, now));
          if (journey.facts?.isInDirectory !== true) return;
          const registration = later ? journey.facts.registration : capableRegistration;
          const seenNow = { ...journey.facts, registration, user: later ?? journey.facts.user };
          const nextOf = (one: Journey) => decideNextStep(applyChange(one, { seen: seenNow }), policy, now);
          expect(nextOf(back)).toEqual(nextOf(journey));
        },
      ),
      { numRuns: 1_000 },
    );
    expect(seen).toBeGreaterThan(100);
  });
});

function forgotten(journey: Journey): Journey {
  const change = forget(journey);
  expect(change).toBeDefined();
  return applyChange(journey, change!);
}

const noTrouble = { trouble: {}, troubleBy: {} };

function figuresOf(journey: Journey) {
  const counter = new FiguresCounter(policy, now);
  counter.add(journey);
  const { needsHuman, ...figures } = counter.total();
  return { ...figures, needsHuman: Object.keys(needsHuman).length };
}

function linked(change: Partial<Journey> = {}): Journey {
  return ended({
    facts: someFacts({ registration: capableRegistration }),
    messages: [settled('nudge', 80), settled('sspr-link', 59)],
    evidence: [registered(60, { by: 'admin' })],
    ...change,
  });
}

const aNotice = (change: Partial<EntryNotice>, daysAgo = 60): EntryNotice => ({
  userId: personId(1),
  messageId: personId(9),
  planId: 'plan',
  state: 'delivered',
  because: undefined,
  claim: undefined,
  acceptedAt: ago(daysAgo),
  address: 'person-0001@contoso.com',
  entries: [{ method: 'email', masked: '', isSeen: true }],
  history: [
    { state: 'planned', at: ago(daysAgo + 1) },
    { state: 'delivered', at: ago(daysAgo) },
  ],
  ...change,
});

function cancelled(daysAgo: number): Message {
  return aMessage('nudge', {
    state: 'cancelled',
    dueAt: ago(daysAgo),
    history: [{ state: 'cancelled', at: ago(daysAgo) }],
  });
}

const steps: readonly Step[] = ['nudge', 'reminder-1', 'reminder-2', 'reminder-3', 'sspr-link', 'phone-only'];
const aState: fc.Arbitrary<MessageState> = fc.constantFrom(
  'delivered' as const,
  'accepted' as const,
  'bounced' as const,
  'cancelled' as const,
  'filtered' as const,
  ...messageStates,
);
const someDays = fc.integer({ min: 41, max: 100 });
const kinds = ['registered', 'methodRegistered', 'methodDeleted', 'resetSucceeded', 'resetFailed'] as const;

const anyEvidence = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    daysAgo: someDays,
    isTold: fc.boolean(),
    by: fc.constantFrom('user' as const, 'admin' as const),
  }),
  { maxLength: 6 },
);

const anyMessages = fc.uniqueArray(
  fc.record({ step: fc.constantFrom(...steps), epoch: fc.constantFrom(0, 0, 0, 1), state: aState, daysAgo: someDays }),
  { maxLength: 6, selector: ({ step, epoch }) => `${step}${epoch}` },
);

const anyJourney: fc.Arbitrary<Journey> = fc
  .record({
    messages: anyMessages,
    events: anyEvidence,
    isEnrolled: fc.boolean(),
    isThere: fc.boolean(),
    isDisabled: fc.boolean(),
    registration: fc.constantFrom(undefined, capableRegistration, phoneOnlyRegistration, someFacts().registration),
    suppressed: fc.constantFrom([], ['person-0001@contoso.com']),
    mail: fc.constantFrom('person-0001@contoso.com', undefined, 'not an address'),
    onPremisesSyncEnabled: fc.boolean(),
    goal: fc.constantFrom(undefined, 'knowTheLink' as const, 'outlastPhones' as const),
  })
  .map(
    ({
      messages,
      events,
      isEnrolled,
      isThere,
      isDisabled,
      registration,
      suppressed,
      mail,
      onPremisesSyncEnabled,
      goal,
    }) => {
      const user = aUser({ mail, onPremisesSyncEnabled, accountEnabled: !isDisabled });
      const facts = { user, registration, suppressedAddresses: suppressed };
      const written = isEnrolled || goal ? messages.map(messageIn) : [];
      const journey = aJourney({
        facts: isThere ? someFacts(facts) : left(50, facts),
        enrolment: isEnrolled ? anEnrolment({ enrolledAt: ago(100) }) : undefined,
        ...(goal && { otherEnrolments: { [goal]: anEnrolment({ waveId: goal, enrolledAt: ago(90) }) } }),
        evidence: events.map(evidenceIn).toSorted((a, b) => a.at.getTime() - b.at.getTime()),
      });
      return applyChange(journey, { messages: written });
    },
  );

function messageIn({
  step,
  epoch,
  state,
  daysAgo,
}: {
  step: Step;
  epoch: number;
  state: MessageState;
  daysAgo: number;
}) {
  const isTaken = !['planned', 'due', 'claimed', 'rejected', 'cancelled', 'unknown'].includes(state);
  const history = [{ state, at: ago(daysAgo) }];
  return isTaken
    ? settled(step, daysAgo, { epoch, state, history, messageId: personId(epoch) })
    : aMessage(step, { epoch, state, history, dueAt: ago(daysAgo) });
}

function evidenceIn(
  {
    kind,
    daysAgo,
    isTold,
    by,
  }: { kind: (typeof kinds)[number]; daysAgo: number; isTold: boolean; by: 'user' | 'admin' },
  n: number,
): Evidence {
  const reason = isTold ? "User's password is managed on-premises." : 'Something else';
  const at = after({ days: -daysAgo, minutes: isTold ? 2 : 0 });
  return evidence(kind, {
    eventId: `event-${n}`,
    at,
    by,
    reason,
    ...(kind === 'methodRegistered' && { method: 'phone' }),
  });
}
