import { domainOf } from './address.ts';
import { attributeLists, type AttributeList, type AttributeLists } from './audience.ts';
import type { DirectoryUser } from './directory-user.ts';

type Attributes = Pick<DirectoryUser, 'userPrincipalName' | 'department' | 'companyName' | 'country' | 'employeeType'>;

const valueOf: Readonly<Record<AttributeList, (user: Attributes) => string | undefined>> = {
  departments: ({ department }) => department,
  companies: ({ companyName }) => companyName,
  countries: ({ country }) => country,
  employeeTypes: ({ employeeType }) => employeeType,
  domains: ({ userPrincipalName }) => domainOf(userPrincipalName),
};

/**
 * Whether a list that names values has not the one of this person. Every such list must have it; somebody of whom the
 * directory says nothing is in none.
 */
export const isOutside = (user: Attributes, lists: AttributeLists): boolean =>
  attributeLists.some((list) => names(lists[list]) && !has(lists[list], valueOf[list](user)));

/** Whether one of the lists has the value of this person. */
export const isInOneOf = (user: Attributes, lists: AttributeLists): boolean =>
  attributeLists.some((list) => has(lists[list], valueOf[list](user)));

const names = (values: readonly string[] | undefined): boolean => (values ?? []).length > 0;

/** Case and blanks at the ends are not told apart: people type these values. */
const has = (values: readonly string[] | undefined, value: string | undefined): boolean =>
  value !== undefined && (values ?? []).some((one) => plain(one) === plain(value));

const plain = (value: string): string => value.trim().toLowerCase();
