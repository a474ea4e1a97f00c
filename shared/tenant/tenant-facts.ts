/** A domain that people of the tenant sign in with. */
export interface TenantDomain {
  /** In lower case. */
  readonly name: string;
  readonly isFederated: boolean;
}

/** Password writeback was switched on or off for the directory. */
export interface WritebackSwitch {
  readonly at: Date;
  readonly isOn: boolean;
}

/** Each resource that the product reads, tried with the smallest request there is. */
const probedResources = ['users', 'registrationReport', 'auditLog', 'adminRoles'] as const;
export type ProbedResource = (typeof probedResources)[number];
