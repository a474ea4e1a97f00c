import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import { type Message, historyLost } from '../../../shared/delivery/message.ts';
import { changeUser } from '../../../shared/use-cases/change-user.ts';
import { planResend } from '../../../shared/use-cases/resend-message.ts';
import { after, now } from '../../builders/instants.ts';
import { aClaimedMessage, aJourney, aMessage, anAcceptedMessage, anEnrolment } from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { someRules } from '../../builders/policies.ts';
import { givenPerson, messageOfPerson, storedMessage } from '../../builders/storage.ts';
import { fakePorts } from '../../fakes/ports.ts';

const nudged = anAcceptedMessage('nudge', after({ days: -3 }));
const rules = someRules();

const resend = (messages: readonly Message[], step: Message['step'], facts = someFacts()) =>
  planResend(aJourney({ enrolment: anEnrolment(), messages, facts }), { step, epoch: 1 }, rules, now);

/** The nudge after somebody asked for it once more; mails have left under the ids of `used`. */
async function resendTo(change: Partial<Journey>, used: readonly Message[] = []) {
  const ports = fakePorts(now);
  const { messages = [], superseded = [] } = change;
  await givenPerson(ports, 1, { enrolment: anEnrolment(), messages: [...messages, ...superseded] });
  for (const message of used) await ports.messageIndex.enter(message, { indexedAs: 'another', plannedAt: now });
  const action = { action: 'resend', step: 'nudge', by: 'an operator', liftSuppression: false, force: false } as const;
  await changeUser({ userId: personId(1), ...action }, rules, now, ports);
  return storedMessage(ports, 1);
}

describe('sending a step again', () => {
  it('plans a message with an epoch, an id and a history of its own', () => {
    const answer = resend([nudged], 'nudge');
    expect(answer).toMatchObject({ kind: 'planned', message: { epoch: 1, state: 'planned', acceptedAt: undefined } });
    const { message } = answer as Extract<typeof answer, { kind: 'planned' }>;
    expect(message.messageId).not.toBe(nudged.messageId);
    expect(message.history).toEqual([{ state: 'planned', at: now, because: 'resentByOperator' }]);
  });

  it('never takes an epoch that was used before', async () => {
    const superseded = [messageOfPerson(1, 'nudge', { epoch: 3, state: 'cancelled' })];
    expect(await resendTo({ messages: [{ ...nudged, userId: personId(1) }], superseded })).toMatchObject({ epoch: 4 });
  });

  it('never takes one under which a mail may have left before rows were lost (engine 10)', async () => {
    const unknown = messageOfPerson(1, 'nudge', { state: 'unknown', because: historyLost });
    const used = [1, 2].map((epoch) => messageOfPerson(1, 'nudge', { epoch }));
    expect(await resendTo({ messages: [unknown] }, used)).toMatchObject({ epoch: 3, state: 'planned' });
  });

  it('is refused within a day of the last time, unless it is forced (guard 4)', () => {
    const resentAgo = (hours: number) => {
      const at = after({ hours: -hours });
      return { ...nudged, acceptedAt: at, history: [{ state: 'planned', at, because: 'resentByOperator' } as const] };
    };
    const again = (hours: number, force?: boolean) =>
      planResend(
        aJourney({ messages: [resentAgo(hours)] }),
        { step: 'nudge', epoch: 1, ...(force && { force }) },
        rules,
        now,
      );
    expect(again(23.9)).toMatchObject({ kind: 'refused', because: expect.stringContaining('"force"') as string });
    expect(again(23.9, true)).toMatchObject({ kind: 'planned' });
    expect(again(24)).toMatchObject({ kind: 'planned' });
    const superseded = aJourney({ messages: [nudged], superseded: [resentAgo(1)] });
    expect(planResend(superseded, { step: 'nudge', epoch: 1 }, rules, now)).toMatchObject({ kind: 'refused' });
  });

  it('is how a person decides about a message nobody knows the outcome of', () => {
    expect(resend([aMessage('nudge', { state: 'unknown' })], 'nudge')).toMatchObject({ message: { epoch: 1 } });
  });

  it('works for a bounced nudge once the suppression is lifted', () => {
    const bounced = { ...nudged, state: 'bounced' } as const;
    const suppressed = someFacts({ suppressedAddresses: [aUser().mail!] });
    expect(resend([bounced], 'nudge', suppressed)).toMatchObject({ kind: 'refused' });
    expect(resend([bounced], 'nudge')).toMatchObject({ kind: 'planned' });
  });

  it.each<[string, readonly Message[], Message['step'], RegExp]>([
    ['a step that has not been sent', [nudged], 'reminder-1', /no reminder-1 yet/],
    ['a message that is planned already', [aMessage('nudge')], 'nudge', /planned already/],
    ['a message in flight', [aClaimedMessage()], 'nudge', /is claimed/],
    ['a step while another is in flight', [nudged, aClaimedMessage('reminder-1')], 'nudge', /in flight/],
  ])('is refused for %s', (_, messages, step, because) => {
    expect(resend(messages, step)).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(because) as string,
    });
  });

  it('is refused for a nudge to somebody who can reset by now', () => {
    const capable = someFacts({ registration: capableRegistration });
    expect(resend([nudged], 'nudge', capable)).toMatchObject({ kind: 'refused' });
  });

  it('is refused for somebody whom an operator excluded', () => {
    const answer = resend([nudged], 'nudge', someFacts({ excludedByOperator: true }));
    expect(answer).toMatchObject({ kind: 'refused', because: expect.stringContaining('excludedByOperator') as string });
  });
});
