import { Client, PageIterator, type PageCollection } from '@microsoft/microsoft-graph-client';
import { report } from './processes.ts';

/**
 * The plain way: the SDK's PageIterator collects both lists, a Map joins them.
 * `node bench/pass-page-iterator.ts GRAPH_ORIGIN [reportOnly]`
 */
const [origin = '', reportOnly = ''] = process.argv.slice(2);
const client = Client.init({
  baseUrl: origin,
  defaultVersion: 'v1.0',
  authProvider: (done) => done(null, 'local'),
  customHosts: new Set(['127.0.0.1']),
});

interface Row {
  readonly id: string;
  readonly isSsprCapable?: boolean;
}

/** The SDK takes only https links for absolute: links are asked for by their path, and all else is left to the iterator. */
async function collect(path: string): Promise<Row[]> {
  const rows: Row[] = [];
  const relative = { get: async (link: string) => toRelative((await client.api(link).get()) as PageCollection) };
  const clientOfPaths = { api: (link: string) => ({ ...optionsOf(), get: () => relative.get(link) }) };
  const iterator = new PageIterator(clientOfPaths as unknown as Client, await relative.get(path), (row: Row) => {
    rows.push(row);
    return true;
  });
  await iterator.iterate();
  return rows;
}

const optionsOf = () => ({ headers: () => undefined, options: () => undefined, middlewareOptions: () => undefined });

function toRelative(page: PageCollection): PageCollection {
  const link = page['@odata.nextLink'];
  return link ? { ...page, '@odata.nextLink': link.slice(`${origin}/v1.0`.length) } : page;
}

await report(async () => {
  const rows = await collect('/reports/authenticationMethods/userRegistrationDetails?$top=999');
  if (reportOnly) return { reportRows: rows.length };
  const users = await collect('/users?$top=999');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const joined = users.map((user) => ({ ...user, registration: byId.get(user.id) }));
  return { users: joined.length, capable: joined.filter(({ registration }) => registration?.isSsprCapable).length };
});
