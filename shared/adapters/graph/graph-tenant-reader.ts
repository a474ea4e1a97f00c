import { z } from 'zod';
import type { Probe, ProbedResource } from '../../admin/preflight-facts.ts';
import type { TenantReader } from '../../ports/tenant-reader.ts';
import type { GraphAnswer, GraphConnection } from './graph-connection.ts';
import { errorCodeIn } from './graph-failure.ts';
import { dateTime, objectId } from './graph-values.ts';

const paths: Readonly<Record<ProbedResource, string>> = {
  users: '/users?$select=id&$top=1',
  registrationReport: '/reports/authenticationMethods/userRegistrationDetails?$top=1',
  auditLog: '/auditLogs/directoryAudits?$top=1',
};

/**
 * The two activities as Microsoft's reference of audit activities spells them.
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 */
const writebackOn = 'Enable password writeback for directory';
const writebackOff = 'Disable password writeback for directory';

const skus = z.array(
  z.object({ capabilityStatus: z.string(), servicePlans: z.array(z.object({ servicePlanId: objectId })) }),
);
const domains = z.array(z.object({ id: z.string(), authenticationType: z.string() }));
const switches = z.array(z.object({ activityDateTime: dateTime, activityDisplayName: z.string(), result: z.string() }));

/** The tenant over Graph. */
export function createGraphTenantReader(connection: GraphConnection): TenantReader {
  const get = (path: string) => probe(connection, path);
  return {
    tryReading: async (resource) => mapped(await get(paths[resource]), () => true),
    tryGroup: async (groupId) => {
      const answer = await get(`/groups/${encodeURIComponent(groupId)}/transitiveMembers?$select=id&$top=1`);
      return isMissing(answer) ? { kind: 'read', value: false } : mapped(answer, () => true);
    },
    readServicePlans: async () =>
      mapped(await get('/subscribedSkus'), ({ body }) =>
        skus
          .parse(rowsIn(body))
          .filter(({ capabilityStatus }) => capabilityStatus === 'Enabled' || capabilityStatus === 'Warning')
          .flatMap(({ servicePlans }) => servicePlans.map(({ servicePlanId }) => servicePlanId.toLowerCase())),
      ),
    readDomains: async () =>
      mapped(await get('/domains'), ({ body }) =>
        domains.parse(rowsIn(body)).map(({ id, authenticationType }) => ({
          name: id.toLowerCase(),
          isFederated: authenticationType.toLowerCase() === 'federated',
        })),
      ),
    readWritebackSwitches: () => readSwitches(get),
    readTime: async () =>
      mapped(await get('/organization?$select=id'), ({ headers }) => new Date(headers.get('date') ?? Number.NaN)),
  };
}

/** `activityDisplayName` takes one value in a filter, so each is asked for. */
async function readSwitches(get: (path: string) => Promise<Probe<GraphAnswer>>) {
  const answers = [];
  for (const name of [writebackOn, writebackOff]) {
    const filter = encodeURIComponent(`activityDisplayName eq '${name}'`);
    const answer = mapped(await get(`/auditLogs/directoryAudits?$filter=${filter}`), ({ body }) =>
      switches
        .parse(rowsIn(body))
        .filter(({ result }) => result.toLowerCase() === 'success')
        .map(({ activityDateTime }) => ({ at: new Date(activityDateTime), isOn: name === writebackOn })),
    );
    if (answer.kind !== 'read') return answer;
    answers.push(...answer.value);
  }
  return { kind: 'read', value: answers.toSorted((a, b) => a.at.getTime() - b.at.getTime()) } as const;
}

async function probe(connection: GraphConnection, path: string): Promise<Probe<GraphAnswer>> {
  try {
    const answer = await connection.get(path);
    if (answer.status === 200) return { kind: 'read', value: answer };
    if (answer.status === 429) return { kind: 'throttled' };
    return { kind: 'refused', status: answer.status, code: errorCodeIn(answer.body) ?? 'noErrorCode' };
  } catch {
    return { kind: 'unreachable' };
  }
}

function mapped<Value>(answer: Probe<GraphAnswer>, read: (answer: GraphAnswer) => Value): Probe<Value> {
  if (answer.kind !== 'read') return answer;
  try {
    return { kind: 'read', value: read(answer.value) };
  } catch {
    return { kind: 'refused', status: 200, code: 'unreadableAnswer' };
  }
}

const isMissing = (answer: Probe<unknown>): boolean => answer.kind === 'refused' && answer.status === 404;

const rowsIn = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'value' in body ? body.value : undefined;
