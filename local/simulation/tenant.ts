import { dealCases } from './cases.ts';
import { COUNTRIES } from './countries.ts';
import { planGroups } from './groups.ts';
import type { Domain, MailboxHealth, Organisation, Person, PersonCase } from './person.ts';
import { createPerson } from './person-generator.ts';
import { drawsFor, guidFor, shuffled } from './randomness.ts';

export const MANAGED_DOMAIN = 'contoso.com';
export const FEDERATED_DOMAIN = 'fabrikam-works.com';
export const INITIAL_DOMAIN = 'contoso.onmicrosoft.com';

const DOMAINS: readonly Domain[] = [
  { id: INITIAL_DOMAIN, authenticationType: 'Managed', isDefault: false, isInitial: true },
  { id: MANAGED_DOMAIN, authenticationType: 'Managed', isDefault: true, isInitial: false },
  { id: FEDERATED_DOMAIN, authenticationType: 'Federated', isDefault: false, isInitial: false },
];

/** What a careless page or mail would run as HTML. */
const AWKWARD_NAME = `Tom <b>"O'Neil"</b> & Sons`;

export interface OrganisationOptions {
  readonly users: number;
  readonly seed: number;
  readonly startsAt: Date;
}

/** An invented organisation; the same options give the same people, ids and groups. */
export function generateOrganisation(options: OrganisationOptions): Organisation {
  const { users, seed } = options;
  const startsAtMs = options.startsAt.getTime();
  const cases = dealCases(users, drawsFor(seed, 'cases'));
  const mailboxes = dealMailboxes(cases, seed);
  const awkward = cases.indexOf('otherMailOnly');
  const people: Person[] = cases.map((personCase, index) => {
    const person = createPerson({ seed, index, personCase, mailbox: mailboxes[index] ?? 'works', startsAtMs });
    return index === awkward ? { ...person, displayName: AWKWARD_NAME } : person;
  });
  const groups = planGroups(
    people,
    seed,
    COUNTRIES.map(({ code }) => code),
  );
  return { tenantId: guidFor(seed, 'tenant'), displayName: 'Contoso', domains: DOMAINS, people, groups, startsAtMs };
}

/** Bad mailboxes per mille of everybody who can get mail; a campaign of a hundred or more people meets a bounce. */
const BAD_MAILBOXES: readonly (readonly [MailboxHealth, number])[] = [
  ['bounces', 10],
  ['quarantines', 2],
  ['filters', 2],
  ['fails', 3],
];

function dealMailboxes(cases: readonly PersonCase[], seed: number): MailboxHealth[] {
  const mailboxes: MailboxHealth[] = cases.map(() => 'works');
  const ordinary = cases.flatMap((personCase, index) => (personCase === 'eligible' ? [index] : []));
  const unlucky = shuffled(drawsFor(seed, 'mailboxes'), ordinary);
  let next = 0;
  for (const [health, perMille] of BAD_MAILBOXES) {
    const count =
      Math.round((cases.length * perMille) / 1_000 / 3) || (health === 'bounces' && cases.length >= 100 ? 1 : 0);
    for (const index of unlucky.slice(next, next + count)) mailboxes[index] = health;
    next += count;
  }
  return mailboxes;
}
