import { describe, expect, it } from 'vitest';
import { beginCount, CountedPart, endCount } from '../../../shared/campaign/stored-figures.ts';
import type { SendAnswer } from '../../../shared/delivery/send-answer.ts';
import type { EvidenceKind } from '../../../shared/registration/evidence.ts';
import { allJourneys } from '../../../shared/use-cases/all-recipients.ts';
import { rulesOf } from '../../../shared/use-cases/campaign-rules.ts';
import { DoneToday } from '../../../shared/use-cases/done-today.ts';
import { tellOwners } from '../../../shared/use-cases/tell-owners.ts';
import { aDocument, someOrigin, type DocumentChange } from '../../builders/documents.ts';
import { at, now } from '../../builders/instants.ts';
import { evidence } from '../../builders/journeys.ts';
import { aUser, capableRegistration, personId } from '../../builders/people.ts';
import { deploymentId, knownAtStart } from '../../builders/policies.ts';
import { aFactsRow } from '../../builders/storage.ts';
import { aPass } from '../../contracts/samples.ts';
import { fakePorts } from '../../fakes/ports.ts';

const [hybrid, campaign, evil] = ['hybrid@contoso.com', 'sspr@contoso.com', 'evil@elsewhere.example'] as const;
const writebackOff = "User's password is managed on-premises";
const working = { owners: { hybridAdmin: hybrid } };

/** Three people who can reset; their resets fail for writeback, unless another reason is given. */
async function aTenant(change: DocumentChange = working) {
  const ports = fakePorts(now);
  const names = ['Sam Berg', 'Noor Haddad', 'Kim Larsen'];
  const rows = names.map((displayName, n) => {
    const user = aUser({ id: personId(n + 1), displayName });
    return aFactsRow(n + 1, { user, registration: capableRegistration });
  });
  await ports.recipients.writeFacts(rows);
  await ports.passes.write(aPass({ state: 'complete', signInDomains: ['contoso.com'] }), undefined);
  let events = 0;
  const document = aDocument(change);
  const rules = rulesOf(document, deploymentId, ports.holidays, knownAtStart);
  /** What the figures are kept to be: those of a count by reading everybody. */
  const count = async () => {
    const begun = beginCount(rules.cadence, ports.clock.now(), '');
    const part = new CountedPart(begun);
    for await (const journey of allJourneys(ports.recipients)) part.add({ journey, order: undefined });
    const { version } = await ports.figures.read();
    await ports.figures.write(endCount(part.addedTo(begun, undefined, 'part'), ports.clock.now()), version);
  };
  const happens = async (n: number, kind: EvidenceKind, reason = writebackOff) => {
    const { version, userId } = await ports.recipients.readJourney(personId(n));
    const one = evidence(kind, { userId, eventId: `${++events}`, at: ports.clock.now(), reason });
    await ports.recipients.writeJourney({ userId, version, evidence: [one] });
    await count();
  };
  const context = { document, rules, origin: someOrigin, noticeAddresses: [], siteHost: 'sspr.contoso.com' };
  const tell = (stop: { readonly dryRun?: boolean; readonly paused?: boolean } = {}, world: object = {}) =>
    tellOwners({ ...context, dryRun: false, paused: false, ...stop }, ports.clock.now(), { ...ports, ...world });
  const day = async () => {
    ports.clock.advance({ days: 1 });
    await tell();
  };
  const texts = () => ports.mailer.taken.map(({ text }) => text.replaceAll(/\s+/gu, ' '));
  const sentTo = () => ports.mailer.requests.map(({ to }) => to.address);
  await count();
  return { ports, happens, tell, day, texts, sentTo, count };
}

describe('an owner with a mailbox (everyone 2)', () => {
  it('is told once of a reset that failed, and once that it got through, and nothing in between', async () => {
    const { happens, tell, day, texts } = await aTenant();
    await tell();
    await happens(1, 'resetFailed');
    await day();
    await tell();
    await day();
    await happens(1, 'resetSucceeded');
    await day();
    await day();
    expect(texts()).toHaveLength(2);
    expect(texts()[0]).toContain('1 person tried to reset');
    expect(texts()[0]).toContain('password writeback is off');
    expect(texts()[0]).toContain('sspr.contoso.com/api/dashboard/trouble?owner=hybridAdmin');
    expect(texts()[1]).toContain('Nobody is left');
    expect(texts()[1]).toContain('1 person left');
  });

  it('is told of those who are new and of those who left, in numbers and without names', async () => {
    const { happens, day, texts } = await aTenant();
    await happens(1, 'resetFailed');
    await happens(2, 'resetFailed');
    await day();
    await happens(1, 'resetSucceeded');
    await happens(3, 'resetFailed');
    await day();
    expect(texts()[1]).toContain('1 person came onto the list, and 1 person left');
    expect(texts()[1]).toContain('2 people, 1 of them new');
    for (const text of texts()) expect(text).not.toMatch(/Sam|Berg|Noor|Kim|0000000/u);
  });

  it('is told the names of those who are new where the document wants names', async () => {
    const { happens, day, texts } = await aTenant({ ...working, digests: { names: true } });
    await happens(1, 'resetFailed');
    await day();
    await happens(2, 'resetFailed');
    await day();
    expect(texts()[0]).toContain('Sam Berg');
    expect(texts()[1]).toContain('Noor Haddad');
    expect(texts()[1]).not.toContain('Sam');
  });

  it('gets one a day at the most, whatever comes after it', async () => {
    const { ports, happens, tell, day, texts } = await aTenant();
    await happens(1, 'resetFailed');
    await tell();
    await happens(2, 'resetFailed');
    ports.clock.advance({ hours: 2 });
    await tell({}, { ownersTold: new DoneToday() });
    expect(texts()).toHaveLength(1);
    await day();
    expect(texts()).toHaveLength(2);
  });

  it.each([
    ['a Saturday', '2026-12-05T10:00:00Z'],
    ['the night', '2026-12-02T02:00:00Z'],
  ])('gets none on %s', async (_, time) => {
    const { ports, happens, tell, sentTo } = await aTenant();
    await happens(1, 'resetFailed');
    ports.clock.set(at(time));
    await tell();
    expect(sentTo()).toEqual([]);
  });

  it.each<[string, DocumentChange, readonly string[]]>([
    ['without a mailbox: whoever runs the campaign', { owners: { campaign } }, [campaign]],
    ['and each of their own', { owners: { campaign, hybridAdmin: hybrid } }, [hybrid]],
    ['without a mailbox, and nobody else: nobody', { owners: { helpDesk: hybrid } }, []],
    ['who wants none', { ...working, digests: { trouble: false } }, []],
    ['elsewhere than people sign in', { owners: { hybridAdmin: evil } }, []],
    ['of a document without owners', {}, []],
  ])('%s is told', async (_, change, told) => {
    const { happens, tell, sentTo } = await aTenant(change);
    await happens(1, 'resetFailed');
    await tell();
    expect(sentTo()).toEqual(told);
  });

  it('elsewhere is named in the log by the path and not by the address', async () => {
    const { ports, happens, tell } = await aTenant({ owners: { hybridAdmin: evil } });
    await happens(1, 'resetFailed');
    await tell();
    expect(ports.journal.factsOf('noticeNotAllowed')).toMatchObject([
      { path: 'owners.hybridAdmin', because: 'otherDomain' },
    ]);
    expect(JSON.stringify(ports.journal)).not.toContain(evil);
  });

  it.each([{ paused: true }, { dryRun: true }])(
    'gets nothing while %s, and is told of all of it later',
    async (stop) => {
      const { ports, happens, tell, sentTo } = await aTenant();
      await happens(1, 'resetFailed');
      await tell(stop);
      expect(sentTo()).toEqual([]);
      expect(ports.ownerLetters.requests).toBe(0);
      await tell();
      expect(sentTo()).toEqual([hybrid]);
    },
  );

  it('costs two requests a day where nothing has changed', async () => {
    const { ports, tell } = await aTenant();
    const before = ports.figures.requests;
    for (let quarter = 0; quarter < 20; quarter++) {
      await tell();
      ports.clock.advance({ minutes: 15 });
    }
    expect(ports.figures.requests - before + ports.ownerLetters.requests).toBe(2);
  });

  it('is told in numbers alone where those in trouble are too many to be listed', async () => {
    const { ports, tell, day, texts } = await aTenant();
    const many = async (people: number) => {
      const { figures, version } = await ports.figures.read();
      const current = {
        ...figures.current!,
        figures: { ...figures.current!.figures, troubleBy: { notRegistered: 0, writebackNotEnabled: people } },
      };
      await ports.figures.write({ ...figures, current }, version);
    };
    await many(400);
    await tell();
    await day();
    await many(390);
    await day();
    expect(texts()).toHaveLength(2);
    expect(texts()[1]).toContain('there were 400, and now there are 390');
  });
});

describe('a digest is sent as every notice is', () => {
  it.each<[string, SendAnswer, boolean, number]>([
    ['throttled: again under the same id', { kind: 'throttled', retryAfterSeconds: 600 }, false, 2],
    ['no answer, and taken: never again', { kind: 'ambiguous', because: 'ETIMEDOUT' }, true, 1],
    ['no answer, and not taken: not again today', { kind: 'ambiguous', because: 'ETIMEDOUT' }, false, 1],
    ['refused: not again today', { kind: 'refused', because: '413 TooLarge' }, false, 1],
  ])('%s', async (_, answer, butTaken, requests) => {
    const { ports, happens, tell } = await aTenant();
    await happens(1, 'resetFailed');
    ports.mailer.answerNext(answer, { butTaken });
    for (let quarter = 0; quarter < 12; quarter++) {
      await tell();
      ports.clock.advance({ minutes: 15 });
    }
    expect(ports.mailer.requests).toHaveLength(requests);
    expect(new Set(ports.mailer.requests.map(({ messageId }) => messageId)).size).toBe(1);
    expect(new Set(ports.mailer.requests.map(({ html }) => html)).size).toBe(1);
  });

  it('what was not taken is part of the next day’s digest, and what was is not', async () => {
    const { ports, happens, tell, day, texts } = await aTenant();
    await happens(1, 'resetFailed');
    ports.mailer.answerNext({ kind: 'refused', because: '413 TooLarge' });
    await tell();
    expect(texts()).toEqual([]);
    await day();
    await day();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('1 person tried to reset');
  });

  it('and nothing of it is kept once another day has come', async () => {
    const { ports, happens, tell, day } = await aTenant({ ...working, digests: { names: true } });
    await happens(1, 'resetFailed');
    await tell();
    const noticeId = 'trouble|hybridAdmin|2026-12-01';
    expect(await ports.notices.read(noticeId)).toBeDefined();
    await day();
    expect(await ports.notices.read(noticeId)).toBeUndefined();
  });

  it('by one of two processes that look at the same moment', async () => {
    const { ports, happens, tell, texts } = await aTenant();
    await happens(1, 'resetFailed');
    await Promise.all([tell({}, { ownersTold: new DoneToday() }), tell({}, { ownersTold: new DoneToday() })]);
    ports.clock.advance({ minutes: 30 });
    await tell();
    expect(texts()).toHaveLength(1);
  });

  it('with the quota of all mails', async () => {
    const capacity = { mailsPerHour: 1, mailsPerMinute: 1 };
    const { ports, happens, tell, sentTo } = await aTenant({
      owners: { hybridAdmin: hybrid, helpDesk: campaign },
      capacity,
    });
    await happens(1, 'resetFailed');
    await happens(2, 'resetFailed', 'User abandoned during the mobile SMS verification option');
    await happens(3, 'resetBlocked', '');
    await tell();
    expect(sentTo()).toHaveLength(1);
    ports.clock.advance({ hours: 1, minutes: 5 });
    await tell();
    expect(new Set(sentTo()).size).toBe(2);
  });
});

describe('a process that dies while it tells an owner', () => {
  /** The nth write, and all after it, are never made: of what was told, of the notice, and the mail itself. */
  function mortal(ports: ReturnType<typeof fakePorts>, actsLeft: number) {
    let left = actsLeft;
    const orDie = () => {
      if (left-- <= 0) throw new Error('The process died');
    };
    const { ownerLetters, notices, mailer } = ports;
    return {
      ownersTold: new DoneToday(),
      ownerLetters: {
        read: () => ownerLetters.read(),
        write: async (...args: Parameters<typeof ownerLetters.write>) => (orDie(), ownerLetters.write(...args)),
      },
      notices: {
        read: (id: string) => notices.read(id),
        write: async (...args: Parameters<typeof notices.write>) => (orDie(), notices.write(...args)),
        forget: async (id: string) => (orDie(), notices.forget(id)),
      },
      mailer: {
        ask: (id: string) => mailer.ask(id),
        send: async (...args: Parameters<typeof mailer.send>) => (orDie(), mailer.send(...args)),
      },
      isOver: () => left > 0,
    };
  }

  it('at each write and before the mail: nobody is told twice, and nobody is forgotten', async () => {
    for (let acts = 0; ; acts++) {
      const { ports, happens, tell, day, texts } = await aTenant();
      await happens(1, 'resetFailed');
      const dying = mortal(ports, acts);
      await tell({}, dying).catch(() => undefined);
      for (let quarter = 0; quarter < 4; quarter++) {
        await tell();
        ports.clock.advance({ minutes: 15 });
      }
      await day();
      await day();
      expect([acts, texts().length]).toEqual([acts, 1]);
      expect(ports.mailer.requests).toHaveLength(1);
      await happens(1, 'resetSucceeded');
      await day();
      expect(texts()[1]).toContain('1 person left');
      if (dying.isOver()) break;
    }
  });
});
