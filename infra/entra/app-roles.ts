import { type Role, roles } from '../../shared/api/roles.ts';

export interface RegisteredRole {
  readonly id: string;
  readonly value: string;
}

/** What is registered for each role of the API. The ids are made once: another id would take the role from its holders. */
const described: Readonly<
  Record<Role, { readonly id: string; readonly displayName: string; readonly description: string }>
> = {
  support: {
    id: '3d1f0a52-8c67-4b1e-9b0a-5e2f7c94d603',
    displayName: 'Campaign support',
    description: 'Finds one person at a time and sees why they cannot reset. No lists, no figures, no changes.',
  },
  reader: {
    id: '6f0a6f9c-0f39-4f0e-9d65-7a0e9b6b5a11',
    displayName: 'Campaign reader',
    description: 'Sees the campaign, its people and why somebody cannot reset.',
  },
  operator: {
    id: 'c2c1f6a4-5f0e-4a3c-8a8d-1a6b8d0a7e52',
    displayName: 'Campaign operator',
    description: 'Starts, pauses and changes the campaign. A privileged role while pre-population is on.',
  },
};

/** The registered roles, with those of the API that are not among them: one that is there keeps its id. */
export function appRolesBeside(registered: readonly RegisteredRole[]): readonly RegisteredRole[] {
  const missing = (Object.keys(described) as Role[]).filter(
    (role) => !registered.some(({ value }) => value === roles[role]),
  );
  const added = missing.map((role) => ({
    ...described[role],
    value: roles[role],
    allowedMemberTypes: ['User', 'Application'],
    isEnabled: true,
  }));
  return [...registered, ...added];
}
