import type { DirectoryUser } from '../../shared/recipient/directory-user.ts';
import type { UserFacts } from '../../shared/recipient/verdict.ts';
import type { Registration } from '../../shared/registration/registration.ts';
import { after, at } from './instants.ts';

/** The object id of the nth person. Their first digits, and so their partitions, differ. */
export const personId = (n: number): string =>
  `${(n % 16).toString(16)}0000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** AAD_PREMIUM, Entra ID P1. */
export const premiumPlan = '41781fb2-bc02-4b7c-bd55-b576c07bb09d';
/** AAD_SMB, which licenses a reset of cloud-only accounts only. */
export const businessPlan = 'de377cbc-0019-4ec2-b77c-3f223947e102';

export const groupId = '7f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a11';
export const otherGroupId = '8f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a12';

/** An employee in Sweden with an account of the cloud, a licence and a mailbox. */
export function aUser(change: Partial<DirectoryUser> = {}): DirectoryUser {
  const { id = personId(1) } = change;
  return {
    id,
    userPrincipalName: `person-${id.slice(-4)}@contoso.com`,
    displayName: 'Åsa Öberg',
    givenName: 'Åsa',
    mail: `person-${id.slice(-4)}@contoso.com`,
    otherMails: [],
    preferredLanguage: 'sv-SE',
    usageLocation: 'SE',
    department: 'Sales',
    companyName: 'Contoso AB',
    country: 'Sweden',
    employeeType: 'Employee',
    accountEnabled: true,
    userType: 'member',
    createdDateTime: at('2020-02-29T01:02:03Z'),
    onPremisesSyncEnabled: false,
    employeeHireDate: undefined,
    servicePlanIds: [premiumPlan],
    gracePlanIds: [],
    hasLapsedPlans: false,
    skuIds: [],
    lastSignInDateTime: after({ days: -1 }),
    neverSignedIn: false,
    ...change,
  };
}

/** In the scope of SSPR, with nothing registered yet. */
export const aRegistration = (change: Partial<Registration> = {}): Registration => ({
  isSsprEnabled: true,
  isSsprRegistered: false,
  isSsprCapable: false,
  isAdmin: false,
  methodsRegistered: [],
  ...change,
});

export const capableRegistration = aRegistration({
  isSsprRegistered: true,
  isSsprCapable: true,
  methodsRegistered: ['mobilePhone', 'email'],
});

/** Able to reset until text messages and calls end. */
export const phoneOnlyRegistration = { ...capableRegistration, methodsRegistered: ['mobilePhone'] };

/** Somebody who only has to register. */
export const someFacts = (change: Partial<UserFacts> = {}): UserFacts => ({
  user: aUser(),
  isInDirectory: true,
  registration: aRegistration(),
  memberOf: [],
  excludedByOperator: false,
  suppressedAddresses: [],
  ...change,
});
