import { z } from 'zod';
import type { MethodsPolicy, ProbedResource } from '../../tenant/tenant-facts.ts';
import type { TenantReader } from '../../ports/tenant-reader.ts';
import { writebackActivities } from '../../tenant/known-tenant.ts';
import { isMissing, mapped, rowsIn, type Ask } from './graph-probe.ts';
import { dateTime } from './graph-values.ts';
import { subscriptionsIn } from './service-plans.ts';

/** This list takes a filter and no page size. */
const nobody = '00000000-0000-0000-0000-000000000000';

const paths: Readonly<Record<ProbedResource, string>> = {
  users: '/users?$select=id&$top=1',
  registrationReport: '/reports/authenticationMethods/userRegistrationDetails?$top=1',
  auditLog: '/auditLogs/directoryAudits?$top=1',
  registeredMethods: `/users/${nobody}/authentication/methods`,
  mailboxPurposes: `/users/${nobody}/mailboxSettings/userPurpose`,
  adminRoles: `/roleManagement/directory/roleAssignments?$filter=${encodeURIComponent(`principalId eq '${nobody}'`)}`,
};

/** Of nobody there is nothing to read: whoever may not read any is refused before that. */
const ofNobody: readonly ProbedResource[] = ['registeredMethods', 'mailboxPurposes'];
const allowed = { kind: 'read', value: true } as const;

const domains = z.array(z.object({ id: z.string(), authenticationType: z.string() }));
const adminReset = z.object({ allowedToUseSSPR: z.boolean().nullish() });

/** https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy */
const methodsPolicy = z.object({
  policyMigrationState: z.string().nullish(),
  registrationEnforcement: z
    .object({ authenticationMethodsRegistrationCampaign: z.object({ state: z.string().nullish() }).nullish() })
    .nullish(),
  authenticationMethodConfigurations: z.array(z.object({ id: z.string(), state: z.string() })),
});

function methodsPolicyIn(body: unknown): MethodsPolicy {
  const {
    policyMigrationState,
    registrationEnforcement,
    authenticationMethodConfigurations: all,
  } = methodsPolicy.parse(body);
  return {
    migrationState: policyMigrationState ?? undefined,
    campaign: registrationEnforcement?.authenticationMethodsRegistrationCampaign?.state ?? undefined,
    known: all.map(({ id }) => id),
    enabled: all.filter(({ state }) => state === 'enabled').map(({ id }) => id),
  };
}

const switches = z.array(z.object({ activityDateTime: dateTime, activityDisplayName: z.string(), result: z.string() }));

/**
 * The tenant over Graph. Least permissions: users need User.Read.All, report and log AuditLog.Read.All, groups
 * GroupMember.Read.All, roles RoleManagement.Read.Directory, methods UserAuthenticationMethod.Read.All, mailboxes
 * MailboxSettings.Read, domains Domain.Read.All, subscriptions and the organisation Organization.Read.All, the policy on methods Policy.Read.AuthenticationMethod, whether admins may reset Policy.Read.All;
 * without one, what it is for is told as refused. https://learn.microsoft.com/graph/permissions-reference
 */
export function createGraphTenantReader(get: Ask): TenantReader {
  return {
    tryReading: async (resource) => {
      const answer = await get(paths[resource]);
      return ofNobody.includes(resource) && isMissing(answer) ? allowed : mapped(answer, () => true);
    },
    tryGroup: async (groupId) => {
      const answer = await get(`/groups/${encodeURIComponent(groupId)}/transitiveMembers?$select=id&$top=1`);
      return isMissing(answer) ? { kind: 'read', value: false } : mapped(answer, () => true);
    },
    readSubscriptions: async () => mapped(await get('/subscribedSkus'), ({ body }) => subscriptionsIn(body)),
    readMethodsPolicy: async () =>
      mapped(await get('/policies/authenticationMethodsPolicy'), ({ body }) => methodsPolicyIn(body)),
    readAdminReset: async () =>
      mapped(
        await get('/policies/authorizationPolicy'),
        ({ body }) => adminReset.parse(body).allowedToUseSSPR ?? undefined,
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
async function readSwitches(get: Ask) {
  const answers = [];
  for (const name of [writebackActivities.on, writebackActivities.off]) {
    const filter = encodeURIComponent(`activityDisplayName eq '${name}'`);
    const answer = mapped(await get(`/auditLogs/directoryAudits?$filter=${filter}`), ({ body }) =>
      switches
        .parse(rowsIn(body))
        .filter(({ result }) => result.toLowerCase() === 'success')
        .map(({ activityDateTime }) => ({ at: new Date(activityDateTime), isOn: name === writebackActivities.on })),
    );
    if (answer.kind !== 'read') return answer;
    answers.push(...answer.value);
  }
  return { kind: 'read', value: answers.toSorted((a, b) => a.at.getTime() - b.at.getTime()) } as const;
}
