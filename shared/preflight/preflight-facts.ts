import type { CampaignDocument } from '../config/campaign-document.ts';
import type { CampaignReport } from '../campaign/campaign-report.ts';
import type { CampaignState } from '../campaign/campaign-state.ts';
import type { Pass } from '../registration/pass.ts';

/** What came of trying to read something of the tenant. */
export type Probe<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  /** Graph's status and error code, such as 403 `Authorization_RequestDenied`. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unreachable' };

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
export const probedResources = ['users', 'registrationReport', 'auditLog'] as const;
export type ProbedResource = (typeof probedResources)[number];

/** Everything the preconditions are judged by. */
export interface PreflightFacts {
  readonly document: CampaignDocument;
  readonly state: CampaignState;
  readonly dryRun: boolean;
  readonly senderAddress: string;
  readonly resources: Readonly<Record<ProbedResource, Probe<true>>>;
  /** By group id: whether it is there. */
  readonly groups: ReadonlyMap<string, Probe<boolean>>;
  readonly servicePlans: Probe<readonly string[]>;
  readonly domains: Probe<readonly TenantDomain[]>;
  readonly writebackSwitches: Probe<readonly WritebackSwitch[]>;
  readonly timeAtGraph: Probe<Date>;
  /** The mail service was asked about an id that nobody has. */
  readonly mailService:
    { readonly kind: 'known' | 'failed' | 'denied' } | { readonly kind: 'noAnswer'; readonly because: string };
  readonly poison: Readonly<Record<string, number>> | 'unreadable';
  readonly lastPass: Pass | undefined;
  readonly currentPass: Pass | undefined;
  readonly report: CampaignReport;
  readonly now: Date;
}
