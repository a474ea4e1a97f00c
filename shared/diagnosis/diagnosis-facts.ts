import type { AudiencePolicy } from '../recipient/audience.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import type { Cloud } from '../registration/cloud.ts';
import type { Evidence } from '../registration/evidence.ts';
import type { Registration } from '../registration/registration.ts';
import type { TenantDomain, WritebackSwitch } from '../tenant/tenant-facts.ts';
import type { ResetCode } from './reset-code.ts';

/** Something that was to be read: its value, or why it is not known. */
export type Reading<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | {
      readonly kind: 'unread';
      readonly because: string;
      /** The permission of Graph that is missing, where that is why. */
      readonly permission?: string;
    };

/** One event of the audit log's service for password resets. */
export interface ResetEvent {
  readonly eventId: string;
  readonly correlationId: string | undefined;
  readonly at: Date;
  readonly activity: string;
  readonly result: string;
  readonly reason: string;
}

/** Everything that "why can't this person reset" is answered by. */
export interface DiagnosisFacts {
  readonly userId: string;
  readonly tenantId: string;
  readonly cloud: Cloud;
  readonly now: Date;
  /** Undefined once read: not in the directory. */
  readonly user: Reading<DirectoryUser | undefined>;
  /** Undefined once read: the report has no row. */
  readonly registration: Reading<Registration | undefined>;
  readonly domains: Reading<readonly TenantDomain[]>;
  readonly writebackSwitches: Reading<readonly WritebackSwitch[]>;
  /** Oldest first. */
  readonly resetEvents: Reading<readonly ResetEvent[]>;
  /** What the watch has kept of the audit log. */
  readonly evidence: readonly Evidence[];
  /** Of the groups that the campaign names; undefined when no pass has seen the person. */
  readonly memberOf: readonly string[] | undefined;
  readonly audience: AudiencePolicy;
  readonly methodsRequired: 1 | 2;
  /** What the person saw on the page, and what the server of Entra Connect logged, where the caller knows. */
  readonly told: { readonly code?: ResetCode | undefined; readonly event?: string | undefined };
}
