import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../shared/campaign/ledger.ts';
import type { JourneyPage, JourneyWrite, RecipientStore } from '../../shared/ports/recipient-store.ts';
import { unreadableUser } from '../../shared/recipient/directory-user.ts';
import {
  aBody,
  aClaimedMessage,
  aMessage,
  bareFacts,
  minutesAfterNoon,
  noon,
  numbers,
  someEvidence,
  someFacts,
  userId,
} from './samples.ts';

const me = userId(1);

/** What every recipient store promises. */
export function describeRecipientStore(name: string, create: () => Promise<RecipientStore>): void {
  describe(`${name}: a person's journey`, () => {
    it('is empty and without a version while nothing is known', async () => {
      const store = await create();
      expect(await store.readJourney(me)).toEqual({
        userId: me,
        facts: undefined,
        rowReadAt: undefined,
        enrolment: undefined,
        evidence: [],
        messages: [],
        version: undefined,
      });
    });

    it('comes back as it was written, with equal dates', async () => {
      const store = await create();
      await store.writeFacts([someFacts(1)]);
      const { version: before } = await store.readJourney(me);
      const enrolment = { waveId: 'våg-1', enrolledAt: minutesAfterNoon(3), namedByWave: true };
      const messages = [aClaimedMessage(1), aMessage(1, 'reminder-1', { because: 'quiet hours' })];
      const evidence = [someEvidence(1)];
      const written = await write(store, { version: before, enrolment, messages, evidence, excludedByOperator: true });
      const { userId: _, reportReadAt, ...facts } = { ...someFacts(1), excludedByOperator: true };
      const marks = { suppressedAddresses: [] };
      expect(await store.readJourney(me)).toEqual({
        userId: me,
        facts: { ...facts, ...marks },
        rowReadAt: reportReadAt,
        enrolment,
        evidence,
        messages,
        version: written,
      });
    });

    it('keeps what was read of their own methods, and when, as long as there is no report (issue 17)', async () => {
      const store = await create();
      const registration = { ...someFacts(1).registration!, readFrom: 'methods' as const, isSsprCapable: true };
      const known = async () => {
        const { facts, rowReadAt } = await store.readJourney(me);
        return [facts?.user.displayName, facts?.registration, rowReadAt];
      };
      const row = { ...someFacts(1), registration: undefined, reportReadAt: minutesAfterNoon(1), keepsReading: true };
      await store.writeFacts([row]);
      expect(await known()).toEqual([row.user.displayName, undefined, minutesAfterNoon(1)]);
      await store.writeFacts([{ ...someFacts(1), registration, reportReadAt: minutesAfterNoon(2) }]);
      await store.writeFacts([{ ...row, user: { ...row.user, displayName: 'B' }, reportReadAt: minutesAfterNoon(3) }]);
      expect(await known()).toEqual(['B', registration, minutesAfterNoon(2)]);

      const seen = { ...someFacts(1), registration: { ...registration, methodsRegistered: ['email'] } };
      const { version } = await store.readJourney(me);
      await store.writeJourney({ userId: me, version, seen, methodsReadAt: minutesAfterNoon(4) });
      expect(await known()).toEqual([seen.user.displayName, seen.registration, minutesAfterNoon(4)]);

      await store.writeFacts([{ ...someFacts(1), reportReadAt: minutesAfterNoon(5) }]);
      expect(await known()).toEqual([seen.user.displayName, someFacts(1).registration, minutesAfterNoon(5)]);
      await store.writeFacts([{ ...row, registration: undefined, keepsReading: false }]);
      expect((await known())[1]).toBeUndefined();
    });

    it('has an enrolment for each goal, and a write leaves those that it does not name', async () => {
      const store = await create();
      const first = { waveId: 'pilot', enrolledAt: noon, namedByWave: false };
      const second = { waveId: 'links', enrolledAt: minutesAfterNoon(1), namedByWave: true };
      await write(store, { enrolment: first, otherEnrolments: { knowTheLink: first, outlastPhones: first } });
      const version = (await store.readJourney(me)).version!;
      await write(store, { version, otherEnrolments: { knowTheLink: second } });
      const { enrolment, otherEnrolments } = await store.readJourney(me);
      expect({ enrolment, otherEnrolments }).toEqual({
        enrolment: first,
        otherEnrolments: { knowTheLink: second, outlastPhones: first },
      });
      const [head] = (await store.readHeads(undefined, 1)).journeys;
      expect(head?.otherEnrolments).toEqual(otherEnrolments);
    });

    it('tells mails of a new round from those of the round before, and keeps the round (issue 17)', async () => {
      const store = await create();
      const reopening = { at: noon, because: 'securityInfoLost', toldBy: 'pass-1', firstEpochs: { nudge: 1 } } as const;
      await write(store, { messages: [aMessage(1)] });
      await write(store, { version: (await store.readJourney(me)).version!, reopenings: [reopening] });
      const journey = await store.readJourney(me);
      expect(journey).toMatchObject({ messages: [], superseded: [{ step: 'nudge', epoch: 0 }] });
      expect(journey.reopenings).toEqual([reopening]);
      await store.writeFacts([someFacts(1)]);
      expect((await store.readHeads(undefined, 1)).journeys[0]?.reopenings).toEqual([reopening]);
    });

    it('keeps when somebody lost what they could reset with, until they can again (issue 17)', async () => {
      const store = await create();
      const { registration, ...facts } = someFacts(1);
      const lost = { ...registration!, isSsprCapable: false };
      const lostAt = async () => (await store.readJourney(me)).facts?.infoLostAt;
      await store.writeFacts([{ ...facts, registration: lost, infoLostAt: noon }]);
      await store.writeFacts([{ ...facts, registration: undefined }]);
      expect(await lostAt()).toEqual(noon);
      const capable = { ...lost, isSsprEnabled: true, isSsprRegistered: true, isSsprCapable: true };
      await store.writeFacts([{ ...facts, registration: capable }]);
      await store.writeFacts([{ ...facts, registration: lost }]);
      expect(await lostAt()).toBeUndefined();
    });

    it('is the same under any spelling of the id', async () => {
      const store = await create();
      const id = 'ABCDEF00-0000-4000-8000-00000000000A';
      const message = { ...aMessage(1), userId: id };
      await store.writeJourney({ userId: id, version: undefined, messages: [message] });
      await store.writeFacts([{ ...someFacts(1), userId: id }]);
      const journey = await store.readJourney(id.toLowerCase());
      expect(journey).toMatchObject({ userId: id.toLowerCase(), messages: [{ userId: id.toLowerCase() }] });
      expect(journey.facts).toBeDefined();
      expect(await store.readJourney(id)).toEqual(journey);
    });

    it('keeps what a write does not name', async () => {
      const store = await create();
      const version = await write(store, { messages: [aMessage(1)], evidence: [someEvidence(1)] });
      await write(store, { version, messages: [aMessage(1, 'reminder-1')], suppressedAddresses: ['old@contoso.com'] });
      const { messages, evidence } = await store.readJourney(me);
      expect(messages).toEqual([aMessage(1), aMessage(1, 'reminder-1')]);
      expect(evidence).toEqual([someEvidence(1)]);
    });

    it('replaces a message as a whole: what is unset now is gone', async () => {
      const store = await create();
      const version = await write(store, { messages: [aClaimedMessage(1)] });
      await write(store, { version, messages: [aMessage(1)] });
      expect((await store.readJourney(me)).messages).toEqual([aMessage(1)]);
    });

    it('counts an audit event once, and has events in the order of their time', async () => {
      const store = await create();
      const ids = ['Directory_1/2', 'Directory_1#2', 'Directory_1=2', 'Händelse?|~'];
      const evidence = ids.map((eventId, i) => someEvidence(1, eventId, -i));
      const version = await write(store, { evidence });
      await write(store, { version, evidence: evidence.slice(1, 3) });
      expect((await store.readJourney(me)).evidence).toEqual(evidence.toReversed());
    });

    it('takes more evidence at once than a transaction holds', async () => {
      const store = await create();
      const evidence = numbers(230).map((n) => someEvidence(1, `event-${n}`, n));
      await write(store, { evidence, messages: [aMessage(1)] });
      expect((await store.readJourney(me)).evidence).toEqual(evidence);
    });

    it('is read whole when it has more rows than a page', async () => {
      const store = await create();
      const evidence = numbers(1_100).map((n) => someEvidence(1, `event-${n}`, n));
      await write(store, { evidence });
      expect((await store.readJourney(me)).evidence).toEqual(evidence);
    });

    it('has a history of any length', async () => {
      const store = await create();
      const history = numbers(900).map((n) => ({
        state: 'due' as const,
        at: minutesAfterNoon(n),
        because: 'ännu \ud800 inte',
      }));
      await write(store, { messages: [aMessage(1, 'nudge', { history })] });
      expect((await store.readJourney(me)).messages[0]?.history).toEqual(history);
    });

    it('is not changed through what was handed in', async () => {
      const store = await create();
      const history = [{ state: 'planned' as const, at: noon }];
      await write(store, { messages: [aMessage(1, 'nudge', { history })] });
      history.push({ state: 'planned', at: noon });
      expect((await store.readJourney(me)).messages[0]?.history).toHaveLength(1);
    });
  });

  describe(`${name}: a write`, () => {
    it('answers the version that the next write needs', async () => {
      const store = await create();
      const versions = [await write(store, { messages: [aMessage(1)] })];
      for (const n of numbers(8)) {
        versions.push(await write(store, { version: versions[n]!, messages: [aMessage(1)] }));
        expect((await store.readJourney(me)).version).toBe(versions.at(-1));
      }
      expect(new Set(versions).size).toBe(9);
    });

    it.each<[string, (store: RecipientStore, version: string) => Promise<unknown>]>([
      ['another write', (store, version) => write(store, { version, excludedByOperator: true })],
      ['new facts', (store) => store.writeFacts([someFacts(1)])],
      ['a mark of absence', (store) => store.markAbsent([me], noon)],
      ['a mark of a mailbox', (store) => store.markMailboxes([{ userId: me, mailboxOf: userId(2) }])],
    ])('is refused after %s, and leaves nothing behind', async (_, change) => {
      const store = await create();
      const version = await write(store, { messages: [aMessage(1)] });
      await change(store, version);
      const before = await store.readJourney(me);
      const answer = await store.writeJourney({
        userId: me,
        version,
        messages: [aClaimedMessage(1)],
        bodies: [aBody(1)],
        evidence: [someEvidence(1)],
      });
      expect(answer).toEqual({ kind: 'conflict' });
      expect(await store.readJourney(me)).toEqual(before);
      expect(await store.readBody(me, aBody(1).messageId)).toBeUndefined();
    });

    it('is refused when there was to be nothing and there is something', async () => {
      const store = await create();
      await store.writeFacts([someFacts(1)]);
      expect(await store.writeJourney({ userId: me, version: undefined })).toEqual({ kind: 'conflict' });
    });

    it('is won by one of many that write at once', async () => {
      const store = await create();
      const version = await write(store, {});
      const answers = await Promise.all(
        numbers(8).map((n) =>
          store.writeJourney({ userId: me, version, messages: [aMessage(1, `reminder-${n + 1}`)] }),
        ),
      );
      expect(answers.filter(({ kind }) => kind === 'written')).toHaveLength(1);
      expect((await store.readJourney(me)).messages).toHaveLength(1);
    });

    it('takes the last of two that name the same message', async () => {
      const store = await create();
      await write(store, { messages: [aMessage(1), aClaimedMessage(1)] });
      expect((await store.readJourney(me)).messages).toEqual([aClaimedMessage(1)]);
    });

    it('keeps the messages of a step that was sent again, and tells the one that counts from the others', async () => {
      const store = await create();
      const first = aMessage(1, 'nudge', { state: 'bounced', acceptedAt: minutesAfterNoon(1) });
      const again = aMessage(1, 'nudge', { epoch: 1, messageId: '10000000-0000-5000-8000-000000000001' });
      const version = await write(store, { messages: [first] });
      expect((await store.readJourney(me)).superseded).toBeUndefined();
      const next = await write(store, { version, messages: [again] });
      expect(await store.readJourney(me)).toMatchObject({ messages: [again], superseded: [first] });
      const later = { ...first, state: 'delivered' as const };
      await write(store, { version: next, messages: [later] });
      expect(await store.readJourney(me)).toMatchObject({ messages: [again], superseded: [later] });
      const { journeys } = await store.readJourneys(undefined);
      expect(journeys).toMatchObject([{ messages: [again], superseded: [later] }]);
    });

    it('keeps the marks of somebody whose facts come later', async () => {
      const store = await create();
      await write(store, { excludedByOperator: true, suppressedAddresses: ['old@contoso.com'] });
      expect((await store.readJourney(me)).facts).toBeUndefined();
      await store.writeFacts([someFacts(1)]);
      const { facts } = await store.readJourney(me);
      expect(facts).toMatchObject({ excludedByOperator: true, suppressedAddresses: ['old@contoso.com'] });
    });

    it('keeps what a look at the person found, and all else as it was (truth 23)', async () => {
      const store = await create();
      await store.writeFacts([{ ...someFacts(1), unreadable: true }]);
      await store.markMailboxes([{ userId: me, mailboxOf: userId(2) }]);
      await write(store, { version: (await store.readJourney(me)).version, excludedByOperator: true });
      const before = await store.readJourney(me);
      const user = { ...before.facts!.user, mail: 'new@contoso.com' };
      const seen = { ...before.facts!, user, isInDirectory: false, memberOf: ['g'], mailboxOf: userId(3) };
      await write(store, { version: before.version, seen });
      const { facts, rowReadAt } = await store.readJourney(me);
      expect(facts).toEqual({ ...seen, mailboxOf: userId(2) });
      expect(rowReadAt).toEqual(before.rowReadAt);
      await store.writeFacts([{ ...someFacts(1), unreadable: true }]);
      expect((await store.readJourney(me)).facts).toEqual(before.facts);
    });

    it('takes marks away again', async () => {
      const store = await create();
      await store.writeFacts([someFacts(1)]);
      const { version } = await store.readJourney(me);
      const marked = await write(store, {
        version,
        excludedByOperator: true,
        suppressedAddresses: ['old@contoso.com'],
      });
      await write(store, { version: marked, excludedByOperator: false, suppressedAddresses: [] });
      const { facts } = await store.readJourney(me);
      expect(facts).toMatchObject({ excludedByOperator: false, suppressedAddresses: [] });
    });
  });

  describe(`${name}: a pinned body`, () => {
    it.each([
      ['an ordinary one', aBody(1)],
      ['one beyond 64 KiB', aBody(1, { html: incompressible(300_000) })],
      ['one with half a character', aBody(1, { displayName: 'x\ud800y', text: '\0' })],
    ])('comes back byte for byte: %s', async (_, body) => {
      const store = await create();
      await write(store, { messages: [aClaimedMessage(1)], bodies: [body] });
      expect(await store.readBody(me, body.messageId)).toEqual(body);
      expect(await store.readBody(me.toUpperCase(), body.messageId.toUpperCase())).toEqual(body);
    });

    it('outlives later writes of its message', async () => {
      const store = await create();
      const version = await write(store, { messages: [aClaimedMessage(1)], bodies: [aBody(1)] });
      await write(store, { version, messages: [aMessage(1, 'nudge', { state: 'due' })] });
      expect(await store.readBody(me, aBody(1).messageId)).toEqual(aBody(1));
    });

    it('is gone once it is released, however often', async () => {
      const store = await create();
      const { messageId } = aBody(1);
      const pinned = await write(store, { bodies: [aBody(1)] });
      const released = await write(store, { version: pinned, releaseBodyOf: [messageId] });
      expect(await store.readBody(me, messageId)).toBeUndefined();
      await write(store, { version: released, releaseBodyOf: [messageId, messageId], messages: [aMessage(1)] });
      expect((await store.readJourney(me)).messages).toEqual([aMessage(1)]);
    });

    it('is released beside one that was never pinned', async () => {
      const store = await create();
      const version = await write(store, { bodies: [aBody(1)] });
      await write(store, { version, releaseBodyOf: [aBody(2).messageId, aBody(1).messageId] });
      expect(await store.readBody(me, aBody(1).messageId)).toBeUndefined();
    });

    it('can be released as the first thing that is written of somebody', async () => {
      const store = await create();
      await write(store, { releaseBodyOf: [aBody(1).messageId] });
      expect((await store.readJourney(me)).version).toBeDefined();
    });
  });

  describe(`${name}: facts`, () => {
    it('leave enrolment, evidence and messages alone', async () => {
      const store = await create();
      const enrolment = { waveId: 'pilot', enrolledAt: noon, namedByWave: false };
      await write(store, { enrolment, messages: [aMessage(1)], evidence: [someEvidence(1)] });
      await store.writeFacts([someFacts(1)]);
      const journey = await store.readJourney(me);
      expect(journey).toMatchObject({ enrolment, messages: [aMessage(1)], evidence: [someEvidence(1)] });
      expect(journey.facts?.user).toEqual(someFacts(1).user);
    });

    it('unset what is no longer there', async () => {
      const store = await create();
      await store.writeFacts([someFacts(1)]);
      await store.writeFacts([bareFacts(1)]);
      const { facts } = await store.readJourney(me);
      expect(facts?.user).toStrictEqual(bareFacts(1).user);
      expect(facts?.registration).toBeUndefined();
      expect(facts?.memberOf).toEqual([]);
    });

    it('may be bigger than a property, and small again', async () => {
      const store = await create();
      const otherMails = numbers(250).map((n) => `${'x'.repeat(200)}${n}@example.com`);
      const big = { ...someFacts(1), user: { ...someFacts(1).user, otherMails } };
      await store.writeFacts([big]);
      expect((await store.readJourney(me)).facts?.user).toEqual(big.user);
      await store.writeFacts([someFacts(1)]);
      expect((await store.readJourney(me)).facts?.user).toEqual(someFacts(1).user);
    });

    it('of many people are written together, the last of two for one person holding', async () => {
      const store = await create();
      const rows = numbers(2_050).map((n) => someFacts(n));
      await store.writeFacts([...rows, someFacts(7, { isInDirectory: false })]);
      expect((await readAllHeads(store, 1_000)).flatMap(({ journeys }) => journeys)).toHaveLength(2_050);
      expect((await store.readJourney(userId(7))).facts?.isInDirectory).toBe(false);
    });

    it('of no one change nothing', async () => {
      const store = await create();
      await store.writeFacts([]);
      await store.markAbsent([], noon);
      expect(await store.readHeads(undefined, 10)).toEqual({ journeys: [], next: undefined });
    });

    it('of somebody absent stay, but for the directory', async () => {
      const store = await create();
      await store.writeFacts(numbers(130).map((n) => someFacts(n)));
      await store.markAbsent(
        numbers(120).map((n) => userId(n).toUpperCase()),
        noon,
      );
      const { facts } = await store.readJourney(me);
      expect(facts).toMatchObject({ isInDirectory: false, absentSince: noon, user: someFacts(1).user });
      expect((await store.readJourney(userId(125))).facts?.isInDirectory).toBe(true);
      await store.writeFacts([someFacts(1)]);
      expect((await store.readJourney(me)).facts?.absentSince).toBeUndefined();
    });

    it('keep the account that a mailbox belongs to until it is taken back', async () => {
      const store = await create();
      await store.writeFacts(numbers(120).map((n) => someFacts(n)));
      const version = await write(store, { version: (await store.readJourney(me)).version, excludedByOperator: true });
      expect(version).toBeDefined();
      await store.markMailboxes(numbers(120).map((n) => ({ userId: userId(n).toUpperCase(), mailboxOf: userId(500) })));
      await store.writeFacts([someFacts(1)]);
      expect((await store.readJourney(me)).facts).toMatchObject({ mailboxOf: userId(500), excludedByOperator: true });
      await store.markMailboxes([{ userId: me, mailboxOf: undefined }]);
      expect((await store.readJourney(me)).facts?.mailboxOf).toBeUndefined();
      expect((await store.readJourney(me)).facts?.excludedByOperator).toBe(true);
      expect((await store.readJourney(userId(2))).facts?.mailboxOf).toBe(userId(500));
    });

    it('keep what a mailbox is for beside whose it is, and what a look at the person was told of it', async () => {
      const store = await create();
      await store.writeFacts([someFacts(1)]);
      const unknown = { purpose: 'unknown', because: '403 c', readAt: noon } as const;
      await store.markMailboxes([{ userId: me.toUpperCase(), mailbox: unknown }]);
      await store.markMailboxes([{ userId: me, mailboxOf: userId(2) }]);
      await store.writeFacts([someFacts(1)]);
      const before = await store.readJourney(me);
      expect(before.facts).toMatchObject({ mailbox: unknown, mailboxOf: userId(2) });
      const mailbox = { purpose: 'room', readAt: minutesAfterNoon(5) } as const;
      await write(store, { version: before.version, seen: { ...before.facts!, mailbox } });
      await store.writeFacts([someFacts(1)]);
      const { facts } = await store.readJourney(me);
      expect(facts?.mailbox).toEqual(mailbox);
      expect(facts?.mailboxOf).toBe(userId(2));
    });

    it('tell that a row of theirs could not be read, until it can', async () => {
      const store = await create();
      await store.writeFacts([{ ...someFacts(1), unreadable: true }]);
      expect((await store.readJourney(me)).facts?.unreadable).toBe(true);
      await store.writeFacts([someFacts(1)]);
      expect((await store.readJourney(me)).facts?.unreadable).toBeUndefined();
    });

    it('stay unknown for somebody who is marked absent and was never there', async () => {
      const store = await create();
      await store.markAbsent([me], noon);
      expect((await store.readJourney(me)).facts).toBeUndefined();
    });
  });

  describe(`${name}: a journey that is forgotten (guard 12)`, () => {
    const ofNudge = { step: 'nudge', epoch: 0, messageId: aBody(1).messageId } as const;
    const ledger: Ledger = {
      forgottenAt: minutesAfterNoon(60),
      sent: [
        { ...ofNudge, state: 'delivered', acceptedAt: noon },
        { step: 'reminder-1', epoch: 0, messageId: userId(9), state: 'cancelled', dueAt: noon },
      ],
      registered: { at: minutesAfterNoon(5), by: 'admin' },
      writeback: { at: minutesAfterNoon(6), isOn: false },
      resets: { succeeded: 1, failed: 2, writebackOff: 1 },
      notices: [{ messageId: userId(7), planId: 'p', state: 'delivered', methods: ['email'], settledAt: noon }],
    };
    const nobody = { user: unreadableUser(me), isInDirectory: true, registration: undefined, memberOf: [] };

    /** Somebody with rows of every kind. */
    async function aWholeJourney(store: RecipientStore, events = 3): Promise<string | undefined> {
      await store.writeFacts([someFacts(1)]);
      const { version } = await store.readJourney(me);
      const evidence = numbers(events).map((n) => someEvidence(1, `event-${n}`));
      const messages = [aClaimedMessage(1), aMessage(1, 'nudge', { epoch: 1, messageId: userId(8) })];
      return write(store, {
        version,
        messages,
        evidence,
        bodies: [aBody(1)],
        suppressedAddresses: ['old@contoso.com'],
      });
    }

    it('has what the ledger says of it, and nothing else', async () => {
      const store = await create();
      const version = await aWholeJourney(store);
      const written = await write(store, { version, ledger, seen: nobody, suppressedAddresses: [] });
      const journey = await store.readJourney(me);
      expect(journey).toMatchObject({ version: written, ledger, facts: { ...nobody, suppressedAddresses: [] } });
      const history: never[] = [];
      expect(journey.messages).toMatchObject([
        { step: 'nudge', epoch: 0, state: 'delivered', acceptedAt: noon, address: undefined, history },
        { step: 'reminder-1', state: 'cancelled', acceptedAt: undefined, dueAt: noon, history },
      ]);
      expect(journey.superseded).toBeUndefined();
      expect(journey.entryNotices).toMatchObject([{ messageId: userId(7), state: 'delivered', address: undefined }]);
      expect(journey.evidence).toMatchObject([
        { kind: 'registered', at: minutesAfterNoon(5), by: 'admin' },
        { kind: 'resetFailed', at: minutesAfterNoon(6) },
      ]);
      expect(await store.readBody(me, aBody(1).messageId)).toBeUndefined();
      expect((await store.readJourneys(undefined)).journeys).toEqual([journey]);
      expect((await store.readHeads(undefined, 10)).journeys).toMatchObject([{ ledger, messages: [], evidence: [] }]);
    });

    it('is left alone where somebody has written since it was read', async () => {
      const store = await create();
      const version = await aWholeJourney(store);
      await write(store, { version, excludedByOperator: true });
      const before = await store.readJourney(me);
      expect(await store.writeJourney({ userId: me, version, ledger })).toEqual({ kind: 'conflict' });
      expect(await store.readJourney(me)).toEqual(before);
      expect(await store.readBody(me, aBody(1).messageId)).toBeDefined();
    });

    it('may have more rows than a transaction holds', async () => {
      const store = await create();
      const version = await aWholeJourney(store, 250);
      await write(store, { version, ledger });
      expect((await store.readJourney(me)).evidence).toHaveLength(2);
    });

    it('goes on: what comes later stands before what was kept, and facts leave it alone', async () => {
      const store = await create();
      const version = await write(store, { version: await aWholeJourney(store), ledger });
      const bounced = aMessage(1, 'nudge', { messageId: ofNudge.messageId, state: 'bounced' });
      await write(store, { version, messages: [bounced], evidence: [someEvidence(1, 'later', 7)] });
      await store.writeFacts([someFacts(1)]);
      const journey = await store.readJourney(me);
      expect(journey.messages).toMatchObject([bounced, { step: 'reminder-1', state: 'cancelled' }]);
      expect(journey.evidence.map(({ eventId }) => eventId)).toEqual(['ledger:registered', 'ledger:reset', 'later']);
      expect(journey.facts?.user).toEqual(someFacts(1).user);
    });
  });

  describe(`${name}: the list of people`, () => {
    it.each([1, 7, 64, 65, 1_000])('has everyone once, in the order of their ids, by %i', async (limit) => {
      const store = await create();
      await store.writeFacts(numbers(64).map((n) => someFacts(n)));
      await write(store, {
        version: (await store.readJourney(me)).version,
        messages: [aMessage(1)],
        bodies: [aBody(1)],
      });
      const pages = await readAllHeads(store, limit);
      expect(pages.every(({ journeys }) => journeys.length <= limit)).toBe(true);
      const ids = pages.flatMap(({ journeys }) => journeys.map((journey) => journey.userId));
      expect(ids).toEqual(numbers(64).map(userId).toSorted());
    });

    it('brings heads only, whole but for messages and evidence', async () => {
      const store = await create();
      await write(store, { messages: [aMessage(1)], evidence: [someEvidence(1)], excludedByOperator: true });
      await store.writeFacts([someFacts(1)]);
      const whole = await store.readJourney(me);
      const { journeys } = await store.readHeads(undefined, 10);
      expect(journeys).toEqual([{ ...whole, messages: [], evidence: [] }]);
    });

    it('goes on where it was, whoever has come in between', async () => {
      const store = await create();
      await store.writeFacts([2, 18, 34].map((n) => someFacts(n)));
      const { next } = await store.readHeads(undefined, 2);
      await store.writeFacts([1, 3].map((n) => someFacts(n)));
      const { journeys } = await store.readHeads(next, 10);
      expect(journeys.map((journey) => journey.userId)).toEqual([userId(34), userId(3)]);
    });

    it('is empty where there is nobody', async () => {
      const store = await create();
      expect(await store.readHeads(undefined, 10)).toEqual({ journeys: [], next: undefined });
      expect(await store.readJourneys(undefined)).toEqual({ journeys: [], next: undefined });
    });
  });

  describe(`${name}: the mark (engine 10)`, () => {
    it('is what was written last, and nobody', async () => {
      const store = await create();
      expect(await store.readMark()).toBeUndefined();
      for (const mark of ['one', 'two']) await store.writeMark(mark);
      expect(await store.readMark()).toBe('two');
      expect((await store.readHeads(undefined, 10)).journeys).toEqual([]);
      expect((await store.readJourneys(undefined)).journeys).toEqual([]);
    });
  });

  describe(`${name}: the list of journeys`, () => {
    it('has everyone once and whole, also those with more rows than a page', async () => {
      const store = await create();
      await store.writeFacts(numbers(40).map((n) => someFacts(n)));
      // The second and the third of one partition, so that a page ends in the midst of each.
      for (const n of [17, 33]) {
        const { version } = await store.readJourney(userId(n));
        const evidence = numbers(1_250).map((event) => someEvidence(n, `event-${event}`, event));
        await store.writeJourney({ userId: userId(n), version, evidence, messages: [aMessage(n)] });
      }
      const journeys = (await readAll((next) => store.readJourneys(next))).flatMap((page) => page.journeys);
      expect(journeys.map((journey) => journey.userId)).toEqual(numbers(40).map(userId).toSorted());
      expect(journeys.filter(({ evidence }) => evidence.length === 1_250)).toHaveLength(2);
      expect(journeys.find((journey) => journey.userId === me)).toEqual(await store.readJourney(me));
    });
  });
}

async function write(store: RecipientStore, change: Partial<JourneyWrite>): Promise<string> {
  const answer = await store.writeJourney({ userId: me, version: undefined, ...change });
  if (answer.kind !== 'written') throw new Error('The write was refused');
  return answer.version;
}

const readAllHeads = (store: RecipientStore, limit: number) => readAll((next) => store.readHeads(next, limit));

async function readAll(read: (next: string | undefined) => Promise<JourneyPage>): Promise<readonly JourneyPage[]> {
  const pages = [await read(undefined)];
  for (let next = pages[0]!.next; next !== undefined; next = pages.at(-1)!.next) pages.push(await read(next));
  return pages;
}

/** Text that deflates to about three quarters at best. */
function incompressible(length: number): string {
  let state = 12_345;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return String.fromCharCode(33 + ((state >>> 16) % 90));
  }).join('');
}
