import { TableClient } from '@azure/data-tables';
import { connectTables, ensureTables } from '../shared/adapters/tables/connect-tables.ts';
import { factsRow } from '../shared/adapters/tables/head-row.ts';
import { createTableStores } from '../shared/adapters/tables/table-stores.ts';
import { someFacts } from '../test/contracts/samples.ts';
import { report } from './processes.ts';

/** Writes people's facts: `node bench/state-rows.ts STORAGE_CONNECTION oneByOne|inFlight|ours ROWS` */
const [connectionString = '', way = '', count = '0'] = process.argv.slice(2);
const prefix = `b${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
let requests = 0;
const tables = connectTables(
  { kind: 'connectionString', connectionString },
  {
    prefix,
    additionalPolicies: [
      { position: 'perRetry', policy: { name: 'count', sendRequest: (request, next) => (requests++, next(request)) } },
    ],
  },
);
await ensureTables(tables);
const stores = createTableStores(tables);
/** As the SDK comes. */
const plain = TableClient.fromConnectionString(connectionString, tables.recipients.tableName, {
  allowInsecureConnection: true,
});
const rows = Array.from({ length: Number(count) }, (_, n) => someFacts(n));
const pageSize = 999;

const ways: Readonly<Record<string, () => Promise<void>>> = {
  oneByOne: async () => {
    for (const row of rows) await plain.upsertEntity(factsRow(row), 'Merge');
  },
  inFlight: async () => {
    const rest = rows.values();
    const work = async () => {
      for (const row of rest) await plain.upsertEntity(factsRow(row), 'Merge');
    };
    await Promise.all(Array.from({ length: 32 }, work));
  },
  ours: async () => {
    for (let from = 0; from < rows.length; from += pageSize) {
      await stores.recipients.writeFacts(rows.slice(from, from + pageSize));
    }
  },
};

requests = 0;
await report(async () => {
  await ways[way]!();
  return { rows: rows.length, requests };
});
