import { z } from 'zod';
import type { PersonReader, PersonReading } from '../../ports/person-reader.ts';
import type { GraphAnswer, GraphConnection } from './graph-connection.ts';
import { partsOf } from './graph-batch.ts';
import { errorCodeIn } from './graph-failure.ts';
import { idSegment, objectId } from './graph-values.ts';
import { waitAskedBy } from './retry-after.ts';
import { directoryUserOf, userFields, userRow } from './user-row.ts';

/** Both requests: https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups#permissions */
const permission = 'User.Read.All';

/** https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups: up to 20 groups at a time. */
const groupsPerRequest = 20;
/** https://learn.microsoft.com/graph/json-batching: up to 20 requests. */
const requestsPerBatch = 20;

const memberships = z.object({ value: z.array(objectId) });

/**
 * One person over Graph: a plain request, or where there are groups a `$batch`, each part of which counts against the
 * quota, is answered in any order and may be throttled by itself.
 */
export function createGraphPersonReader(connection: GraphConnection): PersonReader {
  return {
    async readPerson(userId, groupIds) {
      try {
        return readingOf(await ask(connection, userId, groupIds), connection);
      } catch (error) {
        return { kind: 'away', because: error instanceof z.ZodError ? 'unreadableAnswer' : 'noAnswer' };
      }
    },
  };
}

async function ask(
  connection: GraphConnection,
  userId: string,
  groupIds: readonly string[],
): Promise<readonly GraphAnswer[]> {
  const person = `/users/${idSegment(userId)}`;
  const select = `${person}?$select=${userFields.join(',')}`;
  if (groupIds.length === 0) return [await connection.get(select)];
  const checks = chunksOf(groupIds).map((some, index) => ({
    id: String(index + 1),
    method: 'POST',
    url: `${person}/checkMemberGroups`,
    headers: { 'Content-Type': 'application/json' },
    body: { groupIds: some },
  }));
  const answer = await connection.post('/$batch', { requests: [{ id: '0', method: 'GET', url: select }, ...checks] });
  return answer.status === 200 ? partsOf(answer, checks.length + 1) : [answer];
}

function chunksOf(groupIds: readonly string[]): string[][] {
  const count = Math.ceil(groupIds.length / groupsPerRequest);
  if (count >= requestsPerBatch) throw new Error(`${groupIds.length} groups do not fit into one $batch`);
  return Array.from({ length: count }, (_, i) => groupIds.slice(i * groupsPerRequest, (i + 1) * groupsPerRequest));
}

function readingOf(answers: readonly GraphAnswer[], { clock }: GraphConnection): PersonReading {
  const waits = answers.map((answer) => waitAskedBy(answer, clock.now())).filter((wait) => wait !== undefined);
  if (waits.length > 0) return { kind: 'throttled', retryAfterSeconds: Math.max(...waits) };
  const [person, ...checks] = answers as [GraphAnswer, ...GraphAnswer[]];
  if (person.status === 404) return { kind: 'notThere' };
  const failed = answers.find(({ status }) => status !== 200);
  if (failed) return failureOf(failed);
  return {
    kind: 'read',
    user: directoryUserOf(userRow.parse(person.body)),
    memberOf: checks.flatMap(({ body }) => memberships.parse(body).value.map((id) => id.toLowerCase())),
  };
}

function failureOf({ status, body }: GraphAnswer): PersonReading {
  if (status === 401 || status === 403) return { kind: 'refused', permission };
  return { kind: 'away', because: `${status} ${errorCodeIn(body) ?? 'noErrorCode'}` };
}
