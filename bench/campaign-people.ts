import type { DirectoryUser } from '../shared/recipient/directory-user.ts';
import { hashFraction } from '../shared/recipient/hash-fraction.ts';
import type { UserFacts } from '../shared/recipient/verdict.ts';
import { aRegistration, premiumPlan } from '../test/builders/people.ts';

/** The nth person's object id; ids are in the order of their numbers. */
export const idOf = (n: number): string => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
export const numberOf = (id: string): number => Number.parseInt(id.slice(0, 8), 16);

export const addressOf = (n: number): string => `person-${n}@contoso.com`;
export const numberAt = (address: string): number => Number(/\d+/.exec(address));

export const registration = aRegistration();
const createdDateTime = new Date('2020-02-29T01:02:03Z');
const plans = [premiumPlan];

/** Everybody works in Sweden, is licensed and has still to register. */
export const userOf = (n: number): DirectoryUser => ({
  id: idOf(n),
  userPrincipalName: addressOf(n),
  displayName: `Person ${n}`,
  givenName: undefined,
  mail: addressOf(n),
  otherMails: [],
  preferredLanguage: 'sv-SE',
  usageLocation: 'SE',
  department: undefined,
  companyName: undefined,
  country: undefined,
  employeeType: undefined,
  accountEnabled: true,
  userType: 'member',
  createdDateTime,
  onPremisesSyncEnabled: false,
  employeeHireDate: undefined,
  servicePlanIds: plans,
  gracePlanIds: [],
  hasLapsedPlans: false,
  skuIds: [],
  lastSignInDateTime: undefined,
  neverSignedIn: false,
});

export const factsOf = (n: number): UserFacts => ({
  user: userOf(n),
  isInDirectory: true,
  registration,
  memberOf: [],
  excludedByOperator: false,
  suppressedAddresses: [],
});

/** Three in five register after the nudge, within three days of it. */
export function registersAfterMs(n: number): number | undefined {
  const share = hashFraction(`registers|${n}`);
  return share < 0.6 ? (share / 0.6) * 3 * 86_400_000 : undefined;
}
