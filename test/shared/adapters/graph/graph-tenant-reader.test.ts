import { describe, expect, it } from 'vitest';
import { createGraphTenantReader } from '../../../../shared/adapters/graph/graph-tenant-reader.ts';

/** A reader of a Graph that answers `body` to everything, and what it was asked. */
function readerOf(body: unknown) {
  const asked: string[] = [];
  const reader = createGraphTenantReader(async (path) => {
    asked.push(path);
    return { kind: 'read', value: { status: 200, headers: new Headers(), body } };
  });
  return { reader, asked };
}

const unreadable = { kind: 'refused', status: 200, code: 'unreadableAnswer' };

describe('the policy on authentication methods (everyone 6)', () => {
  // https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy
  const campaign = { snoozeDurationInDays: 1, state: 'default', includeTargets: [] };
  const whole = {
    id: 'authenticationMethodsPolicy',
    policyMigrationState: 'migrationComplete',
    registrationEnforcement: { authenticationMethodsRegistrationCampaign: campaign },
    authenticationMethodConfigurations: [
      { '@odata.type': '#microsoft.graph.smsAuthenticationMethodConfiguration', id: 'Sms', state: 'enabled' },
      { id: 'Voice', state: 'disabled' },
    ],
  };

  it.each([
    [
      'whole',
      whole,
      { migrationState: 'migrationComplete', campaign: 'default', known: ['Sms', 'Voice'], enabled: ['Sms'] },
    ],
    ['of an older tenant', { authenticationMethodConfigurations: [] }, { known: [], enabled: [] }],
    [
      'with nulls',
      { ...whole, policyMigrationState: null, registrationEnforcement: null },
      { known: ['Sms', 'Voice'], enabled: ['Sms'] },
    ],
  ])('is read: %s', async (_, body, value) => {
    const { reader, asked } = readerOf(body);
    expect(await reader.readMethodsPolicy()).toEqual({ kind: 'read', value });
    expect(asked).toEqual(['/policies/authenticationMethodsPolicy']);
  });

  it('is not guessed at', async () => {
    expect(await readerOf({ value: [] }).reader.readMethodsPolicy()).toEqual(unreadable);
  });
});

describe('whether admins may reset (everyone 6)', () => {
  it.each([
    [{ allowedToUseSSPR: true }, true],
    [{ allowedToUseSSPR: false }, false],
    [{}, undefined],
    [{ allowedToUseSSPR: null }, undefined],
  ])('is read: %j', async (body, value) => {
    expect(await readerOf(body).reader.readAdminReset()).toEqual({ kind: 'read', value });
  });

  it('is not guessed at', async () => {
    expect(await readerOf({ allowedToUseSSPR: 'yes' }).reader.readAdminReset()).toEqual(unreadable);
  });
});

describe('the subscriptions in force (everyone 6)', () => {
  it('are read with their plans and their seats', async () => {
    const servicePlanId = '41781FB2-BC02-4B7C-BD55-B576C07BB09D';
    const sku = { capabilityStatus: 'Enabled', consumedUnits: 5, servicePlans: [{ servicePlanId }] };
    const others = [
      { ...sku, capabilityStatus: 'Suspended' },
      { ...sku, capabilityStatus: 'Warning', consumedUnits: null },
    ];
    const servicePlans = [servicePlanId.toLowerCase()];
    expect(await readerOf({ value: [sku, ...others] }).reader.readSubscriptions()).toEqual({
      kind: 'read',
      value: [
        { servicePlans, consumedUnits: 5 },
        { servicePlans, consumedUnits: undefined },
      ],
    });
  });
});
