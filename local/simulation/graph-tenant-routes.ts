import { collection, type GraphEndpoint, graphRoute } from './graph-endpoint.ts';
import { BUSINESS_PREMIUM_SKU, BUSINESS_STANDARD_SKU } from './graph-user.ts';
import type { Route } from './http.ts';
import type { World } from './world.ts';

/** What a preflight asks about the tenant: domains, licences, policies. */
export function graphTenantRoutes(endpoint: GraphEndpoint): Route[] {
  const { world } = endpoint;
  const list = (path: string, value: readonly unknown[]) =>
    graphRoute(endpoint, path, ({ url }) => collection(endpoint, url, path.slice(1), { value, next: undefined }));
  const single = (path: string, value: object) =>
    graphRoute(endpoint, path, () => ({
      '@odata.context': `${endpoint.origin()}/v1.0/$metadata#${path.slice(1)}/$entity`,
      ...value,
    }));
  return [
    list('/subscribedSkus', world.organisation.withoutP1 ? [standardSku(world)] : [subscribedSku(world), p2Sku(world)]),
    list('/domains', world.organisation.domains.map(domainResource)),
    list('/organization', [organizationResource(world)]),
    single('/policies/authorizationPolicy', AUTHORIZATION_POLICY),
    single('/policies/authenticationMethodsPolicy', AUTHENTICATION_METHODS_POLICY),
  ];
}

function subscribedSku({ organisation }: World) {
  const consumedUnits = organisation.people.filter(({ isLicensed }) => isLicensed).length;
  return {
    id: `${organisation.tenantId}_${BUSINESS_PREMIUM_SKU}`,
    skuId: BUSINESS_PREMIUM_SKU,
    skuPartNumber: 'SPB',
    appliesTo: 'User',
    capabilityStatus: 'Enabled',
    consumedUnits,
    prepaidUnits: { enabled: consumedUnits + 25, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: [
      {
        servicePlanId: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
        servicePlanName: 'AAD_PREMIUM',
        provisioningStatus: 'Success',
        appliesTo: 'User',
      },
      {
        servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0',
        servicePlanName: 'EXCHANGE_S_ENTERPRISE',
        provisioningStatus: 'Success',
        appliesTo: 'User',
      },
    ],
  };
}

/** All that a tenant without Entra ID P1 has. */
function standardSku(world: World) {
  const { servicePlans, ...sku } = subscribedSku(world);
  return {
    ...sku,
    id: `${world.organisation.tenantId}_${BUSINESS_STANDARD_SKU}`,
    skuId: BUSINESS_STANDARD_SKU,
    skuPartNumber: 'O365_BUSINESS_PREMIUM',
    servicePlans: servicePlans.filter(({ servicePlanName }) => servicePlanName !== 'AAD_PREMIUM'),
  };
}

/** A few licences for the administrators, as many tenants have them. */
export const P2_SKU = 'AAD_PREMIUM_P2';

const p2Sku = ({ organisation }: World) => ({
  id: `${organisation.tenantId}_84a661c4-e949-4bd2-a560-ed7766fcaf2b`,
  skuId: '84a661c4-e949-4bd2-a560-ed7766fcaf2b',
  skuPartNumber: P2_SKU,
  appliesTo: 'User',
  capabilityStatus: 'Enabled',
  consumedUnits: 5,
  prepaidUnits: { enabled: 5, suspended: 0, warning: 0, lockedOut: 0 },
  servicePlans: [
    {
      servicePlanId: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
      servicePlanName: P2_SKU,
      provisioningStatus: 'Success',
      appliesTo: 'User',
    },
  ],
});

function domainResource({ id, authenticationType, isDefault, isInitial }: World['organisation']['domains'][number]) {
  return {
    id,
    authenticationType,
    isAdminManaged: true,
    isDefault,
    isInitial,
    isRoot: true,
    isVerified: true,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
  };
}

function organizationResource({ organisation }: World) {
  return {
    id: organisation.tenantId,
    displayName: organisation.displayName,
    countryLetterCode: 'SE',
    preferredLanguage: 'sv',
    tenantType: 'AAD',
    onPremisesSyncEnabled: true,
    verifiedDomains: organisation.domains.map(({ id, isDefault, isInitial }) => ({
      name: id,
      isDefault,
      isInitial,
      type: 'Managed',
    })),
  };
}

/** `allowedToUseSSPR` speaks of administrators only. */
const AUTHORIZATION_POLICY = {
  id: 'authorizationPolicy',
  displayName: 'Authorization Policy',
  description: 'Used to manage authorization related settings across the company.',
  allowInvitesFrom: 'everyone',
  allowedToSignUpEmailBasedSubscriptions: true,
  allowedToUseSSPR: true,
  allowEmailVerifiedUsersToJoinOrganization: false,
  blockMsolPowerShell: false,
};

const AUTHENTICATION_METHODS_POLICY = {
  id: 'authenticationMethodsPolicy',
  displayName: 'Authentication Methods Policy',
  description: 'The tenant-wide policy that controls which authentication methods are allowed in the tenant.',
  policyVersion: '1.5',
  policyMigrationState: 'migrationComplete',
  registrationEnforcement: {
    authenticationMethodsRegistrationCampaign: {
      snoozeDurationInDays: 1,
      enforceRegistrationAfterAllowedSnoozes: true,
      state: 'default',
      excludeTargets: [],
      includeTargets: [
        { id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'microsoftAuthenticator' },
      ],
    },
  },
  authenticationMethodConfigurations: [
    { '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration', id: 'Sms', state: 'enabled' },
    { '@odata.type': '#microsoft.graph.emailAuthenticationMethodConfiguration', id: 'Email', state: 'enabled' },
    {
      '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration',
      id: 'MicrosoftAuthenticator',
      state: 'enabled',
    },
    { '@odata.type': '#microsoft.graph.voiceAuthenticationMethodConfiguration', id: 'Voice', state: 'disabled' },
    { '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration', id: 'Fido2', state: 'enabled' },
  ],
};
