import { z } from 'zod';
import { objectId } from './graph-values.ts';

/** A member of a group. Only its kind and id can be read of kinds that the app has no permission for. */
export const memberRow = z.object({ id: objectId, '@odata.type': z.string().optional() });

/**
 * The id of a member that is a user. One of unknown kind counts as well: an id that is no user's matches nobody, while a
 * user who is overlooked in an excluded group would be written to.
 */
export function memberOf(row: z.infer<typeof memberRow>): string | undefined {
  return (row['@odata.type'] ?? userType) === userType ? row.id.toLowerCase() : undefined;
}

const userType = '#microsoft.graph.user';
