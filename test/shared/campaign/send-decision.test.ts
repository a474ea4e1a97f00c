import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { decideSend, type Brakes } from '../../../shared/campaign/send-decision.ts';
import { messageStates, type Claim, type Message } from '../../../shared/delivery/message.ts';
import type { Step } from '../../../shared/delivery/steps.ts';
import { after, at, now } from '../../builders/instants.ts';
import { aClaimedMessage, aJourney, aMessage, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { aUser, capableRegistration, someFacts } from '../../builders/people.ts';
import { aCadence, mailFrom, someRules } from '../../builders/policies.ts';
import { FakeHolidays } from '../../fakes/fake-holidays.ts';

const noBrakes: Brakes = { paused: false, dryRun: false };
const open = aMessage('nudge');
const aClaim = (claimedAt: Date): Claim => ({
  claimId: 'claim-1',
  claimedAt,
  firstClaimedAt: claimedAt,
  from: mailFrom,
  deniedAt: undefined,
});

const decide = (
  journey: Partial<Journey>,
  step: Step = 'nudge',
  brakes = noBrakes,
  moment = now,
  rules = someRules(),
  releasedAt = moment,
) => decideSend(aJourney({ messages: [open], ...journey }), { step, at: releasedAt }, { rules, brakes }, moment);

describe('the last look before a claim', () => {
  it('sends what is planned or due, still owed and in working hours', () => {
    expect(decide({})).toEqual({ kind: 'send', message: open });
    const due = aMessage('nudge', { state: 'due' });
    expect(decide({ messages: [due] })).toEqual({ kind: 'send', message: due });
  });

  it('does nothing for a message that is not there', () => {
    expect(decide({ messages: [] })).toEqual({ kind: 'nothing', because: 'notPlanned' });
    expect(decide({}, 'reminder-1')).toEqual({ kind: 'nothing', because: 'notPlanned' });
  });

  it.each(messageStates.filter((state) => state !== 'planned' && state !== 'due'))(
    'never sends what is %s',
    (state) => {
      expect(decide({ messages: [aMessage('nudge', { state })] })).toEqual({ kind: 'nothing', because: state });
    },
  );

  it('does nothing while another message of the person is in flight', () => {
    expect(decide({ messages: [aClaimedMessage('nudge'), aMessage('sspr-link')] }, 'sspr-link')).toEqual({
      kind: 'nothing',
      because: 'claimed',
    });
  });

  it.each<[string, Partial<Journey>]>([
    ['has registered meanwhile, by the audit log', { evidence: [evidence('registered')] }],
    ['has registered meanwhile, by the report', { facts: someFacts({ registration: capableRegistration }) }],
    ['was excluded meanwhile', { facts: someFacts({ excludedByOperator: true }) }],
    ['has left meanwhile', { facts: someFacts({ isInDirectory: false }) }],
    [
      'is owed another step by now',
      { messages: [anAcceptedMessage('nudge', after({ days: -5 })), aMessage('reminder-2')] },
    ],
  ])('plans anew when the person %s', (_what, journey) => {
    const step = journey.messages ? 'reminder-2' : 'nudge';
    expect(decide(journey, step)).toEqual({ kind: 'replan' });
  });

  it.each<[string, Brakes, string]>([
    ['the campaign is paused', { paused: true, dryRun: false }, 'paused'],
    ['it is a dry run', { paused: false, dryRun: true }, 'dryRun'],
    ['it is both', { paused: true, dryRun: true }, 'paused'],
  ])('puts it off by a quarter of an hour when %s', (_why, brakes, because) => {
    const message = { ...open, dueAt: after({ minutes: 15 }) };
    expect(decide({}, 'nudge', brakes)).toEqual({ kind: 'later', message, because });
  });

  it('holds what is owed in a wave that is paused, for an hour and then for a week', () => {
    const rules = { ...someRules(), cadence: aCadence({ haltedWaves: { paused: ['pilot'], cancelled: [] } }) };
    const first = decide({}, 'nudge', noBrakes, now, rules);
    expect(first).toMatchObject({
      kind: 'later',
      because: 'wavePaused',
      message: { state: 'planned', because: 'wavePaused', dueAt: after({ hours: 1 }) },
    });
    const { message } = first as Extract<typeof first, { kind: 'later' }>;
    const second = decide({ messages: [message] }, 'nudge', noBrakes, after({ hours: 1 }), rules);
    expect(second).toMatchObject({ because: 'wavePaused', message: { dueAt: after({ days: 7, hours: 1 }) } });
  });

  it('puts off what is owed by an hour while nobody can see who registers (engine 2)', () => {
    const cadence = aCadence({ reportReadAt: after({ hours: -26 }) });
    const rules = { ...someRules(), cadence };
    const message = { ...open, dueAt: after({ hours: 1 }) };
    expect(decide({}, 'nudge', noBrakes, now, rules)).toEqual({ kind: 'later', message, because: 'detectionStale' });
    const seen = { ...rules, cadence: { ...cadence, reportReadAt: now } };
    expect(decide({ messages: [message] }, 'nudge', noBrakes, message.dueAt, seen)).toEqual({ kind: 'send', message });
  });

  it('plans anew what was held by a pause that is over, though nobody can see who registers (engine 2)', () => {
    const rules = { ...someRules(), cadence: aCadence({ reportReadAt: after({ hours: -26 }) }) };
    const messages = [aMessage('nudge', { heldBy: 'wavePaused' })];
    expect(decide({ messages }, 'nudge', noBrakes, now, rules)).toEqual({ kind: 'replan' });
  });

  it.each<[string, Partial<Message>, Partial<Journey>]>([
    ['was held by a pause that is over', { heldBy: 'wavePaused' }, {}],
    [
      'is pinned for an address that bounced meanwhile',
      { claim: aClaim(after({ hours: -2 })), address: aUser().mail, state: 'due' },
      {
        facts: someFacts({
          user: aUser({ otherMails: ['asa@example.com'] }),
          suppressedAddresses: [aUser().mail!],
        }),
      },
    ],
    ['may have been sent twenty hours ago', { claim: aClaim(after({ hours: -20 })), state: 'due' }, {}],
  ])('plans anew what %s', (_what, change, journey) => {
    const rules = someRules({ audience: { addressFallback: ['otherMails'] } });
    const messages = [aMessage('nudge', change)];
    expect(decide({ messages, ...journey }, 'nudge', noBrakes, now, rules)).toEqual({ kind: 'replan' });
  });

  it('sends what may have been sent nineteen hours ago, once the service has denied it twice', () => {
    const messages = [aMessage('nudge', { claim: aClaim(after({ hours: -19 })), state: 'due' })];
    expect(decide({ messages })).toMatchObject({ kind: 'send' });
  });

  it('plans anew also while paused: a cancelled message needs no sending', () => {
    expect(decide({ evidence: [evidence('registered')] }, 'nudge', { paused: true, dryRun: false })).toEqual({
      kind: 'replan',
    });
  });

  it('puts off what is not due yet', () => {
    const early = aMessage('nudge', { dueAt: after({ hours: 2 }) });
    expect(decide({ messages: [early] })).toEqual({
      kind: 'later',
      message: early,
      because: 'notYet',
    });
  });

  // The queue brings a message again when its worker dies before it is deleted.
  it('waits for another place in the quota when it was put off since it was let through', () => {
    const message = aMessage('nudge', { dueAt: after({ seconds: 30 }) });
    const again = decide({ messages: [message] }, 'nudge', noBrakes, after({ minutes: 1 }), someRules(), now);
    expect(again).toEqual({ kind: 'later', message, because: 'notYet' });
    const anew = decide({ messages: [message] }, 'nudge', noBrakes, after({ minutes: 1 }));
    expect(anew).toEqual({ kind: 'send', message });
  });

  // Each time written anew would be one more hint on the agenda, and each of those brings more.
  it.each<[string, Partial<Message>, Brakes]>([
    ['the campaign is paused', {}, { paused: true, dryRun: false }],
    [
      'the claim was made with another mail service',
      {
        claim: { ...aClaim(after({ hours: -2 })), from: { ...mailFrom, service: 'https://fabrikam.com' } },
        state: 'due',
      },
      noBrakes,
    ],
  ])('keeps the time of what was put off, for a second hint, when %s', (_why, held, brakes) => {
    const first = decide({ messages: [aMessage('nudge', held)] }, 'nudge', brakes);
    expect(first).toMatchObject({ kind: 'later', message: { dueAt: expect.any(Date) as Date } });
    const { message } = first as Extract<typeof first, { kind: 'later' }>;
    const second = decide({ messages: [message] }, 'nudge', brakes, after({ minutes: 1 }));
    expect(second).toEqual({ kind: 'later', message, because: 'notYet' });
  });

  it('puts off what would reach somebody who may just have registered', () => {
    const pending = evidence('methodRegistered', { method: 'authenticator' });
    expect(decide({ evidence: [pending] })).toMatchObject({
      kind: 'later',
      because: 'notYet',
      message: { dueAt: after({ hours: 48 }, pending.at) },
    });
  });

  it.each([
    ['the evening', at('2026-12-01T16:00:00Z'), at('2026-12-02T07:30:00Z')],
    ['the weekend', at('2026-12-05T10:00:00Z'), at('2026-12-07T07:30:00Z')],
  ])('puts off what would arrive in %s', (_when, moment, opens) => {
    expect(decide({}, 'nudge', noBrakes, moment)).toEqual({
      kind: 'later',
      message: { ...open, dueAt: opens },
      because: 'quietHours',
    });
  });

  it('puts off what would arrive on a holiday', () => {
    const holidays = new FakeHolidays();
    holidays.dates.set('SE', ['2026-12-01']);
    expect(decide({}, 'nudge', noBrakes, now, someRules({}, holidays))).toMatchObject({
      kind: 'later',
      message: { dueAt: at('2026-12-02T07:30:00Z') },
    });
  });
});
