/**
 * The Graph permissions that the app's identity may hold, each with the least that it is for. All are application
 * permissions: the app acts for nobody. docs/configuration.md says the same to the admin, and a test compares the two with
 * what the code asks for.
 *
 * https://learn.microsoft.com/graph/permissions-reference
 */
export interface GraphPermission {
  readonly value: string;
  readonly why: string;
  /** `base`: the app does nothing without it. The others are asked for by name. */
  readonly part: 'base' | 'tenant' | 'prepopulation';
}

export const graphPermissions: readonly GraphPermission[] = [
  { value: 'AuditLog.Read.All', why: 'the registration report and the audit log', part: 'base' },
  { value: 'User.Read.All', why: 'users: address, language, state, licences', part: 'base' },
  { value: 'GroupMember.Read.All', why: 'members of the groups that the campaign names', part: 'base' },
  { value: 'Domain.Read.All', why: 'tells federated domains, where a reset is not Microsoft’s', part: 'tenant' },
  { value: 'Organization.Read.All', why: 'the subscriptions of the tenant, and the clock of Graph', part: 'tenant' },
  {
    value: 'Policy.Read.AuthenticationMethod',
    why: 'which methods the policy allows, and Microsoft’s own prompt',
    part: 'tenant',
  },
  { value: 'Policy.Read.All', why: 'whether admins may reset', part: 'tenant' },
  {
    value: 'RoleManagement.Read.Directory',
    why: 'tells admins, for whom nothing is ever entered',
    part: 'prepopulation',
  },
  { value: 'UserAuthMethod-Phone.ReadWrite.All', why: 'enters phones that are known', part: 'prepopulation' },
  { value: 'UserAuthMethod-Email.ReadWrite.All', why: 'enters addresses that are known', part: 'prepopulation' },
];

export const parts = ['base', 'tenant', 'prepopulation'] as const satisfies readonly GraphPermission['part'][];
