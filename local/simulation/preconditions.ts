import { z } from 'zod';
import { HOUR_MS } from './durations.ts';
import { P2_SKU } from './graph-tenant-routes.ts';
import { type Answer, json, parseJson, type Route, type SimulationRequest } from './http.ts';

/** What an admin may have forgotten or got wrong; each can be broken and mended while the simulation runs. */
const PRECONDITIONS = [
  'User.Read.All',
  'AuditLog.Read.All',
  'GroupMember.Read.All',
  'Domain.Read.All',
  'Organization.Read.All',
  'Policy.Read.AuthenticationMethod',
  'Policy.Read.All',
  'RoleManagement.Read.Directory',
  'UserAuthenticationMethod.Read.All',
  'MailboxSettings.Read',
  'UserAuthMethod-Phone.ReadWrite.All',
  'UserAuthMethod-Email.ReadWrite.All',
  'premiumLicence',
  'eligibleRoles',
  'groups',
  'passwordWriteback',
  'topOfReport',
  'clock',
] as const;

export type Precondition = (typeof PRECONDITIONS)[number];

const brokenSchema = z.strictObject({ broken: z.array(z.enum(PRECONDITIONS)) });

/** What each application permission lets an app read, by the beginning of the route. */
const ROUTES_BY_PERMISSION: readonly (readonly [Precondition, string])[] = [
  ['User.Read.All', 'GET /v1.0/users'],
  ['User.Read.All', 'POST /v1.0/users/{idOrUpn}/checkMemberGroups'],
  ['AuditLog.Read.All', 'GET /v1.0/reports/'],
  ['AuditLog.Read.All', 'GET /v1.0/auditLogs/'],
  ['GroupMember.Read.All', 'GET /v1.0/groups'],
  ['Domain.Read.All', 'GET /v1.0/domains'],
  ['Organization.Read.All', 'GET /v1.0/subscribedSkus'],
  ['Organization.Read.All', 'GET /v1.0/organization'],
  ['Policy.Read.AuthenticationMethod', 'GET /v1.0/policies/authenticationMethodsPolicy'],
  ['Policy.Read.All', 'GET /v1.0/policies/authorizationPolicy'],
  ['RoleManagement.Read.Directory', 'GET /v1.0/roleManagement/directory/'],
  ['UserAuthenticationMethod.Read.All', 'GET /v1.0/users/{idOrUpn}/authentication/methods'],
  ['MailboxSettings.Read', 'GET /v1.0/users/{idOrUpn}/mailboxSettings/userPurpose'],
  ...(['GET', 'POST', 'DELETE'] as const).flatMap(
    (verb) =>
      [
        ['UserAuthMethod-Phone.ReadWrite.All', `${verb} /v1.0/users/{idOrUpn}/authentication/phoneMethods`],
        ['UserAuthMethod-Email.ReadWrite.All', `${verb} /v1.0/users/{idOrUpn}/authentication/emailMethods`],
      ] as const,
  ),
];

const DENIED = json(403, {
  error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' },
});
const NOT_PREMIUM = json(403, {
  error: {
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    message: 'Neither tenant is B2C or tenant doesn’t have premium license',
  },
});
const NO_TOP = json(400, {
  error: {
    code: 'BadRequest',
    message: "The query specified in the URI is not valid. Query option 'Top' is not allowed.",
  },
});
/** Seen in others' logs; no document says it. */
const NOT_P2 = json(400, {
  error: {
    code: 'AadPremiumLicenseRequired',
    message: 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  },
});
const ELIGIBLE_ROLES = 'GET /v1.0/roleManagement/directory/roleEligibilityScheduleInstances';
const NO_SUCH_GROUP = json(404, { error: { code: 'Request_ResourceNotFound', message: 'The group does not exist.' } });

/** The tenant as it is when some of its preconditions do not hold. */
export class Preconditions {
  readonly #now: () => number;
  /** As `premiumLicence` broken, for good; its subscriptions are those that it has. */
  readonly #withoutP1: boolean;
  #broken: ReadonlySet<Precondition> = new Set();

  constructor(now: () => number, withoutP1 = false) {
    this.#now = now;
    this.#withoutP1 = withoutP1;
  }

  /** `POST /simulation/preconditions` with `{"broken": […]}`: these are broken, all others hold. */
  route(): Route {
    return {
      name: 'POST /simulation/preconditions',
      area: 'local',
      answer: ({ body }) => {
        const parsed = brokenSchema.safeParse(parseJson(body));
        if (!parsed.success) return json(400, { error: { code: 'Refused', message: z.prettifyError(parsed.error) } });
        this.#broken = new Set(parsed.data.broken);
        return json(200, { broken: [...this.#broken] });
      },
    };
  }

  /** A Graph route that answers as a tenant with these faults does, by the tenant's own clock. */
  guard(route: Route): Route {
    return {
      ...route,
      answer: async (request) =>
        this.#dated(this.#refusal(route.name, request) ?? (await this.#answer(route, request))),
    };
  }

  async #answer(route: Route, request: SimulationRequest): Promise<Answer> {
    const answer = await route.answer(request);
    if (!this.#broken.has('eligibleRoles') || route.name !== 'GET /v1.0/subscribedSkus') return answer;
    const { value } = parseJson(answer.body ?? '') as { value: { skuPartNumber: string }[] };
    return { ...answer, body: JSON.stringify({ value: value.filter((sku) => sku.skuPartNumber !== P2_SKU) }) };
  }

  #refusal(name: string, request: SimulationRequest): Answer | undefined {
    const isDenied = ROUTES_BY_PERMISSION.some(
      ([permission, beginning]) => this.#broken.has(permission) && name.startsWith(beginning),
    );
    if (isDenied) return DENIED;
    if (this.#broken.has('groups') && name.startsWith('GET /v1.0/groups')) return NO_SUCH_GROUP;
    const asksForTop = name.startsWith('GET /v1.0/reports/') && request.url.searchParams.has('$top');
    if (this.#broken.has('topOfReport') && asksForTop) return NO_TOP;
    const isNotPremium = this.#withoutP1 || this.#broken.has('premiumLicence');
    if (name === ELIGIBLE_ROLES && (isNotPremium || this.#broken.has('eligibleRoles'))) return NOT_P2;
    if (isNotPremium && name.startsWith('GET /v1.0/reports/')) return NOT_PREMIUM;
    if (this.#broken.has('premiumLicence') && name.startsWith('GET /v1.0/subscribedSkus'))
      return json(200, { value: [] });
    return this.#broken.has('passwordWriteback') ? this.#writebackDisabled(request) : undefined;
  }

  /** The event that was logged when somebody switched writeback off. */
  #writebackDisabled({ url }: SimulationRequest): Answer | undefined {
    const activityDisplayName = 'Disable password writeback for directory';
    if (!url.searchParams.get('$filter')?.includes(activityDisplayName)) return undefined;
    const activityDateTime = new Date(this.#now() - HOUR_MS).toISOString();
    const event = { id: 'Directory_1', activityDateTime, activityDisplayName, result: 'success', resultReason: '' };
    return json(200, { value: [{ ...event, loggedByService: 'Core Directory' }] });
  }

  #dated(answer: Answer): Answer {
    const offMs = this.#broken.has('clock') ? HOUR_MS : 0;
    return { ...answer, headers: { ...answer.headers, date: new Date(this.#now() + offMs).toUTCString() } };
  }
}
