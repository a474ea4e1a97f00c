import { COUNTRIES, type Country, plainLetters } from './countries.ts';
import { DAY_MS, HOUR_MS } from './durations.ts';
import type { MailboxHealth, MailboxPurpose, Oddity, Person, PersonCase, RowFault } from './person.ts';
import { type Draw, drawsFor, guidFor, pick, pickWeighted } from './randomness.ts';

export interface PersonSeed {
  readonly seed: number;
  readonly index: number;
  readonly personCase: PersonCase;
  readonly mailbox: MailboxHealth;
  readonly rowFault: RowFault | undefined;
  readonly oddity: Oddity | undefined;
  readonly withoutP1: boolean;
  readonly startsAtMs: number;
}

const DEPARTMENTS = ['Sales', 'Finance', 'Engineering', 'Operations', 'People', 'Legal', 'Logistics', 'Research'];
const JOB_TITLES = ['Specialist', 'Coordinator', 'Manager', 'Analyst', 'Engineer', 'Assistant'];
const CAPABLE_METHODS = [
  ['mobilePhone'],
  ['mobilePhone', 'microsoftAuthenticatorPush'],
  ['email', 'mobilePhone'],
  ['email'],
];

/** One person of the given case, invented from the seed and their place in the directory alone. */
export function createPerson(from: PersonSeed): Person {
  const { seed, index, personCase } = from;
  const draw = drawsFor(seed, 'person', index);
  const country = pickWeighted(
    draw,
    COUNTRIES.map((one) => [one, one.weight] as const),
  );
  const identity = inventIdentity(draw, from, country);
  const isSynced = !NEVER_SYNCED.has(personCase) && (identity.isFederated || draw() < 0.3);
  return {
    index,
    id: guidFor(seed, 'user', index),
    personCase,
    ...identity,
    countryCode: country.code,
    city: country.city,
    timeZone: pick(draw, country.timeZones),
    preferredLanguage: inventLanguage(draw, personCase, country),
    isGuest: personCase === 'guest',
    isAdmin: personCase === 'admin',
    isSynced,
    isLicensed: !UNLICENSED.has(personCase) || from.oddity === 'externalMember',
    isPremium: !from.withoutP1,
    isSsprEnabled: !NOT_IN_SCOPE.has(personCase) || from.oddity === 'externalMember',
    isEnabledAtStart: personCase !== 'disabled' && personCase !== 'sharedMailbox',
    methodsAtStart: inventMethods(draw, personCase),
    createdAtMs: inventCreation(draw, from),
    lastSignInAtMs: inventLastSignIn(draw, from),
    mailbox: from.mailbox,
    mailboxPurpose: purposeOf(from, identity),
    readiness: personCase === 'hiddenMailbox' ? 0 : pickWeighted(draw, READINESS),
    rowFault: from.rowFault,
    oddity: from.oddity,
  };
}

const PURPOSES = ['shared', 'room', 'equipment'] as const;

/** Mailboxes that are nobody's are each of these in turn. */
function purposeOf({ personCase, index }: PersonSeed, { mail }: Identity): MailboxPurpose | undefined {
  if (personCase === 'hiddenMailbox') return PURPOSES[index % PURPOSES.length];
  if (personCase === 'sharedMailbox') return 'shared';
  return mail === null || personCase === 'guest' ? undefined : 'user';
}

const READINESS: readonly (readonly [number, number])[] = [
  [0.75, 35],
  [0.45, 35],
  [0.2, 20],
  [0, 10],
];
const UNLICENSED: ReadonlySet<PersonCase> = new Set(['unlicensed', 'sharedMailbox', 'serviceAccount', 'guest']);
const NOT_IN_SCOPE: ReadonlySet<PersonCase> = new Set(['outOfScope', 'guest', 'sharedMailbox', 'serviceAccount']);
const NEVER_SYNCED: ReadonlySet<PersonCase> = new Set(['guest', 'serviceAccount', 'newJoiner', 'hiddenMailbox']);

type Identity = Pick<
  Person,
  | 'displayName'
  | 'givenName'
  | 'surname'
  | 'userPrincipalName'
  | 'mail'
  | 'otherMails'
  | 'department'
  | 'jobTitle'
  | 'isFederated'
>;

function inventIdentity(draw: Draw, { index, personCase }: PersonSeed, country: Country): Identity {
  if (personCase === 'sharedMailbox') return nameless(`Invoices ${country.code} ${index}`, `invoices.${index}`, true);
  if (personCase === 'hiddenMailbox') return nameless(`Reception ${country.city} ${index}`, `reception.${index}`, true);
  if (personCase === 'serviceAccount') return nameless(`svc-backup-${index}`, `svc-backup-${index}`, false);
  const [givenName, plainGiven] = pick(draw, country.givenNames);
  const [surname, plainSurname] = pick(draw, country.surnames);
  const alias = `${plainLetters(plainGiven)}.${plainLetters(plainSurname)}${index}`.toLowerCase();
  const isFederated = personCase === 'eligible' && draw() < 0.06;
  const domain = isFederated ? 'fabrikam-works.com' : 'contoso.com';
  return {
    displayName: inventDisplayName(country, givenName, surname),
    givenName,
    surname,
    ...inventAddresses(personCase, alias, domain),
    department: pick(draw, DEPARTMENTS),
    jobTitle: personCase === 'executive' ? 'Vice President' : pick(draw, JOB_TITLES),
    isFederated,
  };
}

/** Family name first where that is the custom. */
function inventDisplayName(country: Country, givenName: string, surname: string): string {
  return country.code === 'JP' ? `${surname} ${givenName}` : `${givenName} ${surname}`;
}

function inventAddresses(personCase: PersonCase, alias: string, domain: string) {
  if (personCase === 'guest')
    return {
      userPrincipalName: `${alias}_adatum.com#EXT#@contoso.onmicrosoft.com`,
      mail: `${alias}@adatum.com`,
      otherMails: [`${alias}@adatum.com`],
    };
  const userPrincipalName = `${alias}@${domain}`;
  if (personCase === 'otherMailOnly') return { userPrincipalName, mail: null, otherMails: [`${alias}@example.net`] };
  if (personCase === 'noAddress') return { userPrincipalName, mail: null, otherMails: [] };
  return { userPrincipalName, mail: userPrincipalName, otherMails: [] };
}

function nameless(displayName: string, alias: string, hasMail: boolean): Identity {
  const userPrincipalName = `${alias}@contoso.com`;
  return {
    displayName,
    givenName: null,
    surname: null,
    userPrincipalName,
    mail: hasMail ? userPrincipalName : null,
    otherMails: [],
    department: null,
    jobTitle: null,
    isFederated: false,
  };
}

/** Directories hold proper tags, bare languages, tags with an underscore, empty texts and nothing at all. */
function inventLanguage(draw: Draw, personCase: PersonCase, country: Country): string | null {
  if (personCase === 'sharedMailbox' || personCase === 'serviceAccount') return null;
  return pickWeighted<string | null>(draw, [
    [country.language, 70],
    [country.language.slice(0, 2), 6],
    ['en-GB', 6],
    ['en_US', 4],
    ['', 5],
    [null, 9],
  ]);
}

function inventMethods(draw: Draw, personCase: PersonCase): readonly string[] {
  if (personCase === 'capable' || (personCase === 'fieldStaff' && draw() < 0.1)) return pick(draw, CAPABLE_METHODS);
  if (personCase === 'registeredNotCapable') return ['officePhone'];
  if (personCase === 'admin' || personCase === 'executive') return draw() < 0.5 ? ['microsoftAuthenticatorPush'] : [];
  return draw() < 0.12 ? ['windowsHelloForBusiness'] : [];
}

function inventCreation(draw: Draw, { personCase, startsAtMs }: PersonSeed): number {
  if (personCase !== 'newJoiner') return startsAtMs - Math.floor((30 + draw() * 2_000) * DAY_MS);
  return startsAtMs + 7 * DAY_MS + Math.floor(draw() * 5) * DAY_MS + Math.floor((7 + draw() * 8) * HOUR_MS);
}

function inventLastSignIn(draw: Draw, { personCase, startsAtMs }: PersonSeed): number | null {
  if (personCase === 'newJoiner' || personCase === 'sharedMailbox') return null;
  const daysAgo = personCase === 'inactive' ? 200 + draw() * 300 : draw() * 20;
  return startsAtMs - Math.floor(daysAgo * DAY_MS);
}
