import type { TableClient, TransactionAction } from '@azure/data-tables';
import { beforeEach, describe, expect, it } from 'vitest';
import { readPages, readRow, type RowQuery } from '../../../../shared/adapters/tables/rows.ts';
import { rowRefusal } from '../../../../shared/adapters/tables/storage-errors.ts';
import { submit } from '../../../../shared/adapters/tables/transaction.ts';
import { answering, connectAzurite, freshPrefix, freshTables } from './azurite-tables.ts';

const partitionKey = "it's a|key=2F";
const columns = {
  text: '"quotes", \r\n {"odata.error":{}} é 漢字 𝄞 \u0000',
  empty: '',
  date: '2026-12-01T08:00:00.000Z',
  number: 1.5,
  whole: 7,
  flag: false,
  bytes: new Uint8Array([0, 255, 128, 9]),
};

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('reading rows', () => {
  let table: TableClient;

  beforeEach(async () => {
    table = (await freshTables('waves')).waves;
  });

  const put = (...rowKeys: readonly string[]) =>
    submit(
      table,
      rowKeys.map((rowKey): TransactionAction => ['create', { partitionKey, rowKey, ...columns }]),
    );

  async function pagesOf(query: RowQuery) {
    const pages: (readonly (string | undefined)[])[] = [];
    for await (const page of readPages(table, query)) pages.push(page.map(({ rowKey }) => rowKey));
    return pages;
  }

  it.each(["a'b", 'c|d~ =2F', 'é%20+&', '!b|1'])("finds the row %s as the SDK's own reading does", async (rowKey) => {
    await put(rowKey);
    const { timestamp, ...expected } = await table.getEntity(partitionKey, rowKey);
    expect(timestamp).toBeDefined();
    const expectedRow = { ...columns, bytes: Buffer.from(columns.bytes), partitionKey, rowKey, etag: expected.etag };
    expect(await readRow(table, partitionKey, rowKey)).toMatchObject(expectedRow);
    for await (const page of readPages(table, { pageSize: 10 })) expect(page).toMatchObject([expectedRow]);
  });

  it('goes through the pages to the last row, and asks for no more than it was told', async () => {
    await put('1', '2', '3', '4', '5');
    expect((await pagesOf({ pageSize: 2 })).filter((page) => page.length > 0)).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect((await pagesOf({ pageSize: 2, filter: "RowKey gt '1' and RowKey lt '5'" })).flat()).toEqual(['2', '3', '4']);
    expect((await pagesOf({ pageSize: 1_000, filter: "RowKey eq 'nobody''s'" })).flat()).toEqual([]);
  });

  it('brings only the columns that were asked for', async () => {
    await put('1');
    const [page] = await all(readPages(table, { pageSize: 1, select: ['whole', 'flag'] }));
    expect(page![0]).toMatchObject({ whole: 7, flag: false });
    expect(page![0]).not.toHaveProperty('text');
  });

  it('says that a row is not there, and does not take a missing table for a missing row', async () => {
    expect(await readRow(table, partitionKey, '1')).toBeUndefined();
    const { waves } = connectAzurite({ prefix: freshPrefix() });
    const noTable: unknown = await readRow(waves, partitionKey, '1').catch((error: unknown) => error);
    expect(noTable).toBeInstanceOf(Error);
    expect(rowRefusal(noTable)).toBeUndefined();
  });

  describe.each(['application/json', 'text/html', ''])('from an answer of 200 with the content type "%s"', (type) => {
    it.each(['Hello', '{}', '[]', '{"value":{}}', '{"value":null}', '""', ''])(
      'takes %j for no rows at all by no means, nor for a row',
      async (text) => {
        await using service = await answering(200, text, type);
        const { waves } = service.tables;
        await expect(all(readPages(waves, { pageSize: 10 }))).rejects.toThrow(/parsing|without a list/);
        await expect(readRow(waves, partitionKey, '1')).rejects.toThrow(/parsing|without a row/);
      },
    );
  });

  it('takes a list of no rows for that', async () => {
    await using service = await answering(200, '{"odata.metadata":"","value": []}', 'application/json');
    expect(await all(readPages(service.tables.waves, {}))).toEqual([[]]);
  });
});
