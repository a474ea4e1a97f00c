import { HOUR_MS } from './durations.ts';
import type { Person } from './person.ts';
import { existsAt, isEnabledAt, type PersonState } from './person-state.ts';
import { guidFor } from './randomness.ts';

const ENTRA_ID_P1_PLAN = '41781fb2-bc02-4b7c-bd55-b576c07bb09d';
const EXCHANGE_PLAN = 'efb87545-963c-4e0d-99df-69c6916d9eb0';
export const BUSINESS_STANDARD_SKU = 'f245ecc8-75af-4f8e-b61f-27d8114de5f3';
export const BUSINESS_PREMIUM_SKU = 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46';

/** What Graph answers about a user when nothing is selected. */
export const DEFAULT_USER_PROPERTIES = [
  'businessPhones',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
];

export type GraphUser = ReturnType<typeof graphUser>;

/** The user resource, with every property of it that is simulated. */
export function graphUser(state: PersonState, seed: number, nowMs: number) {
  const { person } = state;
  return {
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    displayName: person.displayName,
    givenName: person.givenName,
    surname: person.surname,
    mail: mailOf(state),
    mailNickname: person.userPrincipalName.split('@')[0]?.replace('#EXT#', ''),
    otherMails: person.otherMails,
    proxyAddresses: mailOf(state) === null ? [] : [`SMTP:${mailOf(state)}`],
    preferredLanguage: person.preferredLanguage,
    usageLocation: person.countryCode,
    country: person.countryCode,
    city: person.city,
    officeLocation: person.city,
    accountEnabled: isEnabledAt(state, nowMs),
    userType: userType(person),
    externalUserState: person.isGuest ? 'Accepted' : null,
    creationType: person.isGuest ? 'Invitation' : null,
    identities: identities(person),
    createdDateTime: new Date(person.createdAtMs).toISOString(),
    employeeType: person.personCase === 'serviceAccount' ? null : 'Employee',
    employeeId: null,
    employeeHireDate: null,
    department: person.department,
    jobTitle: person.jobTitle,
    companyName: person.isGuest ? null : 'Contoso',
    businessPhones: [],
    mobilePhone: null,
    assignedLicenses: person.isLicensed ? [{ disabledPlans: [], skuId: skuOf(person) }] : [],
    assignedPlans: person.oddity === 'assignedPlansNull' ? null : assignedPlans(person),
    ...onPremisesProperties(person, seed),
    signInActivity: signInActivity(person, nowMs),
  };
}

function userType({ oddity, isGuest }: Person): string | null {
  if (oddity === 'noUserType') return null;
  return isGuest && oddity !== 'externalMember' ? 'Guest' : 'Member';
}

/** Everybody signs in with a name of the tenant; people of other organisations with theirs, too. */
function identities({ isGuest, userPrincipalName }: Person) {
  const own = {
    signInType: 'userPrincipalName',
    issuer: 'contoso.onmicrosoft.com',
    issuerAssignedId: userPrincipalName,
  };
  return isGuest ? [{ signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null }, own] : [own];
}

const mailOf = ({ person, movedTo }: PersonState): string | null => movedTo ?? person.mail;

const skuOf = ({ isPremium }: Person): string => (isPremium ? BUSINESS_PREMIUM_SKU : BUSINESS_STANDARD_SKU);

/** Shared mailboxes have a mail plan, the unlicensed a free one; only the licensed have Entra ID P1. */
function assignedPlans(person: Person) {
  const assignedDateTime = new Date(person.createdAtMs).toISOString();
  const plan = (service: string, servicePlanId: string, capabilityStatus: string) => ({
    assignedDateTime,
    capabilityStatus,
    service,
    servicePlanId,
  });
  const status = person.oddity === 'gracePeriod' ? 'Warning' : 'Enabled';
  if (person.isLicensed && !person.isPremium) return [plan('exchange', EXCHANGE_PLAN, status)];
  if (person.isLicensed)
    return [plan('exchange', EXCHANGE_PLAN, status), plan('AADPremiumService', ENTRA_ID_P1_PLAN, status)];
  return person.personCase === 'unlicensed'
    ? [plan('exchange', EXCHANGE_PLAN, 'Enabled'), plan('AADPremiumService', ENTRA_ID_P1_PLAN, 'Deleted')]
    : [];
}

function onPremisesProperties(person: Person, seed: number) {
  if (!person.isSynced)
    return {
      onPremisesSyncEnabled: null,
      onPremisesDomainName: null,
      onPremisesImmutableId: null,
      onPremisesLastSyncDateTime: null,
    };
  return {
    onPremisesSyncEnabled: true,
    onPremisesDomainName: person.isFederated ? 'fabrikam-works.local' : 'contoso.local',
    onPremisesImmutableId: Buffer.from(guidFor(seed, 'anchor', person.index))
      .toString('base64')
      .slice(0, 24),
    onPremisesLastSyncDateTime: new Date(person.createdAtMs + HOUR_MS).toISOString(),
  };
}

function signInActivity(person: Person, nowMs: number) {
  if (person.lastSignInAtMs === null) return undefined;
  const isRegular = person.personCase !== 'inactive' && person.isEnabledAtStart;
  const signedInAt = new Date(
    isRegular ? Math.max(person.lastSignInAtMs, nowMs - 36 * HOUR_MS) : person.lastSignInAtMs,
  );
  return {
    lastSignInDateTime: signedInAt.toISOString(),
    lastNonInteractiveSignInDateTime: signedInAt.toISOString(),
    lastSuccessfulSignInDateTime: signedInAt.toISOString(),
  };
}

/** The user's methods, as `GET /users/{id}/authentication/methods` lists them; everybody has a password. */
export function authenticationMethods(
  methods: readonly string[],
  entered: ReadonlyMap<string, string> = new Map(),
): Record<string, unknown>[] {
  return ['password', ...methods].flatMap((method) => {
    const kind = METHOD_RESOURCES[method];
    if (kind === undefined) return [];
    const value = entered.get(method);
    if (value === undefined) return [kind];
    return [{ ...kind, ...('phoneNumber' in kind ? { phoneNumber: value } : { emailAddress: value }) }];
  });
}

/** Fixed ids: microsoft graph uses the same id for a kind of phone in every tenant. */
const METHOD_RESOURCES: Readonly<Record<string, Record<string, unknown>>> = {
  password: {
    '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
    id: '28c10230-6103-485e-b985-444c60001490',
    password: null,
  },
  mobilePhone: phone('3179e48a-750b-4051-897c-87b9720928f7', 'mobile', '+46 701740605'),
  alternateMobilePhone: phone('b6332ec1-7057-4abe-9331-3d72feddfe41', 'alternateMobile', '+46 701740606'),
  officePhone: phone('e37fc753-ff3b-4958-9484-eaa9425c82bc', 'office', '+46 84650000'),
  email: {
    '@odata.type': '#microsoft.graph.emailAuthenticationMethod',
    id: '3ddfcfc8-9383-446f-83cc-3ab9be4be18f',
    emailAddress: 'private@example.net',
  },
  microsoftAuthenticatorPush: {
    '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod',
    id: '6803c096-8b84-4cc6-9d52-ba7ef3b0b0e5',
    displayName: 'Phone',
    deviceTag: 'SoftwareTokenActivated',
  },
  softwareOneTimePasscode: {
    '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethod',
    id: 'b172893e-893f-4c1b-9a2b-8c1d5c1b8e55',
    secretKey: null,
  },
  fido2: {
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
    id: '-2_GRUg2-HYz6_1YG4YRAQ2',
    displayName: 'Security key',
    model: 'NFC key',
  },
  windowsHelloForBusiness: {
    '@odata.type': '#microsoft.graph.windowsHelloForBusinessAuthenticationMethod',
    id: 'b1f3d2b6-6c4d-4d4c-9f26-1d8a4bb6b0bb',
    displayName: 'Laptop',
  },
};

function phone(id: string, phoneType: string, phoneNumber: string): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.phoneAuthenticationMethod',
    id,
    phoneType,
    phoneNumber,
    smsSignInState: 'notAllowedByPolicy',
  };
}

/** The user when the directory has them now. */
export function presentUser(state: PersonState | undefined, seed: number, nowMs: number): GraphUser | undefined {
  return state !== undefined && existsAt(state, nowMs) ? graphUser(state, seed, nowMs) : undefined;
}
