import type { TableClient, TransactionAction } from '@azure/data-tables';
import { beforeEach, describe, expect, it } from 'vitest';
import { rowRefusal } from '../../../../shared/adapters/tables/storage-errors.ts';
import { submit } from '../../../../shared/adapters/tables/transaction.ts';
import { answering, connectAzurite, freshPrefix, freshTables } from './azurite-tables.ts';

const partitionKey = "it's a|key=2F";
const strange = '"quotes", \r\n--changeset_rows--\r\n {"odata.error":{}} é 漢字 𝄞 \u0000';
const bytes = new Uint8Array([9, 0, 255, 128, 9]).subarray(1, 4);
const columns = { text: strange, empty: '', number: 1.5, whole: 7, flag: false, bytes, none: undefined };
const { none: _, ...stored } = columns;
const row = (rowKey: string, more: object = columns) => ({ partitionKey, rowKey, ...more });

describe('a transaction', () => {
  let table: TableClient;

  beforeEach(async () => {
    table = (await freshTables('waves')).waves;
  });

  const read = (rowKey: string) => table.getEntity(partitionKey, rowKey);

  it("writes what the SDK's own reading finds, whatever is in keys and columns", async () => {
    const keys = ["a'b", 'c|d~ =2F', 'é%20+&', '!b|1'];
    const etags = await submit(
      table,
      keys.map((key): TransactionAction => ['create', row(key)]),
    );
    for (const [n, key] of keys.entries()) {
      const found = await read(key);
      expect(found).toMatchObject({ ...stored, bytes: Buffer.from(bytes), rowKey: key });
      expect(found).not.toHaveProperty('none');
      expect(found.etag).toBe(etags[n]);
    }
  });

  it('merges, replaces and deletes, each under its condition', async () => {
    const [one, two] = await submit(table, [
      ['create', row('1')],
      ['create', row('2')],
      ['create', row('3')],
    ]);
    const etags = await submit(table, [
      ['update', row('1', { whole: 8 }), 'Merge', { etag: one! }],
      ['update', row('2', { whole: 8 }), 'Replace', { etag: two! }],
      ['delete', row('3', {})],
      ['upsert', row('4', { whole: 4 }), 'Replace'],
    ]);
    expect(await read('1')).toMatchObject({ ...stored, bytes: Buffer.from(bytes), whole: 8, etag: etags[0] });
    expect(await read('2')).toEqual(expect.not.objectContaining({ text: strange }));
    expect(etags[2]).toBeUndefined();
    await expect(read('3')).rejects.toThrow(/ResourceNotFound/);
    expect(await read('4')).toMatchObject({ whole: 4 });
  });

  it.each<[number, string, TransactionAction]>([
    [409, 'a row that is there already', ['create', row('1')]],
    [
      412,
      'a version that has passed',
      ['update', row('1'), 'Merge', { etag: `W/"datetime'2020-01-01T00%3A00%3A00.0000000Z'"` }],
    ],
    [404, 'a row that is not there', ['delete', row('2')]],
  ])('is refused with %i for %s, and then writes nothing', async (status, _name, action) => {
    await submit(table, [['create', row('1')]]);
    const refused = submit(table, [['upsert', row('other'), 'Replace'], action]);
    expect(rowRefusal(await refused.catch((error: unknown) => error))).toBe(status);
    await expect(read('other')).rejects.toThrow(/ResourceNotFound/);
  });

  it('does not take a missing table for a missing row', async () => {
    const { waves } = connectAzurite({ prefix: freshPrefix() });
    const error: unknown = await submit(waves, [['upsert', row('1'), 'Merge']]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(rowRefusal(error)).toBeUndefined();
  });

  it('refuses a column of a kind that the table would keep as something else', async () => {
    await expect(submit(table, [['create', row('1', { at: new Date(0) })]])).rejects.toThrow(/at does not/);
  });

  it.each([
    ['has fewer answers than actions', 202, answers('204 No Content')],
    ['has more answers than actions', 202, answers('204 No Content', '204 No Content', '204 No Content')],
    ['refuses an action without a word', 202, answers('204 No Content', '503 Server Busy')],
    ['refuses an action in words of its own', 202, answers('204 No Content', '403 Forbidden\r\n\r\n<html>{\n}</html>')],
    ['has an answer without a status', 202, answers('204 No Content', '?')],
    ['refuses all without a word', 403, ''],
    ['refuses all in words of its own', 503, '<html></html>'],
    ['is no answer to a transaction', 200, 'Hello'],
    ['is empty', 202, ''],
  ])('is not taken for done when what comes back %s', async (_name, status, text) => {
    await using service = await answering(status, text, 'multipart/mixed');
    const actions = [row('1'), row('2')].map((one): TransactionAction => ['upsert', one, 'Merge']);
    const error: unknown = await submit(service.tables.waves, actions).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(rowRefusal(error)).toBeUndefined();
  });
});

/** What the service says to a transaction, an answer for each action. */
const answers = (...statuses: readonly string[]): string =>
  [
    '--x',
    ...statuses.map((status) => `--changesetresponse_1\r\nHTTP/1.1 ${status}\r\n`),
    '--changesetresponse_1--',
  ].join('\r\n\r\n');
