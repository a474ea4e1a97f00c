import { describe, expect, it } from 'vitest';
import type { EntryNotice } from '../../../shared/campaign/entry-notice.ts';
import { maskedEntry } from '../../../shared/registration/masked-entry.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { checkConservation } from '../../../shared/use-cases/check-conservation.ts';
import { erasePerson } from '../../../shared/use-cases/erase-person.ts';
import { beginNotice, settleNotice } from '../../../shared/use-cases/note-entries.ts';
import { recordDeliveryReport } from '../../../shared/use-cases/record-delivery-report.ts';
import { settleEntryClaims, tellOfEntries } from '../../../shared/use-cases/tell-of-entries.ts';
import { aDocument, someOrigin } from '../../builders/documents.ts';
import { now } from '../../builders/instants.ts';
import { aUser, personId } from '../../builders/people.ts';
import { deploymentId, knownAtStart } from '../../builders/policies.ts';
import { aFactsRow } from '../../builders/storage.ts';
import { FakeRecipientStore } from '../../fakes/fake-recipient-store.ts';
import { fakePorts } from '../../fakes/ports.ts';
import type { JourneyWrite } from '../../../shared/ports/recipient-store.ts';

const userId = personId(1);
const phone = '+46 701234567';
const entries = [maskedEntry('mobilePhone', phone)];

/** People who die in the middle: the nth write of a journey, and all after it, are never made. */
class MortalRecipients extends FakeRecipientStore {
  writesLeft = Infinity;

  override async writeJourney(write: JourneyWrite) {
    if (this.writesLeft-- <= 0) throw new Error('The process died');
    return super.writeJourney(write);
  }
}

/** One person, for whom something is or was being entered. */
async function aTenant(document = aDocument()) {
  const recipients = new MortalRecipients();
  const ports = { ...fakePorts(now), recipients };
  await ports.recipients.writeFacts([aFactsRow(1)]);
  ports.authenticationMethods.put(userId);
  const rules = rulesOf(document, deploymentId, ports.holidays, knownAtStart);
  const tell = (dryRun = false) => tellOfEntries({ document, rules, origin: someOrigin, dryRun }, ports);
  const settleClaims = () => settleEntryClaims({ rules, now: ports.clock.now(), ports });
  const begin = (planId = 'plan-1') => beginNotice({ userId, planId, entries }, deploymentId, ports);
  const enter = async (planId = 'plan-1') => {
    const messageId = await begin(planId);
    ports.authenticationMethods.put(userId, { mobilePhone: phone });
    await settleNotice({ userId, messageId }, { mobilePhone: 'stands' }, ports);
    return messageId;
  };
  const notices = async () => (await ports.recipients.readJourney(userId)).entryNotices ?? [];
  const states = async () => (await notices()).map(({ state }) => state);
  const hints = () => ports.entryHints.list(10);
  return { ports, rules, tell, settleClaims, begin, enter, notices, states, hints };
}

describe('whoever something was entered for (guard 1)', () => {
  it('is told once, at the primary mailbox, by the role and not by a name, with what was entered masked', async () => {
    const { ports, tell, enter, states, hints } = await aTenant();
    await enter();
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    const [mail] = ports.mailer.requests;
    expect(ports.mailer.requests).toHaveLength(1);
    expect(mail!.to.address).toBe(aUser({ id: userId }).mail);
    expect(mail!.text.replaceAll(/\s+/gu, ' ')).toContain('••• ••• 67');
    expect(mail!.text).not.toContain('70123');
    expect(await states()).toEqual(['accepted']);
    expect(await hints()).toEqual([]);
  });

  it('is told in a holdout, excluded, at night, on a Sunday and in no wave', async () => {
    const { ports, tell, enter } = await aTenant(aDocument({ holdoutPercent: 100 }));
    const { version } = await ports.recipients.readJourney(userId);
    await ports.recipients.writeJourney({ userId, version, excludedByOperator: true });
    ports.clock.set(new Date('2026-12-06T02:00:00Z'));
    await enter();
    expect(await tell()).toBe(1);
  });

  it('is not told under DRY_RUN, and once that is over', async () => {
    const { ports, tell, enter } = await aTenant();
    await enter();
    expect(await tell(true)).toBe(0);
    expect(ports.mailer.requests).toEqual([]);
    expect(await tell()).toBe(1);
  });

  it('is told of each file by itself, and of what one file adds in two runs by one mail', async () => {
    const { ports, tell, enter, begin } = await aTenant();
    const first = await enter();
    expect(await begin()).toBe(first);
    await settleNotice({ userId, messageId: first }, { mobilePhone: 'stands' }, ports);
    await enter('plan-2');
    await tell();
    await tell();
    expect(ports.mailer.requests).toHaveLength(2);
    expect(await enter()).not.toBe(first);
    expect(await tell()).toBe(1);
  });

  it.each<[string, Partial<Parameters<typeof aUser>[0]>, boolean, EntryNotice['state'], boolean]>([
    ['has no mailbox', { mail: undefined }, true, 'rejected', true],
    ['has left the directory', {}, false, 'cancelled', false],
  ])('who %s is not told by a mail', async (_, change, isInDirectory, state, isForPerson) => {
    const { ports, tell, enter, states } = await aTenant();
    await ports.recipients.writeFacts([aFactsRow(1, { user: aUser({ id: userId, ...change }), isInDirectory })]);
    await enter();
    await tell();
    expect(ports.mailer.requests).toEqual([]);
    expect(await states()).toEqual([state]);
    expect(ports.journal.factsOf('entryNotTold')).toHaveLength(isForPerson ? 1 : 0);
  });

  it('keeps no part of what was entered once the mail is taken', async () => {
    const { ports, tell, enter, notices } = await aTenant();
    const messageId = await enter();
    await tell();
    expect((await notices())[0]!.entries).toEqual([{ method: 'mobilePhone', masked: '', isSeen: true }]);
    expect(await ports.recipients.readBody(userId, messageId)).toBeUndefined();
  });
});

describe('a process that dies while something is entered (guard 1)', () => {
  it.each<[string, string | undefined, EntryNotice['state'], number]>([
    ['after it was entered: they are told', phone, 'accepted', 1],
    ['before it was entered: nobody is told of what does not stand', undefined, 'cancelled', 0],
    ['and somebody else entered another number: that is not ours to tell', '+46 709999999', 'cancelled', 0],
  ])('%s', async (_, there, state, mails) => {
    const { ports, tell, begin, states, hints } = await aTenant();
    await begin();
    ports.authenticationMethods.put(userId, there === undefined ? {} : { mobilePhone: there });
    ports.clock.advance({ minutes: 10 });
    await tell();
    expect(await states()).toEqual(['planned']);
    ports.clock.advance({ minutes: 10 });
    await tell();
    await tell();
    await tell();
    expect(await states()).toEqual([state]);
    expect(ports.mailer.requests).toHaveLength(mails);
    expect(await hints()).toEqual([]);
  });

  it('is looked for again as long as nobody can see what stands; after a day they are told', async () => {
    const { ports, tell, begin, states } = await aTenant();
    await begin();
    for (const hours of [1, 20]) {
      ports.clock.advance({ hours });
      ports.authenticationMethods.answerNextReading({ kind: 'unreadable' });
      await tell();
      expect(await states()).toEqual(['planned']);
    }
    ports.clock.advance({ hours: 4 });
    ports.authenticationMethods.answerNextReading({ kind: 'refused', permission: 'x', code: 'y' });
    await tell();
    await tell();
    expect(await states()).toEqual(['accepted']);
  });

  it.each([0, 1, 2, 3, 4])('at write %i of a journey mails nobody twice and forgets nobody', async (writes) => {
    const { ports, tell, settleClaims, enter, states } = await aTenant();
    ports.recipients.writesLeft = writes;
    let isEntered = true;
    await enter().catch(() => {
      isEntered = writes > 0;
    });
    await tell().catch(() => undefined);
    ports.recipients.writesLeft = Infinity;
    for (let round = 0; round < 12; round++) {
      ports.clock.advance({ minutes: 20 });
      await settleClaims();
      await tell();
    }
    expect(ports.mailer.taken).toHaveLength(isEntered ? 1 : 0);
    expect(ports.mailer.requests).toHaveLength(isEntered ? 1 : 0);
    expect(await states()).toEqual(isEntered ? ['accepted'] : []);
  });

  it('and a hint that was lost is put again by the rolling check', async () => {
    const { ports, rules, tell, enter, hints } = await aTenant();
    await enter();
    for (const hint of await hints()) await ports.entryHints.drop(hint);
    expect(await tell()).toBe(0);
    await checkConservation(rules, ports.clock.now(), ports);
    expect(await tell()).toBe(1);
  });
});

describe('a claim without an outcome', () => {
  it.each<[string, boolean, number, EntryNotice['state']]>([
    ['is accepted where the service knows the id', true, 1, 'accepted'],
    ['is sent again, the same words under the same id, after two denials', false, 2, 'accepted'],
  ])('%s', async (_, butTaken, requests, state) => {
    const { ports, tell, settleClaims, enter, states } = await aTenant();
    await enter();
    ports.mailer.answerNext({ kind: 'ambiguous', because: 'ETIMEDOUT' }, { butTaken });
    await tell();
    expect(await states()).toEqual(['claimed']);
    for (const minutes of [16, 6, 6]) {
      ports.clock.advance({ minutes });
      await settleClaims();
    }
    await tell();
    expect(ports.mailer.requests).toHaveLength(requests);
    expect(ports.mailer.taken).toHaveLength(1);
    for (const request of ports.mailer.requests) expect(request).toEqual(ports.mailer.requests[0]);
    expect(await states()).toEqual([state]);
  });

  it('is a person’s after 20 hours', async () => {
    const { ports, tell, settleClaims, enter, states } = await aTenant();
    await enter();
    ports.mailer.answerNext({ kind: 'ambiguous', because: 'ETIMEDOUT' });
    await tell();
    ports.clock.advance({ hours: 21 });
    ports.mailer.answerNextQuestion({ kind: 'noAnswer', because: 'ETIMEDOUT' });
    await settleClaims();
    expect(await states()).toEqual(['unknown']);
    expect(ports.journal.factsOf('entryNotTold')).toHaveLength(1);
    await tell();
    expect(ports.mailer.requests).toHaveLength(1);
  });

  it('that left before the rows were restored from a backup is a person’s, and not sent again', async () => {
    const { ports, tell, enter, states, notices } = await aTenant();
    await enter();
    const [before] = await notices();
    const hint = (await ports.entryHints.list(1))[0]!;
    await tell();
    const { version } = await ports.recipients.readJourney(userId);
    await ports.recipients.writeJourney({ userId, version, entryNotices: [before!] });
    await ports.entryHints.put(hint);
    await tell();
    expect(ports.mailer.requests).toHaveLength(1);
    expect(await states()).toEqual(['unknown']);
  });

  it('is put back when the service takes nothing, and the gate is closed for all', async () => {
    const { ports, tell, enter, states } = await aTenant();
    await enter();
    ports.mailer.answerNext({ kind: 'throttled', retryAfterSeconds: 600 });
    expect(await tell()).toBe(0);
    expect(await states()).toEqual(['due']);
    expect(await tell()).toBe(0);
    expect(ports.mailer.requests).toHaveLength(1);
    ports.clock.advance({ hours: 1 });
    expect(await tell()).toBe(1);
  });

  it('is settled by its delivery report; one that did not arrive is a person’s', async () => {
    const { ports, rules, tell, enter, states } = await aTenant();
    const messageId = await enter();
    await tell();
    const report = { eventId: 'e', messageId, recipient: aUser({ id: userId }).mail!, status: 'Bounced' };
    const at = ports.clock.now();
    const outcome = await recordDeliveryReport({ ...report, at, internetMessageId: undefined }, rules, at, ports);
    expect([outcome, await states()]).toEqual(['recorded', ['bounced']]);
    expect(ports.journal.factsOf('entryNotTold')).toEqual([expect.objectContaining({ messageId })]);
  });
});

describe('erasing somebody (guard 13)', () => {
  const erasing = (ports: Awaited<ReturnType<typeof aTenant>>['ports']) => ({
    deploymentId,
    now: ports.clock.now(),
    ports: {
      ...ports,
      storedRecipients: ports.recipients,
      traces: { remove: async () => undefined } as never,
      figureKeeper: { add: async () => undefined, noteUnknown: () => undefined },
    },
  });

  it('is refused while such a notice is claimed', async () => {
    const { ports, tell, enter } = await aTenant();
    await enter();
    ports.mailer.answerNext({ kind: 'ambiguous', because: 'ETIMEDOUT' });
    await tell();
    expect(await erasePerson(userId, erasing(ports))).toEqual({ kind: 'claimed' });
  });

  it('stops one that has not left', async () => {
    const { ports, tell, enter, states } = await aTenant();
    await enter();
    expect(await erasePerson(userId, erasing(ports))).toMatchObject({ kind: 'erased' });
    expect(await states()).toEqual(['cancelled']);
    await tell();
    expect(ports.mailer.requests).toEqual([]);
  });
});
