import type { Probe } from '../../../shared/tenant/probe.ts';
import { describe, expect, it } from 'vitest';
import { judgePreflight } from '../../../shared/preflight/preflight.ts';
import type { PreflightFacts } from '../../../shared/preflight/preflight-facts.ts';
import type { Subscription } from '../../../shared/tenant/tenant-facts.ts';
import { aDocument } from '../../builders/documents.ts';
import { after } from '../../builders/instants.ts';
import { premiumPlan, probed, somePreflightFacts } from '../../builders/preflight.ts';

const checkOf = (id: string, change: Partial<PreflightFacts>) =>
  judgePreflight({ ...somePreflightFacts, ...change }).checks.find((check) => check.id === id);

describe('preflight of a tenant without a report (issue 17)', () => {
  const refused = (code: string) => ({ kind: 'refused', status: 403, code }) as const;
  const registrationReport = refused('Authentication_RequestFromNonPremiumTenantOrB2CTenant');
  const resources = { ...somePreflightFacts.resources, registrationReport };
  const granted: Probe<true> = { kind: 'read', value: true };
  const readingMethods = { ...resources, registeredMethods: granted, adminRoles: granted };
  const declared = (change: Partial<PreflightFacts['document']['sspr']> = {}): PreflightFacts['document'] => {
    const { sspr, ...document } = aDocument();
    return { ...document, sspr: { ...sspr, scope: 'all', allowedMethods: ['email'], ...change } };
  };
  const premiumCheck = (change: Partial<PreflightFacts>) => checkOf('premium licence', { resources, ...change });

  it('fails as ever where methods are not to be read, and names the setting', () => {
    const check = premiumCheck({ document: declared() });
    expect(check?.status).toBe('fail');
    expect(check?.remedy).toContain('METHODS_WITHOUT_P1');
    expect(checkOf('permission: read methods of people', { resources })).toBeUndefined();
  });

  it.each<[string, Parameters<typeof declared>[0], string, RegExp]>([
    ['the policy is declared', {}, 'pass', /methods of each person/],
    ['nobody declared what is allowed', { allowedMethods: undefined }, 'fail', /sspr.allowedMethods/],
    ['nobody declared the scope', { scope: 'unknown' }, 'fail', /sspr.scope/],
    ['questions are allowed', { allowedMethods: ['email', 'securityQuestions'] }, 'warn', /cannot be seen/],
  ])('goes by what was declared where they are: %s', (_, change, status, words) => {
    const check = premiumCheck({ resources: readingMethods, document: declared(change) });
    expect(check?.status).toBe(status);
    expect(JSON.stringify(check)).toMatch(words);
  });

  it('tries the two permissions that it takes', () => {
    const denied = refused('Authorization_RequestDenied');
    const change = { resources: { ...resources, registeredMethods: denied, adminRoles: denied } };
    expect(checkOf('permission: read methods of people', change)).toMatchObject({ status: 'fail' });
    expect(checkOf('permission: read admin roles', change)).toMatchObject({ status: 'fail' });
    expect(checkOf('permission: read methods of people', { resources: readingMethods })).toMatchObject({
      status: 'pass',
    });
  });

  it('changes nothing in a tenant that has a report', () => {
    expect(checkOf('premium licence', {})?.detail).toContain('seats of it are assigned');
  });
});

describe('preflight of what a setting has the app read (issue 17)', () => {
  const denied = { kind: 'refused', status: 403, code: 'ErrorAccessDenied' } as const;

  it.each([
    ['mailboxPurposes', 'permission: read what mailboxes are for', 'MailboxSettings.Read'],
    ['adminRoles', 'permission: read admin roles', 'RoleManagement.Read.Directory'],
  ] as const)('tries %s only where it is read', (resource, id, permission) => {
    const resources = (probe: Probe<true>) => ({ resources: { ...somePreflightFacts.resources, [resource]: probe } });
    expect(checkOf(id, {})).toBeUndefined();
    expect(checkOf(id, resources(probed(true)))).toMatchObject({ status: 'pass' });
    const check = checkOf(id, resources(denied));
    expect(check).toMatchObject({ status: 'fail', remedy: expect.stringContaining(permission) });
  });
});

describe('preflight of licences (everyone 6)', () => {
  const other = '11111111-1111-4111-8111-111111111111';

  it.each<[string, readonly Subscription[], 'pass' | 'warn' | 'fail']>([
    ['a seat is assigned', [{ servicePlans: [premiumPlan], consumedUnits: 1 }], 'pass'],
    ['no seat is assigned', [{ servicePlans: [premiumPlan], consumedUnits: 0 }], 'warn'],
    [
      'seats of something else are',
      [
        { servicePlans: [premiumPlan], consumedUnits: 0 },
        { servicePlans: [other], consumedUnits: 9 },
      ],
      'warn',
    ],
    ['nobody says how many', [{ servicePlans: [premiumPlan], consumedUnits: undefined }], 'pass'],
    ['there is no such subscription', [{ servicePlans: [other], consumedUnits: 9 }], 'fail'],
  ])('where %s', (_, subscriptions, status) => {
    expect(checkOf('premium licence', { subscriptions: probed(subscriptions) })?.status).toBe(status);
  });
});

describe('preflight of the log of resets (everyone 6)', () => {
  const readAt = after({ minutes: -3 });

  it.each<[string, Partial<PreflightFacts>, 'pass' | 'warn' | undefined]>([
    ['has told', {}, 'pass'],
    [
      'has told nothing, so that nobody may have opted in',
      { logReading: { readAt, wholeSince: readAt, hasTold: false } },
      'warn',
    ],
    ['was not read yet', { logReading: undefined }, undefined],
    ['is not to be had', { origin: { cloud: 'china', canReply: true } }, undefined],
  ])('that %s', (_, change, status) => {
    expect(checkOf('log of resets', change)?.status).toBe(status);
  });
});
