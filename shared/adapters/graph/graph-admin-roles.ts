import { z } from 'zod';
import type { AdminRoles, HoldersReading, RoleReading } from '../../ports/admin-roles.ts';
import type { GraphConnection } from './graph-connection.ts';
import { GraphFailure } from './graph-failure.ts';
import { idSegment, objectId } from './graph-values.ts';
import { waitAskedBy } from './retry-after.ts';
import { groupsAmong, permission, readRoles } from './role-holders.ts';

/**
 * Roles over Graph. Everybody who has one is read, which are few: those who are groups tell which groups to ask about. The
 * list that follows groups by itself is in /beta only. Any role counts, over the tenant or a part of it.
 */
export function createGraphAdminRoles(connection: GraphConnection): AdminRoles {
  return {
    async read(userId) {
      try {
        return await readingOf(connection, userId.toLowerCase());
      } catch (error) {
        return failureIn(error);
      }
    },
    async readHolders() {
      try {
        return await holdersIn(connection);
      } catch (error) {
        return failureIn(error);
      }
    },
  };
}

async function readingOf(connection: GraphConnection, userId: string): Promise<RoleReading> {
  const roles = await readRoles(connection);
  if (roles.kind !== 'read') return roles;
  const { principals } = roles;
  if (principals.some(({ principalId }) => principalId.toLowerCase() === userId)) return { kind: 'admin' };
  return membershipOf(connection, userId, groupsAmong(principals));
}

async function holdersIn(connection: GraphConnection): Promise<HoldersReading> {
  const roles = await readRoles(connection);
  if (roles.kind !== 'read') return roles;
  const groups = groupsAmong(roles.principals);
  const all = new Set(roles.principals.map(({ principalId }) => principalId.toLowerCase()));
  return { kind: 'read', principals: [...all].filter((id) => !groups.includes(id)), groups };
}

/** https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups: groups in groups too, up to 20 at a time. */
const groupsPerRequest = 20;
const memberships = z.object({ value: z.array(objectId) });

/** Least permission: User.Read.All. */
async function membershipOf(
  connection: GraphConnection,
  userId: string,
  groupIds: readonly string[],
): Promise<RoleReading> {
  for (let from = 0; from < groupIds.length; from += groupsPerRequest) {
    const body = { groupIds: groupIds.slice(from, from + groupsPerRequest) };
    const answer = await connection.post(`/users/${idSegment(userId)}/checkMemberGroups`, body);
    const retryAfterSeconds = waitAskedBy(answer, connection.clock.now());
    if (retryAfterSeconds !== undefined) return { kind: 'throttled', retryAfterSeconds };
    if (answer.status !== 200) return { kind: 'unreadable' };
    if (memberships.parse(answer.body).value.length > 0) return { kind: 'admin' };
  }
  return { kind: 'none' };
}

function failureIn(error: unknown): Exclude<RoleReading, { kind: 'none' | 'admin' }> {
  if (!(error instanceof GraphFailure) || ![401, 403].includes(error.status)) return { kind: 'unreadable' };
  return { kind: 'refused', permission, code: error.code };
}
