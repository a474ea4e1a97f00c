import { describe, expect, it } from 'vitest';
import { directoryUserOf, userRow } from '../../../shared/adapters/graph/user-row.ts';
import { chooseAddress } from '../../../shared/recipient/address.ts';
import { judgeUser } from '../../../shared/recipient/verdict.ts';
import { premiumPlan, someFacts } from '../../builders/people.ts';
import { anAudience } from '../../builders/policies.ts';

const plan = (servicePlanId: string, capabilityStatus = 'Enabled') => ({ servicePlanId, capabilityStatus });

/** A member of the cloud with Microsoft 365 E3, as Graph answers. */
const documented = {
  id: '11111111-2222-3333-4444-555555555555',
  userPrincipalName: 'anna@contoso.com',
  displayName: 'Anna Berg',
  givenName: 'Anna',
  mail: 'anna@contoso.com',
  otherMails: [],
  preferredLanguage: null,
  usageLocation: 'SE',
  accountEnabled: true,
  userType: 'Member',
  creationType: null,
  externalUserState: null,
  createdDateTime: '2024-01-01T00:00:00Z',
  onPremisesSyncEnabled: null,
  assignedLicenses: [{ skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965', disabledPlans: [] }],
  assignedPlans: [plan(premiumPlan)],
};

function verdictOn(change: object): string {
  const user = directoryUserOf(userRow.parse({ ...documented, ...change }));
  const verdict = judgeUser(someFacts({ user }), { audience: anAudience(), now: new Date('2026-11-28T09:00:00Z') });
  return verdict.selected ? 'selected' : verdict.because;
}

const premium2 = 'eec0eb4f-6444-4f95-aba0-50c24d67f998';
const exchange = plan('9aaf7827-d63c-4b61-89c3-182f06f82e5c');
const teams = plan('57ff2da0-773e-42df-b2af-ffb7a2317929');
const businessStandard = [{ skuId: 'F245ECC8-75AF-4F8E-B61F-27D8114DE5F3', disabledPlans: [] }];
const own = { signInType: 'userPrincipalName', issuer: 'contoso.onmicrosoft.com', issuerAssignedId: 'x' };
const foreign = { signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null };

const sources = {
  plans: 'https://learn.microsoft.com/graph/api/resources/assignedplan',
  licensing: 'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-licensing',
  skus: 'https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference',
  userType: 'https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/654',
  external: 'https://learn.microsoft.com/entra/external-id/user-properties',
  user: 'https://learn.microsoft.com/graph/api/resources/user',
};

describe('a row of Graph as it was met in the field', () => {
  it.each<[string, object, string, string]>([
    ['no userType (truth 1)', { userType: null }, 'selected', sources.userType],
    [
      'no userType, and the name of a guest (truth 1)',
      { userType: null, userPrincipalName: 'a_b.example#EXT#@contoso.com' },
      'guest',
      sources.userType,
    ],
    ['no display name (truth 1)', { displayName: null }, 'selected', sources.userType],
    ['a plan in its grace period (truth 2)', { assignedPlans: [plan(premium2, 'Warning')] }, 'selected', sources.plans],
    [
      'a suspended plan (truth 2)',
      { assignedPlans: [plan(premium2, 'Suspended')] },
      'noQualifyingLicence',
      sources.plans,
    ],
    [
      'a plan that is locked out (truth 2)',
      { assignedPlans: [plan(premium2, 'LockedOut')] },
      'noQualifyingLicence',
      sources.plans,
    ],
    ['a deleted plan (truth 2)', { assignedPlans: [plan(premium2, 'Deleted')] }, 'noQualifyingLicence', sources.plans],
    [
      'Business Standard (truth 3)',
      { assignedLicenses: businessStandard, assignedPlans: [exchange, teams] },
      'selected',
      sources.licensing,
    ],
    [
      'Business Standard, synchronised (truth 3)',
      { assignedLicenses: businessStandard, assignedPlans: [exchange], onPremisesSyncEnabled: true },
      'noQualifyingLicence',
      sources.licensing,
    ],
    [
      'a Teams room (truth 5)',
      {
        userPrincipalName: 'room.adams@contoso.com',
        assignedLicenses: [{ skuId: '4cde982a-ede4-4409-9ae6-b003453c8ea6' }],
        assignedPlans: [plan(premiumPlan), teams],
      },
      'sharedOrServiceAccount',
      sources.skus,
    ],
    [
      'an external member (truth 6)',
      {
        userPrincipalName: 'anna_fabrikam.example#EXT#@contoso.onmicrosoft.com',
        creationType: 'Invitation',
        externalUserState: 'Accepted',
      },
      'guest',
      sources.external,
    ],
    ['an external member whose name was changed (truth 6)', { identities: [foreign, own] }, 'guest', sources.external],
    [
      'somebody who signs in with a Google account (truth 6)',
      { identities: [{ signInType: 'federated', issuer: 'google.com' }] },
      'guest',
      sources.external,
    ],
    [
      'an invitation that is still open (truth 6)',
      { externalUserState: 'PendingAcceptance' },
      'guest',
      sources.external,
    ],
    [
      'an invitation of which no identity is known (truth 6)',
      { creationType: 'Invitation' },
      'guest',
      sources.external,
    ],
    [
      'an external account that became an internal one (truth 6)',
      { creationType: 'Invitation', identities: [own] },
      'selected',
      sources.external,
    ],
    [
      'a member of self-service sign-up (truth 6)',
      { creationType: 'EmailVerified', identities: [own] },
      'selected',
      sources.external,
    ],
    ['a first day in two weeks (truth 7)', { employeeHireDate: '2026-12-12T00:00:00Z' }, 'notStartedYet', sources.user],
    ['a first day of today (truth 7)', { employeeHireDate: '2026-11-28T00:00:00Z' }, 'selected', sources.user],
    ['a first day of tomorrow (truth 7)', { employeeHireDate: '2026-11-29T00:00:00Z' }, 'notStartedYet', sources.user],
    [
      'a first day of today, where it is nearly over (truth 7)',
      { employeeHireDate: '2026-11-28T00:00:00Z', usageLocation: 'NZ' },
      'selected',
      sources.user,
    ],
    [
      'a first day that has just begun (truth 7)',
      { employeeHireDate: '2026-11-28T00:00:00Z', usageLocation: 'US' },
      'selected',
      sources.user,
    ],
  ])('with %s', (_what, change, right, _source) => {
    expect(verdictOn(change)).toBe(right);
  });

  it('is not written to on the evening before the first day, though it is that day in UTC (truth 7)', () => {
    const user = directoryUserOf(
      userRow.parse({ ...documented, usageLocation: 'US', employeeHireDate: '2026-12-01T00:00:00Z' }),
    );
    const at = (now: string) => judgeUser(someFacts({ user }), { audience: anAudience(), now: new Date(now) });
    expect(at('2026-12-01T01:00:00Z')).toEqual({ selected: false, because: 'notStartedYet' });
    expect(at('2026-12-01T14:00:00Z')).toMatchObject({ selected: true });
  });
});

describe('an address as it was met in the field', () => {
  // https://github.com/ansman/validate.js/issues/87, RFC 5322 3.2.3 and 3.4.1, RFC 5321 4.5.3.1
  it.each([
    'ivan@xn--e1afmkfd.xn--p1ai',
    'r&d.lead@contoso.com',
    "o'brien@contoso.com",
    'anna#berg@contoso.com',
    'a!b%c/d=e?f^g`h{i|j}k~l*m@contoso.com',
    `${'a'.repeat(64)}@contoso.com`,
    'anna@mail.sub.contoso.museum',
    'anna@3com.co.uk',
    'Anna.Berg+sspr@Contoso-Group.EU',
  ])('%s is written to (truth 12)', (mail) => {
    expect(chooseAddress({ mail, otherMails: [], userPrincipalName: 'x@contoso.com' }, [])).toBe(mail);
    expect(verdictOn({ mail })).toBe('selected');
  });

  it.each([
    '.anna@contoso.com',
    'anna.@contoso.com',
    'anna@-contoso.com',
    'anna@contoso-.com',
    'anna@contoso.123',
    'anna@contoso..com',
    'anna@[192.0.2.1]',
    '"anna berg"@contoso.com',
    'änna@contoso.com',
    `${'a'.repeat(65)}@contoso.com`,
    'SMTP:anna@contoso.com',
    'anna@contoso.com.',
  ])('%s is there and cannot be used (truth 12)', (mail) => {
    expect(verdictOn({ mail })).toBe('addressMalformed');
  });

  it.each([null, '', '  '])('%j is none at all (truth 12)', (mail) => {
    expect(verdictOn({ mail })).toBe('noUsableAddress');
  });
});
