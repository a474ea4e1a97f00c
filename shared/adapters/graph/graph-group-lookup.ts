import { z } from 'zod';
import type { GroupLookup, NamedGroup } from '../../ports/group-lookup.ts';
import { isThrottled } from '../../ports/paging.ts';
import { readPage } from './collection-page.ts';
import { askedInBody } from './graph-batch.ts';
import type { GraphConnection } from './graph-connection.ts';
import { GraphFailure } from './graph-failure.ts';
import { objectId } from './graph-values.ts';

const mostFound = 20;

const row = z.object({ id: objectId, displayName: z.string() });

const namedGroup = ({ id, displayName }: z.infer<typeof row>): NamedGroup => ({
  groupId: id.toLowerCase(),
  displayName,
});

/**
 * Looks groups up over Graph, on somebody's press. What is looked for stands in the body: addresses are traced and logged.
 * Least permission: GroupMember.Read.All. https://learn.microsoft.com/graph/api/group-list#permissions
 */
export function createGraphGroupLookup(connection: GraphConnection): GroupLookup {
  const inBody = askedInBody(connection);
  return {
    async searchGroups(beginning) {
      const filter = encodeURIComponent(`startswith(displayName,'${beginning.replaceAll("'", "''")}')`);
      const path = `/groups?$select=id,displayName&$top=${mostFound}&$filter=${filter}`;
      const collection = { path, permission: 'GroupMember.Read.All', row, itemOf: namedGroup };
      try {
        const page = await readPage(inBody, collection, undefined);
        if (isThrottled(page)) return page;
        return page.items.toSorted((a, b) => a.displayName.localeCompare(b.displayName));
      } catch (error) {
        if (error instanceof GraphFailure && error.status === 403) return 'notGranted';
        throw error;
      }
    },
  };
}
