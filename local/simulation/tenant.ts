import { dealCases, type Mixture } from './cases.ts';
import { COUNTRIES } from './countries.ts';
import { planGroups } from './groups.ts';
import type { Domain, MailboxHealth, Oddity, Organisation, Person, PersonCase, RowFault } from './person.ts';
import { createPerson } from './person-generator.ts';
import { drawsFor, guidFor, shuffled } from './randomness.ts';

const MANAGED_DOMAIN = 'contoso.com';
const FEDERATED_DOMAIN = 'fabrikam-works.com';
const INITIAL_DOMAIN = 'contoso.onmicrosoft.com';

const DOMAINS: readonly Domain[] = [
  { id: INITIAL_DOMAIN, authenticationType: 'Managed', isDefault: false, isInitial: true },
  { id: MANAGED_DOMAIN, authenticationType: 'Managed', isDefault: true, isInitial: false },
  { id: FEDERATED_DOMAIN, authenticationType: 'Federated', isDefault: false, isInitial: false },
];

const ROW_FAULTS: readonly RowFault[] = ['isSsprRegisteredMissing', 'isSsprCapableNull', 'methodsRegisteredNull'];

/** What a careless page or mail would run as HTML. */
const AWKWARD_NAME = `Tom <b>"O'Neil"</b> & Sons`;

export interface OrganisationOptions {
  readonly users: number;
  readonly seed: number;
  readonly startsAt: Date;
  readonly mixture?: Mixture;
  /** Nobody has Entra ID P1: the licensed have Business Standard, and there is no report. */
  readonly withoutP1?: boolean;
  /** So many mailboxes that are nobody's, and that no field of the directory tells, in the places of eligible people. */
  readonly hiddenMailboxes?: number;
}

/** An invented organisation; the same options give the same people, ids and groups. */
export function generateOrganisation(options: OrganisationOptions): Organisation {
  const { users, seed, withoutP1 = false } = options;
  const startsAtMs = options.startsAt.getTime();
  const cases = hideMailboxes(dealCases(users, drawsFor(seed, 'cases'), options.mixture), options.hiddenMailboxes);
  const mailboxes = dealMailboxes(cases, seed);
  const rowFaults = dealRowFaults(cases);
  const oddities = dealOddities(cases);
  const awkward = cases.indexOf('otherMailOnly');
  const people: Person[] = cases.map((personCase, index) => {
    const [mailbox, rowFault] = [mailboxes.get(index) ?? 'works', rowFaults.get(index)];
    const oddity = oddities.get(index);
    const person = createPerson({ seed, index, personCase, mailbox, rowFault, oddity, withoutP1, startsAtMs });
    return index === awkward ? { ...person, displayName: AWKWARD_NAME } : person;
  });
  const groups = planGroups(
    people,
    seed,
    COUNTRIES.map(({ code }) => code),
  );
  return {
    tenantId: guidFor(seed, 'tenant'),
    displayName: 'Contoso',
    domains: DOMAINS,
    people,
    groups,
    startsAtMs,
    withoutP1,
  };
}

/** The last of the eligible: nobody else becomes another one by it. */
function hideMailboxes(cases: readonly PersonCase[], count = 0): readonly PersonCase[] {
  const hidden = new Set(count === 0 ? [] : indexesOf(cases, 'eligible').slice(-count));
  return cases.map((personCase, index) => (hidden.has(index) ? 'hiddenMailbox' : personCase));
}

/** Bad mailboxes in a thousand people; an organisation of a hundred or more has one that bounces. */
const BAD_MAILBOXES: readonly (readonly [MailboxHealth, number])[] = [
  ['bounces', 3],
  ['quarantines', 1],
  ['filters', 1],
  ['fails', 1],
];

function dealMailboxes(cases: readonly PersonCase[], seed: number): Map<number, MailboxHealth> {
  const unlucky = shuffled(drawsFor(seed, 'mailboxes'), indexesOf(cases, 'eligible'));
  const bad = BAD_MAILBOXES.flatMap(([health, perThousand]) => {
    const least = health === 'bounces' && cases.length >= 100 ? 1 : 0;
    const count = Math.max(least, Math.round((cases.length * perThousand) / 1_000));
    return Array.from({ length: count }, () => health);
  });
  return new Map(bad.slice(0, unlucky.length).map((health, i) => [unlucky[i] ?? -1, health]));
}

/** Each kind of fault in turn, so that the first one is there in any organisation. */
function dealRowFaults(cases: readonly PersonCase[]): Map<number, RowFault> {
  const faults = indexesOf(cases, 'malformedRow').map(
    (index, i) => [index, ROW_FAULTS[i % ROW_FAULTS.length]] as const,
  );
  return new Map(faults.flatMap(([index, fault]) => (fault === undefined ? [] : [[index, fault]])));
}

/** One person each, in any organisation that has people of the case to spare. */
function dealOddities(cases: readonly PersonCase[]): Map<number, Oddity> {
  const [ancient, overdue] = indexesOf(cases, 'eligible');
  const [external] = indexesOf(cases, 'guest');
  const [, unreadable] = indexesOf(cases, 'outOfScope');
  const dealt = [
    [ancient, 'noUserType'],
    [overdue, 'gracePeriod'],
    [external, 'externalMember'],
    [unreadable, 'assignedPlansNull'],
  ] as const;
  return new Map(dealt.flatMap(([index, oddity]) => (index === undefined ? [] : [[index, oddity]])));
}

function indexesOf(cases: readonly PersonCase[], wanted: PersonCase): number[] {
  return cases.flatMap((personCase, index) => (personCase === wanted ? [index] : []));
}
