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

/** A subscription in force. */
export interface Subscription {
  /** In lower case. */
  readonly servicePlans: readonly string[];
  /** Seats that are assigned; undefined where Graph does not say. */
  readonly consumedUnits: number | undefined;
}

/** The policy on authentication methods, as far as it has to do with resets. */
export interface MethodsPolicy {
  /** Only `migrationComplete` says that it speaks for resets; in any other state the older policy, which no API tells, does too. */
  readonly migrationState: string | undefined;
  /** The state of Microsoft's own registration campaign: `default`, `enabled` or `disabled`. */
  readonly campaign: string | undefined;
  /** The configurations that it has, as Graph spells them (`Sms`), and those that are on. */
  readonly known: readonly string[];
  readonly enabled: readonly string[];
}

/** Each resource that the product reads, tried with the smallest request there is. */
const probedResources = ['users', 'registrationReport', 'auditLog', 'adminRoles', 'registeredMethods'] as const;
export type ProbedResource = (typeof probedResources)[number];
