import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { queryPages, queryRow, type RowQuery } from '../../../../shared/adapters/tables/query.ts';
import { rowRefusal } from '../../../../shared/adapters/tables/storage-errors.ts';
import { submit } from '../../../../shared/adapters/tables/transaction.ts';
import { throughPort } from '../../../contracts/storage-proxy.ts';
import { connectAzurite, freshPrefix, freshTables } from './azurite-tables.ts';

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
    for await (const page of queryPages(table, query)) pages.push(page.map(({ rowKey }) => rowKey));
    return pages;
  }

  it.each(["a'b", 'c|d~ =2F', 'é%20+&', '!b|1'])("finds the row %s as the SDK's own reading does", async (rowKey) => {
    await put(rowKey);
    const { timestamp, ...expected } = await table.getEntity(partitionKey, rowKey);
    expect(timestamp).toBeDefined();
    const expectedRow = { ...columns, bytes: Buffer.from(columns.bytes), partitionKey, rowKey, etag: expected.etag };
    expect(await queryRow(table, partitionKey, rowKey)).toMatchObject(expectedRow);
    for await (const page of queryPages(table, { pageSize: 10 })) expect(page).toMatchObject([expectedRow]);
  });

  it('goes through the pages to the last row, and asks for no more than it was told', async () => {
    await put('1', '2', '3', '4', '5');
    expect((await pagesOf({ pageSize: 2 })).filter((page) => page.length > 0)).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect((await pagesOf({ pageSize: 2, filter: "RowKey gt '1' and RowKey lt '5'" })).flat()).toEqual(['2', '3', '4']);
    expect((await pagesOf({ pageSize: 1_000, filter: "RowKey eq 'nobody''s'" })).flat()).toEqual([]);
  });

  it('brings only the columns that were asked for', async () => {
    await put('1');
    const [page] = await all(queryPages(table, { pageSize: 1, select: ['whole', 'flag'] }));
    expect(page![0]).toMatchObject({ whole: 7, flag: false });
    expect(page![0]).not.toHaveProperty('text');
  });

  it('says that a row is not there, and does not take a missing table for a missing row', async () => {
    const missing: unknown = await queryRow(table, partitionKey, '1').catch((error: unknown) => error);
    expect(rowRefusal(missing)).toBe(404);
    const { waves } = connectAzurite({ prefix: freshPrefix() });
    const noTable: unknown = await queryRow(waves, partitionKey, '1').catch((error: unknown) => error);
    expect(noTable).toBeInstanceOf(Error);
    expect(rowRefusal(noTable)).toBeUndefined();
  });

  it.each(['Hello', '{}', '{"value":{}}', ''])('takes an answer of %j for no rows at all by no means', async (text) => {
    const server = createServer((_, response) => void response.end(text));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const { waves } = connectAzurite({}, throughPort(inject('azuriteConnectionString'), 'Table', port));
    await expect(all(queryPages(waves, { pageSize: 10 }))).rejects.toThrow(/JSON|without a list/);
    server.close();
  });
});
