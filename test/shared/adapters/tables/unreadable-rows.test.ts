import { describe, expect, it } from 'vitest';
import { encodeKey, decodeKey } from '../../../../shared/adapters/tables/keys.ts';
import { tableNames, type TableKey } from '../../../../shared/adapters/tables/table-names.ts';
import { createTableStores, type TableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { decideNextStep } from '../../../../shared/campaign/next-step.ts';
import { nothingCounted } from '../../../../shared/campaign/stored-figures.ts';
import { UnreadableStoredRow } from '../../../../shared/faults/unreadable-row.ts';
import type { AuditEntry } from '../../../../shared/ports/audit-trail.ts';
import { packFingerprints } from '../../../../shared/registration/pass/packed-rows.ts';
import { allJourneys } from '../../../../shared/use-cases/all-recipients.ts';
import { now } from '../../../builders/instants.ts';
import { anEnrolment } from '../../../builders/journeys.ts';
import { someRules } from '../../../builders/policies.ts';
import {
  aBody,
  aMessage,
  aWave,
  minutesAfterNoon,
  noon,
  numbers,
  someEvidence,
  someFacts,
  userId,
} from '../../../contracts/samples.ts';
import { freshTables } from './azurite-tables.ts';

const id = userId(1);
const key = (more = '') => ({ partitionKey: id[0]!, rowKey: `${id}${more}` });

async function aPerson() {
  const tables = await freshTables();
  const stores = createTableStores(tables);
  await stores.recipients.writeFacts([someFacts(1), someFacts(2)]);
  const { version } = await stores.recipients.readJourney(id);
  const more = {
    enrolment: anEnrolment(),
    messages: [aMessage(1)],
    evidence: [someEvidence(1, 'e')],
  };
  await stores.recipients.writeJourney({ userId: id, version, ...more });
  return { tables, stores };
}

describe('a row of a person that cannot be read (engine 12)', () => {
  it.each<[string, string, object, string]>([
    ['facts that are not JSON', '', { facts: '{"user":' }, 'not JSON'],
    ['facts without a user', '', { facts: '{}' }, 'undefined'],
    ['a time that is none', '', { enrolledAt: 'soon' }, 'no instant'],
    ['a message without its state', '|m|nudge', { state: 7 }, 'state'],
    ['a history that is no list', '|m|nudge', { history: '7' }, 'map'],
    ['evidence that is not JSON', '|e|e', { evidence: 'Anna' }, 'not JSON'],
  ])('is set aside and named: %s', async (_, more, change, because) => {
    const { tables, stores } = await aPerson();
    const good = await tables.recipients.getEntity(key(more).partitionKey, key(more).rowKey);
    await tables.recipients.updateEntity({ ...key(more), ...change }, 'Merge');

    const journey = await stores.recipients.readJourney(id);
    const expected = { table: 'Recipients', ...key(more), because: expect.stringContaining(because) };
    expect(journey.unreadableRows).toEqual([expected]);
    expect(decideNextStep(journey, someRules().cadence, now)).toEqual({ kind: 'wait', because: 'rowUnreadable' });
    const found: string[] = [];
    for await (const { userId: one } of allJourneys(stores.recipients)) found.push(one);
    expect(found).toEqual([id, userId(2)]);
    expect((await stores.recipients.readHeads(undefined, 10)).journeys).toHaveLength(2);
    expect(await stores.unreadableRows.list(10)).toEqual([expected]);
    expect(await stores.unreadableRows.lookAgain()).toEqual([expected]);

    await tables.recipients.upsertEntity({ ...good, ...key(more) }, 'Replace');
    expect(await stores.unreadableRows.lookAgain()).toEqual([]);
    expect(await stores.unreadableRows.list(10)).toEqual([]);
    expect((await stores.recipients.readJourney(id)).unreadableRows).toBeUndefined();
  });
});

describe('a row of a wave that cannot be read (engine 12)', () => {
  it('is a paused wave, and is forgotten when it is deleted', async () => {
    const { tables, stores } = await aPerson();
    await stores.waves.create(aWave({ waveId: 'åland' }));
    const rowKey = encodeKey('åland');
    await tables.waves.updateEntity({ partitionKey: 'wave', rowKey, document: '{}' }, 'Merge');
    expect(await stores.waves.list()).toMatchObject([{ waveId: 'åland', state: 'paused', isUnreadable: true }]);
    expect(await stores.waves.read('åland')).toMatchObject({ state: 'paused', isUnreadable: true });
    expect(await stores.unreadableRows.list(10)).toMatchObject([{ table: 'Waves', rowKey }]);
    await tables.waves.deleteEntity('wave', rowKey);
    expect(await stores.unreadableRows.lookAgain()).toEqual([]);
  });

  it.each(['åland', 'a=b', '第一波', 'plan 0f'])('has its id in its key: %s', (text) => {
    expect(decodeKey(encodeKey(text))).toBe(text);
  });
});

const notJson = { document: '{"', body: '{"' };
const messageId = aMessage(1).messageId;

async function pagesOf({ passes }: TableStores, skipped?: () => void): Promise<number> {
  let pages = 0;
  for await (const page of passes.readRows('pass-1', 'users', skipped)) pages += Math.sign(page.length);
  return pages;
}

interface OtherRow {
  readonly what: string;
  readonly table: TableKey;
  readonly write: (stores: TableStores) => Promise<unknown>;
  readonly change: object;
  /** What is read while the row is damaged. */
  readonly read: (stores: TableStores) => Promise<unknown>;
  readonly answer: unknown;
}

const entry = { userId: id, step: 'nudge', dueAt: noon } as const;
const words = { subject: 'a', html: 'b', text: 'c' };
const change = (n: number): AuditEntry => ({
  entryId: userId(n),
  at: minutesAfterNoon(n),
  by: userId(9),
  action: 'pauseCampaign',
  target: undefined,
  outcome: 'done',
  details: {},
});

const otherRows: readonly OtherRow[] = [
  {
    what: 'a pinned body is no body, and no other words',
    table: 'recipients',
    write: async ({ recipients }) => {
      const body = aBody(1);
      await recipients.writeJourney({ userId: id, version: undefined, messages: [aMessage(1)], bodies: [body] });
    },
    change: notJson,
    read: ({ recipients }) => recipients.readBody(id, aBody(1).messageId),
    answer: 'unreadable',
  },
  {
    what: 'the mark of a pass is none',
    table: 'recipients',
    write: ({ recipients }) => recipients.writeMark('pass-1'),
    change: { mark: 7 },
    read: ({ recipients }) => recipients.readMark(),
    answer: undefined,
  },
  {
    what: 'an entry of the index is another’s, and there',
    table: 'messageIndex',
    write: ({ messageIndex }) => messageIndex.enter({ ...entry, messageId }, { indexedAs: 'a', plannedAt: noon }),
    change: { step: 'nudge?' },
    read: async ({ messageIndex }) => [
      await messageIndex.has(messageId),
      await messageIndex.enter({ ...entry, messageId }, { indexedAs: 'a', plannedAt: noon }),
      await messageIndex.find(messageId).catch((error: unknown) => (error as UnreadableStoredRow).row.rowKey),
    ],
    answer: [true, 'anothers', messageId],
  },
  {
    what: 'a page of a pass throws, or is skipped',
    table: 'passRows',
    write: ({ passes }) => passes.saveRows('pass-1', 'users', 1, packFingerprints([id], [5])),
    change: { rows0: Buffer.from([1, 2]) },
    read: async (stores) => {
      await stores.passes.saveRows('pass-1', 'users', 2, packFingerprints([id], [5]));
      let skips = 0;
      const thrown: unknown = await pagesOf(stores).catch((error: unknown) => error);
      return [await pagesOf(stores, () => skips++), skips, thrown instanceof UnreadableStoredRow];
    },
    answer: [1, 1, true],
  },
  {
    what: 'a notice was sent to nobody knows whom',
    table: 'waves',
    write: ({ notices }) => notices.write({ noticeId: 'pilot', words, mails: [] }, undefined),
    change: notJson,
    read: ({ notices }) => notices.read('pilot'),
    answer: 'unreadable',
  },
  {
    what: 'people of a wave are not all',
    table: 'waves',
    write: ({ waves }) => waves.saveMembers('pilot', [userId(1)]),
    change: { ids0: Buffer.from([1, 2]), count: 'one' },
    read: ({ waves }) => waves.readMembers('pilot'),
    answer: { userIds: [], isWhole: false },
  },
  {
    what: 'a row of the audit trail is shown as such among the others',
    table: 'control',
    write: ({ auditTrail }) => auditTrail.write(change(1)),
    change: notJson,
    read: async ({ auditTrail }) => {
      for (const n of [0, 2]) await auditTrail.write(change(n));
      const [first, second] = [await auditTrail.list(2, undefined), await auditTrail.list(2, undefined)];
      const rest = await auditTrail.list(2, first.next);
      return [second.entries, second.unreadable.length, rest.entries];
    },
    answer: [[change(2)], 1, [change(0)]],
  },
  {
    what: 'figures are counted anew over the row',
    table: 'control',
    write: async ({ figures }) => figures.write(nothingCounted, undefined),
    change: { document: '{"current":{}}' },
    read: async ({ figures }) => {
      const read = await figures.read();
      return [read.figures, typeof read.version];
    },
    answer: [nothingCounted, 'string'],
  },
];

describe('a row of another kind that cannot be read (engine 12)', () => {
  it.each(otherRows)('is named, and forgotten when it is gone: $what', async (row) => {
    const tables = await freshTables();
    const stores = createTableStores(tables);
    await row.write(stores);
    const damaged = [];
    for await (const { partitionKey, rowKey } of tables[row.table].listEntities()) {
      if (row.what.startsWith('a pinned body') && !rowKey!.startsWith('!b')) continue;
      await tables[row.table].updateEntity({ partitionKey: partitionKey!, rowKey: rowKey!, ...row.change }, 'Merge');
      damaged.push({ partitionKey: partitionKey!, rowKey: rowKey! });
    }
    expect(await row.read(stores)).toEqual(row.answer);
    const named = await stores.unreadableRows.list(10);
    expect(named).toContainEqual(expect.objectContaining({ table: tableNames[row.table], ...damaged[0] }));
    expect(await stores.unreadableRows.lookAgain()).toEqual(named);
    for (const { partitionKey, rowKey } of damaged) await tables[row.table].deleteEntity(partitionKey, rowKey);
    expect(await stores.unreadableRows.lookAgain()).toEqual([]);
  });

  it('takes nobody’s place on the agenda', async () => {
    const tables = await freshTables('agenda', 'control');
    const { agenda, unreadableRows } = createTableStores(tables);
    await agenda.put([{ ...entry, dueAt: minutesAfterNoon(5) }]);
    const rowKeys = ['nobody|nudge', `${id}|letter`].map((rest) => `due|${noon.toISOString()}|${rest}`);
    for (const rowKey of rowKeys) await tables.agenda.createEntity({ partitionKey: 'agenda', rowKey });
    expect(await agenda.readDue(minutesAfterNoon(5), 1)).toEqual([{ ...entry, dueAt: minutesAfterNoon(5) }]);
    expect((await unreadableRows.lookAgain()).map(({ rowKey }) => rowKey)).toEqual(rowKeys.toSorted());
    for (const rowKey of rowKeys) await tables.agenda.deleteEntity('agenda', rowKey);
    expect(await unreadableRows.lookAgain()).toEqual([]);
  });

  it('of the people of a wave leaves those of the other rows', async () => {
    const tables = await freshTables('waves', 'control');
    const { waves } = createTableStores(tables);
    const members = numbers(16_385).map(userId);
    await waves.saveMembers('pilot', members);
    for await (const { partitionKey, rowKey } of tables.waves.listEntities())
      if (rowKey!.endsWith('|000000'))
        await tables.waves.updateEntity({ partitionKey: partitionKey!, rowKey: rowKey!, ids0: 'x' }, 'Merge');
    expect(await waves.readMembers('pilot')).toEqual({ userIds: members.slice(16_384), isWhole: false });
  });
});

describe('rows of the people of a wave that are gone (engine 12)', () => {
  const members = numbers(16_385).map(userId);
  const isHead = (rowKey: string) => rowKey === '!current';

  it.each([
    [
      'one of them',
      (rowKey: string) => rowKey.endsWith('|000000'),
      members.slice(16_384),
      /16385 people, and 1 are left/,
    ],
    ['all but the one that counts', (rowKey: string) => !isHead(rowKey), [], /16385 people, and 0 are left/],
    ['the one that counts', isHead, [], /gone/],
    ['all', () => true, [], /gone/],
  ])('are said until the wave needs them no more: %s', async (_, isGone, left, because) => {
    const tables = await freshTables('waves', 'control');
    const { waves, unreadableRows } = createTableStores(tables);
    await waves.create(aWave({ state: 'enrolling' }));
    await waves.saveMembers('pilot', members);
    for await (const { partitionKey, rowKey } of tables.waves.listEntities())
      if (partitionKey!.startsWith('members') && isGone(rowKey!))
        await tables.waves.deleteEntity(partitionKey!, rowKey!);
    expect(await waves.readMembers('pilot')).toEqual({ userIds: left, isWhole: false });
    const named = { table: tableNames.waves, partitionKey: 'members|pilot', rowKey: '!current' };
    expect(await unreadableRows.lookAgain()).toEqual([{ ...named, because: expect.stringMatching(because) as string }]);
    const { version, ...wave } = (await waves.read('pilot'))!;
    await waves.update({ ...wave, state: 'cancelled' }, version);
    expect(await unreadableRows.lookAgain()).toEqual([]);
  });

  it('are said no more once they are saved anew', async () => {
    const tables = await freshTables('waves', 'control');
    const { waves, unreadableRows } = createTableStores(tables);
    await waves.create(aWave({ state: 'enrolling' }));
    await waves.readMembers('pilot');
    expect(await unreadableRows.list(10)).toHaveLength(1);
    await waves.saveMembers('pilot', members);
    expect(await unreadableRows.lookAgain()).toEqual([]);
    expect(await waves.readMembers('pilot')).toEqual({ userIds: members, isWhole: true });
  });
});
