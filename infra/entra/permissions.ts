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
  /** `base`: the app does nothing without it. The others are asked for by name, and may share one. */
  readonly parts: readonly PermissionPart[];
}

export const parts = ['base', 'tenant', 'prepopulation', 'methodsWithoutP1', 'mailboxPurpose'] as const;
export type PermissionPart = (typeof parts)[number];

export const graphPermissions: readonly GraphPermission[] = [
  { value: 'AuditLog.Read.All', why: 'the registration report and the audit log', parts: ['base'] },
  { value: 'User.Read.All', why: 'users: address, language, state, licences', parts: ['base'] },
  { value: 'GroupMember.Read.All', why: 'members of the groups that the campaign names', parts: ['base'] },
  { value: 'Domain.Read.All', why: 'tells federated domains, where a reset is not Microsoft’s', parts: ['tenant'] },
  { value: 'Organization.Read.All', why: 'the subscriptions of the tenant, and the clock of Graph', parts: ['tenant'] },
  {
    value: 'Policy.Read.AuthenticationMethod',
    why: 'which methods the policy allows, and Microsoft’s own prompt',
    parts: ['tenant'],
  },
  { value: 'Policy.Read.All', why: 'whether admins may reset', parts: ['tenant'] },
  {
    value: 'RoleManagement.Read.Directory',
    why: 'tells admins, for whom nothing is ever entered, and who need two methods',
    parts: ['prepopulation', 'methodsWithoutP1'],
  },
  {
    value: 'UserAuthenticationMethod.Read.All',
    why: 'which kinds of methods people have, where the tenant has no registration report',
    parts: ['methodsWithoutP1'],
  },
  {
    value: 'MailboxSettings.Read',
    why: 'tells shared mailboxes and rooms, which no field of the directory does',
    parts: ['mailboxPurpose'],
  },
  { value: 'UserAuthMethod-Phone.ReadWrite.All', why: 'enters phones that are known', parts: ['prepopulation'] },
  { value: 'UserAuthMethod-Email.ReadWrite.All', why: 'enters addresses that are known', parts: ['prepopulation'] },
];
