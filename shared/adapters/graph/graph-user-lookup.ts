import { z } from 'zod';
import { isThrottled, type Throttled } from '../../ports/paging.ts';
import type { NamedUser, UserLookup } from '../../ports/user-lookup.ts';
import { askedInBody } from './graph-batch.ts';
import { readPage } from './collection-page.ts';
import type { GraphConnection } from './graph-connection.ts';
import { objectId } from './graph-values.ts';

/** https://learn.microsoft.com/graph/filter-query-parameter: `in` takes up to 15 values. */
const namesPerRequest = 15;
const requestsInFlight = 4;

const row = z.object({ id: objectId, userPrincipalName: z.string() });
const isObjectId = (text: string): boolean => objectId.safeParse(text).success;

/** Looks people up over Graph, many in one request. Their names stand in its body: addresses are traced and logged. */
export function createGraphUserLookup(connection: GraphConnection): UserLookup {
  const inBody = askedInBody(connection);
  return {
    async findUsers(idsOrUpns) {
      const ids = chunks(idsOrUpns.filter(isObjectId)).map((some) => ({ property: 'id', some }));
      const names = chunks(idsOrUpns.filter((text) => !isObjectId(text)));
      const requests = [...ids, ...names.map((some) => ({ property: 'userPrincipalName', some }))];
      const found = new Map<string, string>();
      for (let from = 0; from < requests.length; from += requestsInFlight) {
        const batch = requests.slice(from, from + requestsInFlight);
        const answers = await Promise.all(batch.map(({ property, some }) => find(inBody, property, some)));
        for (const answer of answers) {
          if (!(answer instanceof Map)) return answer;
          for (const [name, id] of answer) found.set(name, id);
        }
      }
      return new Map(idsOrUpns.flatMap((name) => entryFor(name, found.get(name.toLowerCase()))));
    },

    async searchUsers(beginning) {
      const properties = ['displayName', 'userPrincipalName'] as const;
      const answers = await Promise.all(properties.map((property) => search(inBody, property, beginning)));
      const found = new Map<string, NamedUser>();
      for (const answer of answers) {
        if ('throttled' in answer) return answer;
        for (const one of answer) found.set(one.userId, one);
      }
      return [...found.values()].toSorted((a, b) => a.displayName.localeCompare(b.displayName)).slice(0, mostFound);
    },
  };
}

const entryFor = (name: string, id: string | undefined): [string, string][] => (id === undefined ? [] : [[name, id]]);

/** Ids by what they were asked for by, in lower case: Graph compares names without regard to case. */
async function find(
  connection: GraphConnection,
  property: string,
  some: readonly string[],
): Promise<Map<string, string> | Throttled> {
  const values = some.map((text) => `'${text.replaceAll("'", "''")}'`).join(',');
  const path = `/users?$select=id,userPrincipalName&$filter=${encodeURIComponent(`${property} in (${values})`)}`;
  const collection = { path, permission: 'User.Read.All', row, itemOf: (item: z.infer<typeof row>) => item };
  const page = await readPage(connection, collection, undefined);
  if (isThrottled(page)) return page;
  return new Map(
    page.items.map(({ id, userPrincipalName }) => [
      (property === 'id' ? id : userPrincipalName).toLowerCase(),
      id.toLowerCase(),
    ]),
  );
}

const mostFound = 20;

const namedRow = z.object({ id: objectId, userPrincipalName: z.string(), displayName: z.string().nullish() });

const namedUser = ({ id, userPrincipalName, displayName }: z.infer<typeof namedRow>): NamedUser => ({
  userId: id.toLowerCase(),
  displayName: displayName ?? userPrincipalName,
  userPrincipalName,
});

/** https://learn.microsoft.com/graph/filter-query-parameter: `startsWith` holds for these without `$search`. */
async function search(
  connection: GraphConnection,
  property: 'displayName' | 'userPrincipalName',
  beginning: string,
): Promise<readonly NamedUser[] | Throttled> {
  const filter = encodeURIComponent(`startswith(${property},'${beginning.replaceAll("'", "''")}')`);
  const path = `/users?$select=id,userPrincipalName,displayName&$top=${mostFound}&$filter=${filter}`;
  const page = await readPage(
    connection,
    { path, permission: 'User.Read.All', row: namedRow, itemOf: namedUser },
    undefined,
  );
  return isThrottled(page) ? page : page.items;
}

function chunks(names: readonly string[]): string[][] {
  const distinct = [...new Set(names.map((name) => name.toLowerCase()))];
  return Array.from({ length: Math.ceil(distinct.length / namesPerRequest) }, (_, i) =>
    distinct.slice(i * namesPerRequest, (i + 1) * namesPerRequest),
  );
}
