import type { Probe } from './probe.ts';

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

/** What the product always reads. */
type NeededResource = 'users' | 'registrationReport' | 'auditLog';
/** What it reads by a setting alone. */
export type ChosenResource = 'adminRoles' | 'registeredMethods' | 'mailboxPurposes';

/** Each resource that the product reads, tried with the smallest request there is. */
export type ProbedResource = NeededResource | ChosenResource;

/** What came of trying; where a resource is not read it is not tried. */
export type TriedResources = Readonly<
  Record<NeededResource, Probe<true>> & Partial<Record<ChosenResource, Probe<true>>>
>;
