import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import type { Message } from '../../../shared/delivery/message.ts';
import { madeElsewhere } from '../../../shared/delivery/reconciliation.ts';
import { reconcileClaims } from '../../../shared/use-cases/reconcile-claims.ts';
import { after, now } from '../../builders/instants.ts';
import { aClaimedMessage, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { personId } from '../../builders/people.ts';
import { mailFrom, someRules } from '../../builders/policies.ts';
import { aBody, givenPerson, messageOfPerson, storedMessage } from '../../builders/storage.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { HookedRecipients } from './hooked-ports.ts';

const rules = someRules();
const claimedAt = after({ minutes: -30 });

/** Somebody whose watched entry has come up, with a message in this state. */
async function aWatched(message: Message, change: Partial<Journey> = {}, n = 1) {
  const ports = { ...fakePorts(), recipients: new HookedRecipients() };
  await watchPerson(ports, n, message, change);
  return ports;
}

async function watchPerson(ports: World, n: number, message: Message, change: Partial<Journey> = {}): Promise<void> {
  const userId = personId(n);
  const { version } = await givenPerson(ports, n, { messages: [message], ...change });
  await ports.recipients.writeJourney({ userId, version, bodies: [aBody(message.messageId)] });
  await ports.agenda.replace({ drop: await ports.agenda.readDue(after({ days: 99 }), 999) });
  await ports.agenda.replace({ putWatch: [{ watchAt: now, userId, step: message.step }] });
}

type World = ReturnType<typeof fakePorts>;
const claimed = (change: Partial<Message['claim']> = {}, because?: string) =>
  aClaimedMessage('nudge', claimedAt, {
    claim: { claimId: 'claim-1', claimedAt, firstClaimedAt: claimedAt, from: mailFrom, deniedAt: undefined, ...change },
    because,
  });
const due = ({ agenda }: World) => agenda.readDue(after({ days: 99 }), 999);
const watched = ({ agenda }: World) => agenda.readWatched(after({ days: 99 }), 999);
const body = ({ recipients }: World) => recipients.readBody(personId(1), messageOfPerson(1).messageId);

describe('a claim that was never reported done', () => {
  it('is accepted when the service knows the id, as of the claim, and the journey goes on', async () => {
    const ports = await aWatched(claimed());
    ports.mailer.answerNextQuestion({ kind: 'known' });
    expect(await reconcileClaims(rules, now, ports)).toEqual({ accepted: 1 });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'accepted', acceptedAt: claimedAt });
    expect(await due(ports)).toMatchObject([{ step: 'reminder-1' }]);
    expect(await watched(ports)).toEqual([]);
    expect(await body(ports)).toBeUndefined();
  });

  it('is rejected when the service failed, with its reason', async () => {
    const ports = await aWatched(claimed());
    ports.mailer.answerNextQuestion({ kind: 'failed', because: 'EmailDropped' });
    expect(await reconcileClaims(rules, now, ports)).toEqual({ rejected: 1 });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'rejected', because: 'EmailDropped' });
    expect(await watched(ports)).toEqual([]);
  });

  it('is noted when it is denied for the first time, and looked at again five minutes later', async () => {
    const ports = await aWatched(claimed());
    ports.mailer.answerNextQuestion({ kind: 'denied' });
    expect(await reconcileClaims(rules, now, ports)).toEqual({ denied: 1 });
    expect(await storedMessage(ports, 1)).toMatchObject({
      state: 'claimed',
      claim: { claimId: 'claim-1', deniedAt: now },
    });
    expect(await watched(ports)).toEqual([{ watchAt: after({ minutes: 5 }), userId: personId(1), step: 'nudge' }]);
    expect(await due(ports)).toEqual([]);
  });

  it.each([
    ['with another mail service', { ...mailFrom, service: 'https://old.communication.azure.com' }],
    ['before that was written down', undefined],
  ])('is not asked about when it was made %s, and says so (engine 1)', async (_, from) => {
    const ports = await aWatched(claimed({ from }));
    expect(await reconcileClaims(rules, now, ports)).toEqual({ claimedElsewhere: 1 });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'claimed', because: madeElsewhere, claim: { from } });
    expect(await watched(ports)).toEqual([{ watchAt: after({ minutes: 15 }), userId: personId(1), step: 'nudge' }]);
    const late = after({ hours: 20 });
    expect(await reconcileClaims(rules, late, ports)).toEqual({ unknown: 1 });
    expect(ports.mailer.asked).toEqual([]);
    expect(await due(ports)).toEqual([]);
  });

  it('is due again after the second denial, under the same id and with its body', async () => {
    const ports = await aWatched(claimed({ deniedAt: after({ minutes: -5 }) }));
    ports.mailer.answerNextQuestion({ kind: 'denied' });
    expect(await reconcileClaims(rules, now, ports)).toEqual({ dueAgain: 1 });
    const message = await storedMessage(ports, 1);
    expect(message).toMatchObject({ state: 'due', dueAt: now, messageId: messageOfPerson(1).messageId });
    expect(message?.claim?.firstClaimedAt).toEqual(claimedAt);
    expect(await due(ports)).toEqual([{ dueAt: now, userId: personId(1), step: 'nudge' }]);
    expect(await watched(ports)).toEqual([]);
    expect(await body(ports)).toBeDefined();
  });

  it('is rejected after the second denial when the request itself was bad', async () => {
    const ports = await aWatched(
      claimed({ deniedAt: after({ minutes: -5 }), refusedWith: 'badRequest' }, '400 InvalidEmailAddress'),
    );
    expect(await reconcileClaims(rules, now, ports)).toEqual({ rejected: 1 });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'rejected', because: '400 InvalidEmailAddress' });
  });

  it('is for a human after twenty hours, and no longer watched', async () => {
    const ports = await aWatched(claimed({ firstClaimedAt: after({ hours: -20 }) }));
    ports.mailer.answerNextQuestion({ kind: 'noAnswer', because: 'ECONNREFUSED' });
    expect(await reconcileClaims(rules, now, ports)).toEqual({ unknown: 1 });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'unknown' });
    expect(await watched(ports)).toEqual([]);
    expect(await due(ports)).toEqual([]);
  });

  it('is asked about again later when the service does not answer', async () => {
    const ports = await aWatched(claimed());
    ports.mailer.answerNextQuestion({ kind: 'noAnswer', because: '429' });
    expect(await reconcileClaims(rules, now, ports)).toEqual({ stillClaimed: 1 });
    expect(await watched(ports)).toEqual([{ watchAt: after({ minutes: 5 }), userId: personId(1), step: 'nudge' }]);
  });

  it('is left alone for a quarter of an hour, without a question', async () => {
    const recent = after({ minutes: -14 });
    const ports = await aWatched(aClaimedMessage('nudge', recent));
    expect(await reconcileClaims(rules, now, ports)).toEqual({ stillClaimed: 1 });
    expect(ports.mailer.asked).toEqual([]);
    expect(await watched(ports)).toEqual([{ watchAt: after({ minutes: 1 }), userId: personId(1), step: 'nudge' }]);
  });

  it('is never sent from here', async () => {
    const ports = await aWatched(claimed({ deniedAt: after({ minutes: -5 }) }));
    await reconcileClaims(rules, now, ports);
    expect(ports.mailer.requests).toEqual([]);
    expect(ports.sendQueue.requests).toEqual([]);
  });
});

describe('a claim that somebody settles at the same moment', () => {
  it('stays as the other settled it', async () => {
    const ports = await aWatched(claimed());
    ports.mailer.answerNextQuestion({ kind: 'known' });
    ports.recipients.beforeWrite.next(async () => {
      const { version, userId } = await ports.recipients.readJourney(personId(1));
      const delivered = anAcceptedMessage('nudge', claimedAt, { state: 'delivered' });
      await ports.recipients.writeJourney({ userId, version, messages: [delivered] });
    });
    await reconcileClaims(rules, now, ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'delivered' });
  });

  it('is settled after another change of the journey, with that change kept', async () => {
    const ports = await aWatched(claimed());
    ports.mailer.answerNextQuestion({ kind: 'known' });
    ports.recipients.beforeWrite.next(async () => {
      const { version, userId } = await ports.recipients.readJourney(personId(1));
      await ports.recipients.writeJourney({ userId, version, evidence: [evidence('registered')] });
    });
    await reconcileClaims(rules, now, ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'accepted' });
    expect(await due(ports)).toEqual([{ dueAt: now, userId: personId(1), step: 'sspr-link' }]);
  });
});

describe('a message that is no claim', () => {
  it.each(['planned', 'due'] as const)('goes back to the agenda when its hint was lost: %s', async (state) => {
    const ports = await aWatched(messageOfPerson(1, 'nudge', { state }));
    expect(await reconcileClaims(rules, now, ports)).toEqual({ putBack: 1 });
    expect(await due(ports)).toEqual([{ dueAt: now, userId: personId(1), step: 'nudge' }]);
    expect(await watched(ports)).toEqual([]);
  });

  it('goes back to the agenda as what is owed by now', async () => {
    const ports = await aWatched(messageOfPerson(1), { evidence: [evidence('registered')] });
    await reconcileClaims(rules, now, ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'cancelled', because: 'alreadyCapable' });
    expect(await due(ports)).toEqual([]);
  });

  it('is fine when it was accepted, and what comes next is planned if its sender died before', async () => {
    const ports = await aWatched(anAcceptedMessage('nudge', claimedAt));
    expect(await reconcileClaims(rules, now, ports)).toEqual({ fine: 1 });
    expect(await due(ports)).toMatchObject([{ step: 'reminder-1' }]);
    expect(await watched(ports)).toEqual([]);
  });

  it('is fine when there is no such message', async () => {
    const ports = await aWatched(messageOfPerson(1, 'reminder-2'), { messages: [], enrolment: undefined });
    expect(await reconcileClaims(rules, now, ports)).toEqual({ fine: 1 });
    expect(await watched(ports)).toEqual([]);
  });
});

describe('the questions of one run', () => {
  it('are at most fifteen, since the quota for asking is small; the others wait five minutes', async () => {
    const ports = { ...fakePorts(), recipients: new HookedRecipients() };
    for (let n = 0; n < 20; n++) await watchPerson(ports, n, { ...claimed(), userId: personId(n) });
    expect(await reconcileClaims(rules, now, ports)).toEqual({ denied: 15, stillClaimed: 5 });
    expect(ports.mailer.asked).toHaveLength(15);
    expect(await watched(ports)).toHaveLength(20);
  });
});
