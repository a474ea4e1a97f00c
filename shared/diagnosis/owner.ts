/** Who can mend a cause. The words are for an admin who has to find that person. */
export const owners = {
  person: 'The person themselves',
  helpDesk: 'The help desk',
  identityAdmin: 'Whoever administers Entra ID: password reset policy, groups, accounts',
  licenceAdmin: 'Whoever assigns licences',
  hybridAdmin: 'Whoever runs Entra Connect or cloud sync',
  activeDirectoryAdmin: 'Whoever administers the on-premises Active Directory',
  networkAdmin: 'Whoever runs firewalls and proxies',
  homeTenant: 'The organisation that the guest comes from',
} as const;

export type Owner = keyof typeof owners;
