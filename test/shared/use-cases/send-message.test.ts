import type { ToldPurpose } from '../../../shared/recipient/mailbox-purpose.ts';
import { FakeMailboxPurposes } from '../../fakes/fake-mailbox-purposes.ts';
import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import type { SendRequest } from '../../../shared/campaign/send-request.ts';
import { messageStates, moveTo, historyLost } from '../../../shared/delivery/message.ts';
import { closeGate, openGate, passThrough } from '../../../shared/delivery/rate-gate.ts';
import type { SendAnswer } from '../../../shared/delivery/send-answer.ts';
import type { Registration } from '../../../shared/registration/registration.ts';
import { checkConservation } from '../../../shared/use-cases/check-conservation.ts';
import { recordDeliveryReport } from '../../../shared/use-cases/record-delivery-report.ts';
import { reconcileClaims } from '../../../shared/use-cases/reconcile-claims.ts';
import { releasedAt } from '../../../shared/use-cases/release-messages.ts';
import { sendMessage, type SendContext } from '../../../shared/use-cases/send-message.ts';
import { aDocument } from '../../builders/documents.ts';
import { after, at, now } from '../../builders/instants.ts';
import { aClaimedMessage, anAcceptedMessage, evidence } from '../../builders/journeys.ts';
import { aRegistration, aUser, capableRegistration, personId, someFacts } from '../../builders/people.ts';
import { mailFrom, someRules } from '../../builders/policies.ts';
import { aBody, aFactsRow, givenPerson, messageOfPerson, storedMessage } from '../../builders/storage.ts';
import { FakePersonReader } from '../../fakes/fake-person-reader.ts';
import { FakeRegisteredMethods } from '../../fakes/fake-registered-methods.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { HookedGates, HookedMailer, HookedRecipients } from './hooked-ports.ts';

const rules = someRules();
const me = personId(1);
const request: SendRequest = { userId: me, step: 'nudge', watchAt: after({ minutes: 20 }) };

/** The same message let through the gate again, at this moment. */
const releasedAgain = ({ clock }: ReturnType<typeof fakePorts>): SendRequest => ({
  ...request,
  watchAt: after({ minutes: 20 }, clock.now()),
});

/** Renders other words each time, so that a mail that is rendered twice is seen. */
function aContext(change: Partial<SendContext> = {}): SendContext {
  let renderings = 0;
  return {
    rules,
    brakes: { paused: false, dryRun: false },
    render: ({ messageId }, { facts }) => ({
      address: facts!.user.mail!,
      body: aBody(messageId, { html: `<p>rendering ${++renderings}</p>` }),
    }),
    ...change,
  };
}

/** A person whose nudge was just released: the watched entry answers for it. */
async function aReleasedNudge(change: Partial<Journey> = {}, start = now) {
  const recipients = new HookedRecipients();
  const ports = {
    ...fakePorts(start),
    recipients,
    people: new FakePersonReader(async () => facts),
    mailer: new HookedMailer(),
    gates: new HookedGates(),
  };
  const messages = [messageOfPerson(1)];
  await givenPerson(ports, 1, { messages, ...change });
  await ports.agenda.watch(await ports.agenda.readDue(after({ days: 100 }), 100), request.watchAt);
  const { facts } = await recipients.readJourney(me);
  ports.recipients.writes.length = 0;
  return ports;
}

type World = Awaited<ReturnType<typeof aReleasedNudge>>;

const due = async ({ agenda }: World) => agenda.readDue(after({ days: 100 }), 100);
const watched = async ({ agenda }: World) => agenda.readWatched(after({ days: 100 }), 100);

describe('rows that were lost or are from a backup (engine 10)', () => {
  const left = { indexedAs: 'the claim of a row that is gone', plannedAt: now };

  it('begin no second mail: what stands in the index is for a person to decide', async () => {
    const ports = await aReleasedNudge();
    await ports.messageIndex.enter(messageOfPerson(1), left);
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'historyLost' });
    expect(ports.mailer.requests).toEqual([]);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'unknown', because: historyLost });
    expect([await due(ports), await watched(ports)]).toEqual([[], []]);
  });

  it('begin none either when the process dies before that is written', async () => {
    const ports = await aReleasedNudge();
    await ports.messageIndex.enter(messageOfPerson(1), left);
    const { beforeWrite } = ports.recipients;
    const die = () => Promise.reject(new Error('killed'));
    beforeWrite.next(() => beforeWrite.next(die));
    await expect(sendMessage(request, aContext(), ports)).rejects.toThrow('killed');
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'claimed' });
    for (const minutes of [20, 40, 60]) {
      ports.clock.set(after({ minutes }));
      await reconcileClaims(rules, ports.clock.now(), ports);
    }
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'due' });
    expect(await sendMessage(releasedAgain(ports), aContext(), ports)).toEqual({ kind: 'historyLost' });
    expect(ports.mailer.requests).toEqual([]);
  });

  it('are settled by a report that comes yet', async () => {
    const ports = await aReleasedNudge();
    await ports.messageIndex.enter(messageOfPerson(1), left);
    await sendMessage(request, aContext(), ports);
    const { messageId } = messageOfPerson(1);
    const report = { eventId: '1', messageId, recipient: aUser().mail!, status: 'Delivered', at: now } as const;
    await recordDeliveryReport({ ...report, internetMessageId: undefined }, rules, now, ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'delivered' });
  });

  it('send no other words under an id whose words cannot be read, until they can (engine 12)', async () => {
    const { claim } = aClaimedMessage('nudge', now);
    const owed = messageOfPerson(1, 'nudge', { state: 'due', claim, address: aUser().mail! });
    const ports = await aReleasedNudge({ messages: [owed] });
    const { recipients } = ports;
    const { readBody } = recipients;
    recipients.readBody = async () => 'unreadable';
    expect(await sendMessage(request, aContext(), ports)).toMatchObject({ kind: 'later', because: 'wordsUnreadable' });
    expect(ports.mailer.requests).toEqual([]);
    const later = after({ minutes: 60 }, ports.clock.now());
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'due', claim, dueAt: later });
    expect(await ports.agenda.readDue(later, 10)).toMatchObject([{ dueAt: later }]);
    recipients.readBody = readBody;
    const { userId, version } = await recipients.readJourney(me);
    const body = aBody(owed.messageId, { html: '<p>the words of the first attempt</p>' });
    await recipients.writeJourney({ userId, version, bodies: [body] });
    ports.clock.set(later);
    expect(await sendMessage(releasedAgain(ports), aContext(), ports)).toEqual({ kind: 'accepted' });
    expect(ports.mailer.requests).toMatchObject([{ html: '<p>the words of the first attempt</p>' }]);
  });

  it('send no other words under an id whose words are gone', async () => {
    const { claim } = aClaimedMessage('nudge', now);
    const ports = await aReleasedNudge({ messages: [messageOfPerson(1, 'nudge', { state: 'due', claim })] });
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'historyLost' });
    expect(ports.mailer.requests).toEqual([]);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'unknown', because: historyLost });
    expect(await watched(ports)).toEqual([]);
  });

  it('give the place in the quota back', async () => {
    const ports = await aReleasedNudge();
    await ports.messageIndex.enter(messageOfPerson(1), left);
    await ports.gates.write(passThrough(openGate, 5, releasedAt(request.watchAt)), undefined);
    await sendMessage(request, aContext(), ports);
    expect((await ports.gates.read()).gate.releases).toMatchObject([{ count: 4 }]);
  });

  it.each<SendAnswer>([
    { kind: 'throttled', retryAfterSeconds: 60 },
    { kind: 'ambiguous', because: 'ECONNRESET' },
  ])('are not seen in a further attempt of the same row, after an answer that is %j', async (answer) => {
    const ports = await aReleasedNudge();
    ports.mailer.answerNext(answer);
    await sendMessage(request, aContext(), ports);
    for (const minutes of [20, 40, 60]) {
      ports.clock.set(after({ minutes }));
      await reconcileClaims(rules, ports.clock.now(), ports);
    }
    expect(await sendMessage(releasedAgain(ports), aContext(), ports)).toEqual({ kind: 'accepted' });
  });
});

describe('a message that the service takes', () => {
  it('is accepted, and the journey goes on with the first reminder', async () => {
    const ports = await aReleasedNudge();
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'accepted' });
    expect(await storedMessage(ports, 1)).toMatchObject({
      state: 'accepted',
      acceptedAt: now,
      address: aUser().mail,
      claim: { claimedAt: now, firstClaimedAt: now },
      history: [{ state: 'planned' }, { state: 'claimed', at: now }, { state: 'accepted', at: now }],
    });
    // The fourth day is a Saturday.
    expect(await due(ports)).toEqual([{ dueAt: at('2026-12-07T07:30:00Z'), userId: me, step: 'reminder-1' }]);
    expect(await watched(ports)).toEqual([]);
  });

  it('leaves with its own id, to the address and with the words that were pinned at the claim', async () => {
    const ports = await aReleasedNudge();
    await sendMessage(request, aContext(), ports);
    const { messageId } = messageOfPerson(1);
    const { displayName, subject, html, text } = aBody(messageId, { html: '<p>rendering 1</p>' });
    const to = { address: aUser().mail, displayName };
    expect(ports.mailer.requests).toMatchObject([{ messageId, to, subject, html, text }]);
  });

  it('needs its body no longer, and is known by its id', async () => {
    const ports = await aReleasedNudge();
    await sendMessage(request, aContext(), ports);
    expect(await ports.recipients.readBody(me, messageOfPerson(1).messageId)).toBeUndefined();
    expect(await ports.messageIndex.find(messageOfPerson(1).messageId)).toMatchObject({ userId: me, step: 'nudge' });
  });

  it('is claimed, with its body, before the request is made', async () => {
    const ports = await aReleasedNudge();
    ports.mailer.whileSending.next(async () => {
      expect(await storedMessage(ports, 1)).toMatchObject({ state: 'claimed', address: aUser().mail });
      expect(await ports.recipients.readBody(me, messageOfPerson(1).messageId)).toMatchObject({
        html: '<p>rendering 1</p>',
      });
    });
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'accepted' });
    expect.assertions(3);
  });

  it('as the SSPR link ends the way', async () => {
    const facts = someFacts({ registration: capableRegistration });
    const messages = [anAcceptedMessage('nudge', after({ days: -2 })), messageOfPerson(1, 'sspr-link')];
    const ports = await aReleasedNudge({ facts, messages });
    await sendMessage({ ...request, step: 'sspr-link' }, aContext(), ports);
    expect(await storedMessage(ports, 1, 'sspr-link')).toMatchObject({ state: 'accepted' });
    expect(await due(ports)).toEqual([]);
    expect(await watched(ports)).toEqual([]);
  });
});

describe('a message that the service definitely does not take', () => {
  it.each<[string, number | undefined, object[]]>([
    ['longer than an hour is cut, and the log says so', 7_200, [{ askedSeconds: 7_200, usedSeconds: 3_600 }]],
    ['of an hour is kept to', 3_600, []],
    ['of nothing is a minute', undefined, []],
  ])('closes the gate for a while: a wait %s', async (_what, retryAfterSeconds, logged) => {
    const ports = await aReleasedNudge();
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds });
    await sendMessage(request, aContext(), ports);
    expect(ports.journal.factsOf('retryAfterCapped')).toEqual(logged);
    const { gate } = await ports.gates.read();
    expect(gate.closedUntil).toEqual(after({ seconds: Math.min(retryAfterSeconds ?? 60, 3_600) }));
  });

  it.each<[SendAnswer, Date, string]>([
    [{ kind: 'throttled', retryAfterSeconds: 90 }, after({ seconds: 90 }), '429'],
    [{ kind: 'throttled', retryAfterSeconds: undefined }, after({ seconds: 60 }), '429'],
    [{ kind: 'unavailable', because: '401 Denied' }, after({ seconds: 60 }), '401 Denied'],
  ])('is due again once the gate is open for everyone: %o', async (answer, opensAt, because) => {
    const ports = await aReleasedNudge();
    ports.mailer.answerNext(answer);
    expect(await sendMessage(request, aContext(), ports)).toEqual(answer);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'due', dueAt: opensAt, because });
    expect((await ports.gates.read()).gate).toMatchObject({ closedUntil: opensAt, closedBecause: because });
    expect(await due(ports)).toEqual([{ dueAt: opensAt, userId: me, step: 'nudge' }]);
    expect(await watched(ports)).toEqual([]);
  });

  it('waits for the gate when that is closed for longer already', async () => {
    const ports = await aReleasedNudge();
    await ports.gates.write(closeGate((await ports.gates.read()).gate, 900, now, '429'), undefined);
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 10 });
    await sendMessage(request, aContext(), ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ dueAt: after({ seconds: 900 }) });
  });

  it('closes the gate even when another instance writes it at the same moment', async () => {
    const ports = await aReleasedNudge();
    ports.gates.beforeWrite.next(async () => {
      await ports.gates.write(
        { releases: [{ minute: now, count: 7 }], closedUntil: undefined, closedBecause: undefined },
        undefined,
      );
    });
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 90 });
    await sendMessage(request, aContext(), ports);
    const { gate } = await ports.gates.read();
    expect(gate).toMatchObject({ closedUntil: after({ seconds: 90 }), releases: [{ count: 7 }] });
  });

  it('is rejected when it is refused for good, and nothing follows', async () => {
    const ports = await aReleasedNudge();
    ports.mailer.answerNext({ kind: 'refused', because: '413 TooLarge' });
    await sendMessage(request, aContext(), ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'rejected', because: '413 TooLarge' });
    expect(await due(ports)).toEqual([]);
    expect(await watched(ports)).toEqual([]);
    expect(await ports.recipients.readBody(me, messageOfPerson(1).messageId)).toBeUndefined();
  });
});

describe('a message is sent again', () => {
  /** The first attempt ended in doubt, and the service has denied twice since that it knows the id. */
  async function aDoubtfulNudge() {
    const ports = await aReleasedNudge();
    const context = aContext();
    ports.mailer.answerNext({ kind: 'ambiguous', because: 'ECONNRESET' });
    await sendMessage(releasedAgain(ports), context, ports);
    for (const minutes of [21, 6]) await reconcileClaims(rules, ports.clock.advance({ minutes }), ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'due' });
    return { ports, context };
  }

  const renamed = aFactsRow(1, { user: aUser({ mail: 'new-name@contoso.com', displayName: 'Åsa Ek' }) });

  it('byte for byte where the first may have been taken: same id, same address, whatever has changed since', async () => {
    const { ports, context } = await aDoubtfulNudge();
    await ports.recipients.writeFacts([renamed]);
    expect(await sendMessage(releasedAgain(ports), context, ports)).toEqual({ kind: 'accepted' });
    const [first, second, ...more] = ports.mailer.requests;
    expect(second).toEqual(first);
    expect(more).toEqual([]);
  });

  it('byte for byte also when it was throttled in between', async () => {
    const { ports, context } = await aDoubtfulNudge();
    await ports.recipients.writeFacts([renamed]);
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 60 });
    await sendMessage(releasedAgain(ports), context, ports);
    ports.clock.advance({ minutes: 2 });
    expect(await sendMessage(releasedAgain(ports), context, ports)).toEqual({ kind: 'accepted' });
    const [first, ...others] = ports.mailer.requests;
    expect(others).toEqual([first, first]);
  });

  it('with a claim of its own that remembers the first', async () => {
    const { ports, context } = await aDoubtfulNudge();
    const { claimId } = (await storedMessage(ports, 1))!.claim!;
    await sendMessage(releasedAgain(ports), context, ports);
    const { claim } = (await storedMessage(ports, 1))!;
    expect(claim).toMatchObject({
      claimedAt: ports.clock.now(),
      firstClaimedAt: now,
      from: mailFrom,
      deniedAt: undefined,
    });
    expect(claim!.claimId).not.toBe(claimId);
  });

  it('under the same id where the first was definitely not taken', async () => {
    const ports = await aReleasedNudge();
    const context = aContext();
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 60 });
    await sendMessage(releasedAgain(ports), context, ports);
    ports.clock.advance({ minutes: 2 });
    expect(await sendMessage(releasedAgain(ports), context, ports)).toEqual({ kind: 'accepted' });
    const { messageId } = messageOfPerson(1);
    expect(ports.mailer.requests.map((mail) => mail.messageId)).toEqual([messageId, messageId]);
  });
});

describe('a message of which nobody knows whether it was taken', () => {
  it('stays claimed with the doubt, its body and its watched entry, and nothing else is planned', async () => {
    const ports = await aReleasedNudge();
    ports.mailer.answerNext({ kind: 'ambiguous', because: '400 InvalidOperation', refusedWith: 'badRequest' });
    expect(await sendMessage(request, aContext(), ports)).toMatchObject({ kind: 'ambiguous' });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'claimed', because: '400 InvalidOperation' });
    expect(await ports.recipients.readBody(me, messageOfPerson(1).messageId)).toBeDefined();
    expect(await watched(ports)).toEqual([request]);
    expect(await due(ports)).toEqual([]);
  });

  it('is not sent again by another delivery of the same request', async () => {
    const ports = await aReleasedNudge();
    ports.mailer.answerNext({ kind: 'ambiguous', because: 'ECONNRESET' }, { butTaken: true });
    await sendMessage(request, aContext(), ports);
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'nothing', because: 'claimed' });
    expect(ports.mailer.requests).toHaveLength(1);
    expect(await watched(ports)).toEqual([request]);
  });

  it('is not sent again after a crash right after the claim', async () => {
    const ports = await aReleasedNudge();
    ports.mailer.whileSending.next(() => {
      throw new Error('the process died');
    });
    await expect(sendMessage(request, aContext(), ports)).rejects.toThrow('the process died');
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'nothing', because: 'claimed' });
    expect(ports.mailer.requests).toEqual([]);
    expect(await watched(ports)).toEqual([request]);
  });
});

describe('a message that is found in another state', () => {
  it.each(messageStates.filter((state) => state !== 'planned' && state !== 'due'))(
    'is never sent: %s',
    async (state) => {
      const ports = await aReleasedNudge({ messages: [messageOfPerson(1, 'nudge', { state })] });
      expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'nothing', because: state });
      expect(ports.mailer.requests).toEqual([]);
      expect(ports.recipients.writes).toEqual([]);
    },
  );

  it('is not even looked for when it was never planned', async () => {
    const ports = await aReleasedNudge();
    const answer = await sendMessage({ ...request, step: 'reminder-3' }, aContext(), ports);
    expect(answer).toEqual({ kind: 'nothing', because: 'notPlanned' });
  });
});

describe('of two senders of one message', () => {
  it('only one makes a request', async () => {
    const ports = await aReleasedNudge();
    const answers = await Promise.all([1, 2, 3].map(() => sendMessage(request, aContext(), ports)));
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'conflict', 'conflict']);
    expect(ports.mailer.requests).toHaveLength(1);
  });

  it('the one who loses the claim sends nothing and leaves the watched entry', async () => {
    const ports = await aReleasedNudge();
    ports.recipients.beforeWrite.next(async () => {
      const { version } = await ports.recipients.readJourney(me);
      await ports.recipients.writeJourney({ userId: me, version, evidence: [evidence('resetFailed')] });
    });
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'conflict' });
    expect(ports.mailer.requests).toEqual([]);
    expect(await watched(ports)).toEqual([request]);
  });

  it('the one who was stopped for a minute after the claim sends nothing', async () => {
    const ports = await aReleasedNudge();
    ports.recipients.beforeWrite.next(() => void ports.clock.advance({ seconds: 61 }));
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'tooLate' });
    expect(ports.mailer.requests).toEqual([]);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'claimed' });
    expect(await watched(ports)).toEqual([request]);
  });
});

describe('a message that is no longer owed', () => {
  it.each<[string, Partial<Journey>, string]>([
    ['since the person has registered', { evidence: [evidence('registered')] }, 'alreadyCapable'],
    [
      'since the account is disabled',
      { facts: someFacts({ user: aUser({ accountEnabled: false }) }) },
      'accountDisabled',
    ],
    ['since an operator excluded the person', { facts: someFacts({ excludedByOperator: true }) }, 'excludedByOperator'],
  ])('is cancelled and not sent: %s', async (_why, change, because) => {
    const ports = await aReleasedNudge(change);
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'replan' });
    expect(ports.mailer.requests).toEqual([]);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'cancelled', because });
    expect(await watched(ports)).toEqual([]);
    expect(await due(ports)).toEqual([]);
  });

  it('makes room for the SSPR link, when it was a reminder', async () => {
    const messages = [anAcceptedMessage('nudge', after({ days: -5 })), messageOfPerson(1, 'reminder-1')];
    const ports = await aReleasedNudge({ messages, evidence: [evidence('registered')] });
    expect(await sendMessage({ ...request, step: 'reminder-1' }, aContext(), ports)).toEqual({ kind: 'replan' });
    expect(await storedMessage(ports, 1, 'reminder-1')).toMatchObject({ state: 'cancelled' });
    expect(await due(ports)).toEqual([{ dueAt: now, userId: me, step: 'sspr-link' }]);
  });
});

describe('a message that may have been taken twenty hours ago', () => {
  const claimedAt = after({ hours: -19 });
  const claim = { claimId: 'claim-1', claimedAt, firstClaimedAt: claimedAt, from: mailFrom, deniedAt: claimedAt };
  const dueAgain = messageOfPerson(1, 'nudge', { state: 'due', claim, history: [{ state: 'claimed', at: claimedAt }] });

  it('is never sent again by itself, though it was throttled ever since the service denied it', async () => {
    const ports = await aReleasedNudge({ messages: [{ ...dueAgain, address: aUser().mail }] });
    const { userId, version } = await ports.recipients.readJourney(me);
    await ports.recipients.writeJourney({ userId, version, bodies: [aBody(dueAgain.messageId)] });
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 3_600 });
    expect(await sendMessage(request, aContext(), ports)).toMatchObject({ kind: 'throttled' });
    ports.clock.set(after({ hours: 1 }));
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'replan' });
    expect(ports.mailer.requests).toHaveLength(1);
    expect(await storedMessage(ports, 1)).toMatchObject({
      state: 'unknown',
      because: 'no certain outcome after 20 hours',
    });
    expect(await due(ports)).toEqual([]);
  });

  it('is found by the rolling check as well', async () => {
    const ports = await aReleasedNudge({ messages: [dueAgain] });
    expect(await checkConservation(rules, after({ hours: 1 }), ports)).toMatchObject({ repaired: 1 });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'unknown' });
  });
});

describe('a message whose time has not come', () => {
  it.each([
    ['paused', { paused: true, dryRun: false }],
    ['dryRun', { paused: false, dryRun: true }],
  ])('goes back to the agenda for a quarter of an hour: %s', async (because, brakes) => {
    const ports = await aReleasedNudge();
    expect(await sendMessage(request, aContext({ brakes }), ports)).toMatchObject({ kind: 'later', because });
    expect(ports.mailer.requests).toEqual([]);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'planned', dueAt: after({ minutes: 15 }) });
    expect(await due(ports)).toEqual([{ dueAt: after({ minutes: 15 }), userId: me, step: 'nudge' }]);
    expect(await watched(ports)).toEqual([]);
  });

  it('goes back to the agenda until the next morning in quiet hours', async () => {
    const ports = await aReleasedNudge({}, at('2026-12-01T18:00:00Z'));
    expect(await sendMessage(request, aContext(), ports)).toMatchObject({ kind: 'later', because: 'quietHours' });
    expect(await due(ports)).toEqual([{ dueAt: at('2026-12-02T07:30:00Z'), userId: me, step: 'nudge' }]);
    expect(await watched(ports)).toEqual([]);
  });

  it('gives its place in the quota back when it is put off, once however often its hint comes', async () => {
    const night = at('2026-12-01T18:00:00Z');
    const ports = await aReleasedNudge({}, night);
    const { version } = await ports.gates.read();
    await ports.gates.write(passThrough(openGate, 5, releasedAt(request.watchAt)), version);
    for (let hint = 1; hint <= 3; hint++) await sendMessage(request, aContext(), ports);
    expect((await ports.gates.read()).gate.releases).toMatchObject([{ count: 4 }]);
  });

  it('keeps its time when it comes early', async () => {
    const dueAt = after({ hours: 3 });
    const ports = await aReleasedNudge({ messages: [messageOfPerson(1, 'nudge', { dueAt })] });
    expect(await sendMessage(request, aContext(), ports)).toMatchObject({
      kind: 'later',
      because: 'notYet',
      message: { dueAt },
    });
    expect(await due(ports)).toEqual([{ dueAt, userId: me, step: 'nudge' }]);
    expect(await watched(ports)).toEqual([]);
  });

  it('is left alone when somebody claims it meanwhile', async () => {
    const ports = await aReleasedNudge();
    ports.recipients.beforeWrite.next(async () => {
      const { version } = await ports.recipients.readJourney(me);
      const claimed = messageOfPerson(1, 'nudge', { state: 'claimed' });
      await ports.recipients.writeJourney({ userId: me, version, messages: [claimed] });
    });
    await sendMessage(request, aContext({ brakes: { paused: true, dryRun: false } }), ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'claimed' });
  });
});

describe('what happens while the service has the request', () => {
  it('a delivery report that comes first is not undone by the answer', async () => {
    const ports = await aReleasedNudge();
    ports.mailer.whileSending.next(async () => {
      const { version } = await ports.recipients.readJourney(me);
      const delivered = moveTo((await storedMessage(ports, 1))!, 'delivered', now, 'Delivered');
      const messages = [{ ...delivered, acceptedAt: now }, messageOfPerson(1, 'reminder-1')];
      await ports.recipients.writeJourney({ userId: me, version, messages });
    });
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'accepted' });
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'delivered' });
    expect(await storedMessage(ports, 1, 'reminder-1')).toMatchObject({ state: 'planned' });
  });

  it('somebody who registers is owed the SSPR link next', async () => {
    const ports = await aReleasedNudge();
    ports.mailer.whileSending.next(() => learnOfRegistration(ports));
    await sendMessage(request, aContext(), ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'accepted' });
    expect(await due(ports)).toEqual([{ dueAt: now, userId: me, step: 'sspr-link' }]);
  });

  it('somebody who registers is owed nothing when the message was not taken', async () => {
    const ports = await aReleasedNudge();
    ports.mailer.whileSending.next(() => learnOfRegistration(ports));
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 60 });
    await sendMessage(request, aContext(), ports);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'cancelled', because: 'alreadyCapable' });
    expect(await due(ports)).toEqual([]);
  });
});

async function learnOfRegistration({ recipients }: World): Promise<void> {
  const { version } = await recipients.readJourney(me);
  await recipients.writeJourney({ userId: me, version, evidence: [evidence('registered')] });
}

/** Issue 17, mailboxes that are nobody's. */
describe('a mail to somebody whose mailbox was not asked for', () => {
  async function aNudge(purpose: ToldPurpose) {
    const mailboxPurposes = new FakeMailboxPurposes();
    mailboxPurposes.put(me, purpose);
    return { ...(await aReleasedNudge({ facts: someFacts() })), mailboxPurposes };
  }

  it('leaves after one request, whose answer is stored with the claim', async () => {
    const ports = await aNudge('user');
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'accepted' });
    expect(ports.mailboxPurposes.asked).toEqual([me]);
    expect((await ports.recipients.readJourney(me)).facts?.mailbox).toEqual({ purpose: 'user', readAt: now });
    expect(await ports.passes.readSeen()).toEqual(new Set());
  });

  it('does not leave to a room', async () => {
    const ports = await aNudge('room');
    expect(await sendMessage(request, aContext(), ports)).toEqual({ kind: 'replan' });
    expect(ports.mailer.requests).toEqual([]);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'cancelled', because: 'sharedMailbox' });
    expect((await ports.recipients.readJourney(me)).facts?.mailbox?.purpose).toBe('room');
  });
});

/** Issue 17, tenants without Entra ID P1. */
describe('a mail to somebody whom no report tells of', () => {
  const own = (change: Partial<Registration> = {}) => aRegistration({ readFrom: 'methods', ...change });
  const declared = someRules({
    sspr: { ...aDocument().sspr, scope: 'all', allowedMethods: ['email'] },
  });

  async function aNudge(methods: readonly string[]) {
    const facts = someFacts({ registration: own() });
    const ports = await aReleasedNudge({ facts });
    const registeredMethods = new FakeRegisteredMethods();
    registeredMethods.put(me, methods);
    return { ...ports, registeredMethods };
  }

  it('leaves after one reading, which is stored with the claim', async () => {
    const ports = await aNudge([]);
    expect(await sendMessage(request, aContext({ rules: declared }), ports)).toEqual({ kind: 'accepted' });
    expect(ports.registeredMethods.asked).toEqual([me]);
    const { facts, rowReadAt } = await ports.recipients.readJourney(me);
    expect([facts?.registration, rowReadAt]).toEqual([own(), now]);
    expect(await ports.passes.readSeen()).toEqual(new Set());
  });

  it('does not leave where they have registered meanwhile, and is never a nudge again', async () => {
    const ports = await aNudge(['email']);
    expect(await sendMessage(request, aContext({ rules: declared }), ports)).toEqual({ kind: 'replan' });
    expect(ports.mailer.requests).toEqual([]);
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'cancelled' });
    expect((await ports.recipients.readJourney(me)).facts?.registration).toMatchObject({ isSsprCapable: true });
  });
});
