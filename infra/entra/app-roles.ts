import type { Role } from '../../shared/api/roles.ts';

export interface RegisteredRole {
  readonly id: string;
  readonly value: string;
}

interface DescribedRole extends RegisteredRole {
  readonly displayName: string;
  readonly description: string;
}

/**
 * What is registered for each role of the API. Ids and values are made once: another one would take the role from its
 * holders. So the values stand here as well as in the API, and a test compares them.
 */
const described: Readonly<Record<Role, DescribedRole>> = {
  support: {
    id: '3d1f0a52-8c67-4b1e-9b0a-5e2f7c94d603',
    value: 'Campaign.Support',
    displayName: 'Campaign support',
    description: 'Finds one person at a time and sees why they cannot reset. No lists, no figures, no changes.',
  },
  reader: {
    id: '6f0a6f9c-0f39-4f0e-9d65-7a0e9b6b5a11',
    value: 'Campaign.Read',
    displayName: 'Campaign reader',
    description: 'Sees the campaign, its people and why somebody cannot reset.',
  },
  operator: {
    id: 'c2c1f6a4-5f0e-4a3c-8a8d-1a6b8d0a7e52',
    value: 'Campaign.Operate',
    displayName: 'Campaign operator',
    description: 'Starts, pauses and changes the campaign. A privileged role while pre-population is on.',
  },
};

/** The registered roles, with those of the API that are not among them: one that is there keeps its id. */
export function appRolesBeside(registered: readonly RegisteredRole[]): readonly RegisteredRole[] {
  const missing = Object.values(described).filter((role) => !registered.some(({ value }) => value === role.value));
  const added = missing.map((role) => ({ ...role, allowedMemberTypes: ['User', 'Application'], isEnabled: true }));
  return [...registered, ...added];
}
