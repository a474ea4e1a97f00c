import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { campaignDocumentFor } from '../../../local/simulation/campaign-document.ts';
import { GROUP_NAMES, transitiveMemberIndexes } from '../../../local/simulation/groups.ts';
import type { Organisation, PersonCase } from '../../../local/simulation/person.ts';
import { generateOrganisation } from '../../../local/simulation/tenant.ts';

const startsAt = new Date('2026-11-30T00:00:00Z');
const organisationOf = (users: number, seed = 7) => generateOrganisation({ users, seed, startsAt });

const CASES: PersonCase[] = [
  ...(['eligible', 'pilot', 'otherMailOnly', 'newJoiner', 'registeredNotCapable', 'capable', 'fieldStaff'] as const),
  ...(['executive', 'admin', 'guest', 'disabled', 'unlicensed', 'outOfScope', 'noAddress', 'inactive'] as const),
  ...(['sharedMailbox', 'serviceAccount', 'malformedRow'] as const),
];

describe('an organisation', () => {
  it('is the same for the same seed and size', () => {
    expect(organisationOf(60)).toEqual(organisationOf(60));
  });

  it('is another one for another seed', () => {
    expect(organisationOf(60, 8).people).not.toEqual(organisationOf(60, 7).people);
  });

  it('has exactly as many people as asked for, each with an id and a user principal name of their own', () => {
    const { people } = organisationOf(1_000);
    expect(people).toHaveLength(1_000);
    expect(new Set(people.map(({ id }) => id)).size).toBe(1_000);
    expect(new Set(people.map(({ userPrincipalName }) => userPrincipalName)).size).toBe(1_000);
  });

  it.each(CASES)('has somebody for the case %s, even with 60 people', (personCase) => {
    expect(organisationOf(60).people.some((person) => person.personCase === personCase)).toBe(true);
  });

  it('holds languages as directories do: proper tags, empty, missing and with an underscore', () => {
    const languages = new Set(organisationOf(300).people.map(({ preferredLanguage }) => preferredLanguage));
    expect(languages).toEqual(new Set([...languages, 'sv-SE', '', null, 'en_US']));
  });

  it('has a third that is capable already', () => {
    const capable = organisationOf(1_000).people.filter(({ personCase }) => personCase === 'capable');
    expect(capable).toHaveLength(350);
  });

  it('can have one person for each case, and the rest eligible', () => {
    const { people } = generateOrganisation({ users: 1_000, seed: 7, startsAt, mixture: 'nearlyAllEligible' });
    const counts = Object.entries(Object.groupBy(people, ({ personCase }) => personCase)).map(
      ([personCase, those]) => [personCase, those.length] as const,
    );
    expect(new Map(counts)).toEqual(new Map(CASES.map((one) => [one, one === 'eligible' ? 983 : 1])));
  });
});

describe('the groups', () => {
  const organisation = organisationOf(300);
  const cases = (name: string) => new Set(membersOf(organisation, name).map(({ personCase }) => personCase));

  it('keep field staff out of everything else', () => {
    expect(cases(GROUP_NAMES.fieldStaff)).toEqual(new Set(['fieldStaff']));
    expect(cases(GROUP_NAMES.allStaff)).not.toContain('fieldStaff');
  });

  it('hold all staff by nesting only', () => {
    const allStaff = organisation.groups.find(({ displayName }) => displayName === GROUP_NAMES.allStaff);
    expect(allStaff?.memberIndexes).toEqual([]);
    expect(membersOf(organisation, GROUP_NAMES.allStaff)).toHaveLength(300 - 24);
  });

  it('have the pilot and the executives inside all staff', () => {
    expect(cases(GROUP_NAMES.allStaff)).toEqual(new Set([...CASES].filter((one) => one !== 'fieldStaff')));
    expect(cases(GROUP_NAMES.executives)).toEqual(new Set(['executive']));
    expect(cases(GROUP_NAMES.pilot)).toEqual(new Set(['pilot']));
  });
});

const audienceSchema = z.object({
  audience: z.object({ includeGroups: z.array(z.string()), excludeGroups: z.array(z.string()) }),
});

describe('the campaign document', () => {
  it('starts the pilot on the first day and everyone on the third', () => {
    expect(campaignDocumentFor(organisationOf(300))).toMatchObject({
      waves: [
        { name: 'pilot', startsOn: '2026-11-30' },
        { name: 'everyone', startsOn: '2026-12-02' },
      ],
      capacity: { mailsPerMinute: 30, mailsPerHour: 100, newRecipientsPerDay: 26 },
      cadence: { remindersAfterDays: [4, 9, 15], timeZone: 'Europe/Stockholm' },
    });
  });

  it('names groups that exist', () => {
    const organisation = organisationOf(60);
    const ids = new Set(organisation.groups.map(({ id }) => id));
    const { audience } = audienceSchema.parse(campaignDocumentFor(organisation));
    expect([...audience.includeGroups, ...audience.excludeGroups].map((id) => ids.has(id))).toEqual([true, true]);
  });
});

function membersOf(organisation: Organisation, name: string) {
  const groups = new Map(organisation.groups.map((group) => [group.id, group]));
  const id = organisation.groups.find(({ displayName }) => displayName === name)?.id ?? '';
  return transitiveMemberIndexes(groups, id).flatMap((index) => organisation.people[index] ?? []);
}
