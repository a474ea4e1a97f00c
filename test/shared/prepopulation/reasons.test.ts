import { describe, expect, it } from 'vitest';
import { isOwnMailbox, reasonAgainstPrepopulating } from '../../../shared/prepopulation/reasons.ts';
import type { AudiencePolicy } from '../../../shared/recipient/audience.ts';
import type { UserFacts } from '../../../shared/recipient/verdict.ts';
import { after, now } from '../../builders/instants.ts';
import { aRegistration, aUser, capableRegistration, groupId, someFacts } from '../../builders/people.ts';
import { anAudience } from '../../builders/policies.ts';

const reasonFor = (facts: UserFacts | undefined, audience: Partial<AudiencePolicy> = {}) =>
  reasonAgainstPrepopulating(facts, anAudience(audience), now);

describe('security info is entered', () => {
  it.each<[string, Partial<UserFacts>, Partial<AudiencePolicy>]>([
    ['somebody who only has to register', {}, {}],
    ['a person without any mail address', { user: aUser({ mail: undefined }) }, {}],
    ['a person who has not signed in for long', { user: aUser({ lastSignInDateTime: after({ days: -400 }) }) }, {}],
    ['a person outside the included groups, whom the file names', {}, { includeGroups: [groupId] }],
    ['a person of the share that is not nudged', {}, { holdoutPercent: 100 }],
  ])('for %s', (_, facts, audience) => {
    expect(reasonFor(someFacts(facts), audience)).toBeUndefined();
  });
});

describe('security info is never entered', () => {
  it.each<[string, string, Partial<UserFacts>, Partial<AudiencePolicy>]>([
    ['a guest', 'guest', { user: aUser({ userType: 'guest' }) }, {}],
    [
      'a guest, though the campaign writes to guests',
      'guest',
      { user: aUser({ userType: 'guest' }) },
      { guests: true },
    ],
    ['an admin', 'adminUnderTwoGatePolicy', { registration: aRegistration({ isAdmin: true }) }, {}],
    [
      'an admin, though the campaign writes to admins',
      'adminUnderTwoGatePolicy',
      { registration: aRegistration({ isAdmin: true }) },
      { admins: 'include' },
    ],
    ['somebody who may be an admin for all we know', 'notReported', { registration: undefined }, {}],
    ['somebody who can reset already', 'alreadyCapable', { registration: capableRegistration }, {}],
    ['a disabled account', 'accountDisabled', { user: aUser({ accountEnabled: false }) }, {}],
    ['somebody who left', 'notInDirectory', { isInDirectory: false }, {}],
    ['somebody whom an operator excluded', 'excludedByOperator', { excludedByOperator: true }, {}],
    ['a member of an excluded group', 'inExcludedGroup', { memberOf: [groupId] }, { excludeGroups: [groupId] }],
    [
      'somebody outside the SSPR policy',
      'notInSsprScope',
      { registration: aRegistration({ isSsprEnabled: false }) },
      {},
    ],
    ['somebody without a licence', 'noQualifyingLicence', { user: aUser({ servicePlanIds: [] }) }, {}],
  ])('for %s', (_, because, facts, audience) => {
    expect(reasonFor(someFacts(facts), audience)).toBe(because);
  });

  it('for somebody whom no pass has seen', () => {
    expect(reasonFor(undefined)).toBe('notReported');
  });

  it.each([
    ['PERSON@contoso.com', true],
    ['person@fabrikam.com', true],
    ['person@example.com', false],
  ])('with the address of the very account: %s', (address, isOwn) => {
    const user = aUser({ mail: 'person@contoso.com', userPrincipalName: 'person@fabrikam.com' });
    expect(isOwnMailbox(someFacts({ user }), address)).toBe(isOwn);
  });
});
