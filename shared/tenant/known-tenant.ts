import type { WritebackSwitch } from './tenant-facts.ts';

/** What is known of the tenant itself between two readings of it; what was never read is undefined. */
export interface TenantFacts {
  /** When the domains were last read. */
  readonly readAt: Date | undefined;
  /** Domains whose passwords live with another identity provider, in lower case. */
  readonly federatedDomains: readonly string[] | undefined;
  /** The last switch that the audit log told of. */
  readonly writebackSwitch: WritebackSwitch | undefined;
  /** The last time that Graph refused to tell about a person, and what for. */
  readonly refusal: Refusal | undefined;
}

export interface Refusal {
  readonly permission: string;
  readonly at: Date;
}

export const nothingKnown: TenantFacts = {
  readAt: undefined,
  federatedDomains: undefined,
  writebackSwitch: undefined,
  refusal: undefined,
};

/** The later of two switches: the audit log is read by several, in any order. */
export function laterSwitch(
  one: WritebackSwitch | undefined,
  other: WritebackSwitch | undefined,
): WritebackSwitch | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.at > one.at ? other : one;
}

/**
 * The two activities that tell of the switch, as Microsoft's reference of audit activities spells them; both are logged by
 * the service for password resets.
 *
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 */
export const writebackActivities = {
  on: 'Enable password writeback for directory',
  off: 'Disable password writeback for directory',
} as const;

/** The switch that an audit event tells of, if it does. */
export function writebackSwitchIn(event: {
  readonly activityDateTime: Date;
  readonly activityDisplayName: string;
  readonly result: string;
}): WritebackSwitch | undefined {
  const name = event.activityDisplayName.trim().toLowerCase();
  const isOn = name === writebackActivities.on.toLowerCase();
  if (!isOn && name !== writebackActivities.off.toLowerCase()) return undefined;
  return event.result.toLowerCase() === 'success' ? { at: event.activityDateTime, isOn } : undefined;
}
