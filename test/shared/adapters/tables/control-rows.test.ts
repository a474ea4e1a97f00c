import { describe, expect, it } from 'vitest';
import type { Tables } from '../../../../shared/adapters/tables/connect-tables.ts';
import { createTableStores } from '../../../../shared/adapters/tables/table-stores.ts';
import { minutesAfterNoon, noon, userId } from '../../../contracts/samples.ts';
import { freshTables } from './azurite-tables.ts';
import { readOneOfEach, writeOneOfEach } from './one-of-each.ts';

interface ReadRows {
  readonly gate: object;
  readonly tenant: object;
  readonly watermark?: string;
  readonly cursor: object;
  readonly lastPass?: object;
}

async function broken(partitionKey: string, rowKey: string, change: object): Promise<Tables> {
  const tables = await freshTables();
  await writeOneOfEach(tables);
  await tables.control.updateEntity({ partitionKey, rowKey, ...change }, 'Merge');
  return tables;
}

const notJson = { document: '{"' };

describe('a row of Control that cannot be read (engine 12)', () => {
  it.each<[string, string, object, Partial<ReadRows>]>([
    ['gate', 'current', notJson, { gate: { gate: { releases: [] } } }],
    [
      'gate',
      'current',
      { document: '{"releases":[{"minute":"soon","count":1}]}' },
      { gate: { gate: { releases: [] } } },
    ],
    ['tenant', 'facts', notJson, { tenant: { facts: {} } }],
    ['watermarks', 'Authentication=20Methods', { readUntil: 'soon' }, {}],
    ['check', 'cursor', { position: 'nobody' }, { cursor: {} }],
    ['passes', 'lastComplete', notJson, { lastPass: expect.objectContaining({ passId: 'pass-1' }) as object }],
    ['passes', 'current', notJson, { lastPass: expect.objectContaining({ passId: 'pass-1' }) as object }],
    ['deliveries', `${noon.toISOString()}|1`, notJson, {}],
    ['gate', 'current', { schemaVersion: 99 }, { gate: { gate: { releases: [] } } }],
  ])(
    'is begun anew and named, and keeps nothing else from being read: %s %s %j',
    async (partition, row, change, read) => {
      const tables = await broken(partition, row, change);
      expect(await readOneOfEach(tables)).toMatchObject(read);
      const { unreadableRows } = createTableStores(tables);
      const named = [expect.objectContaining({ table: 'Control', partitionKey: partition, rowKey: row }) as object];
      expect(await unreadableRows.list(10)).toEqual(named);
      expect(await unreadableRows.lookAgain()).toEqual(named);
      await tables.control.deleteEntity(partition, row);
      expect(await unreadableRows.lookAgain()).toEqual([]);
    },
  );

  it('is mended by the next write', async () => {
    const tables = await broken('gate', 'current', notJson);
    const { gates, unreadableRows, budget, deliveryTally } = createTableStores(tables);
    const { gate, version } = await gates.read();
    expect(await gates.write(gate, version)).toBe(true);
    expect(await unreadableRows.lookAgain()).toEqual([]);
    await budget.take('2026-12-01', 5, 10);
    await tables.control.updateEntity({ partitionKey: 'enrolments', rowKey: '2026-12-01', document: '{}' }, 'Merge');
    expect(await budget.take('2026-12-01', 5, 10)).toBe(5);
    await tables.control.updateEntity(
      { partitionKey: 'deliveries', rowKey: `${noon.toISOString()}|1`, ...notJson },
      'Merge',
    );
    await deliveryTally.add('failed', userId(1), noon);
    expect(await deliveryTally.since(noon)).toMatchObject({ failed: 1 });
  });

  it('of the current pass stands for one that is given up for a new one', async () => {
    const { passes } = createTableStores(await broken('passes', 'current', notJson));
    expect(await passes.readCurrent()).toMatchObject({
      pass: { state: 'reading', passId: 'lost', markedBy: ['pass-1'], startedAt: new Date(0) },
    });
    const { pass } = (await passes.readCurrent())!;
    const anew = { ...pass, passId: 'anew', startedAt: minutesAfterNoon(1) };
    expect(await passes.write(anew, undefined)).toMatchObject({ kind: 'written' });
    expect(await passes.readCurrent()).toMatchObject({ pass: { passId: 'anew' } });
  });
});
