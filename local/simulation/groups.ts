import type { Group, Person } from './person.ts';
import { guidFor } from './randomness.ts';

/** The names that the campaign of the simulated organisation uses. */
export const GROUP_NAMES = {
  pilot: 'Pilot',
  allStaff: 'All staff',
  fieldStaff: 'Field staff',
  executives: 'Executives',
  administrators: 'User administrators',
  onCall: 'Administrators on call',
} as const;

/**
 * `Pilot`, `Executives`, `Field staff` (which is in nothing else) and `All staff`, whose members are
 * all in nested groups: one per country, and shared mailboxes and guests too, as happens in real directories.
 */
export function planGroups(people: readonly Person[], seed: number, countryCodes: readonly string[]): Group[] {
  const group = (
    displayName: string,
    description: string,
    members: readonly Person[],
    inside: readonly Group[] = [],
  ) => ({
    id: guidFor(seed, 'group', displayName),
    displayName,
    description,
    groupIds: inside.map(({ id }) => id),
    memberIndexes: members.map(({ index }) => index),
  });
  const staff = people.filter(({ personCase }) => personCase !== 'fieldStaff');
  const countries = countryCodes.map((code) =>
    group(
      `Staff ${code}`,
      `Everybody in ${code}`,
      staff.filter(({ countryCode }) => countryCode === code),
    ),
  );
  const offices = group('Offices', 'All countries', [], countries);
  return [
    group(
      GROUP_NAMES.pilot,
      'First to try what is new',
      people.filter(({ personCase }) => personCase === 'pilot'),
    ),
    group(GROUP_NAMES.allStaff, 'Everybody with a desk', [], [offices]),
    group(
      GROUP_NAMES.fieldStaff,
      'On the road',
      people.filter(({ personCase }) => personCase === 'fieldStaff'),
    ),
    group(
      GROUP_NAMES.executives,
      'Looked after in person',
      people.filter(({ personCase }) => personCase === 'executive'),
    ),
    group(GROUP_NAMES.administrators, 'Holds an admin role', []),
    group(GROUP_NAMES.onCall, 'May take an admin role up', []),
    offices,
    ...countries,
  ];
}

/** Everybody in the group or in a group inside it, by index, without repetition and in ascending order. */
export function transitiveMemberIndexes(groups: ReadonlyMap<string, Group>, id: string): number[] {
  const found = new Set<number>();
  const nested = nestedGroups(groups, id);
  for (const group of nested) for (const index of group.memberIndexes) found.add(index);
  return [...found].toSorted((a, b) => a - b);
}

/** The group itself, then all groups inside it, each once. */
export function nestedGroups(groups: ReadonlyMap<string, Group>, id: string): Group[] {
  const seen = new Map<string, Group>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const group = groups.get(next);
    if (group === undefined || seen.has(next)) continue;
    seen.set(next, group);
    open.push(...group.groupIds);
  }
  return [...seen.values()];
}
