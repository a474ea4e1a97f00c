import type { CampaignDocument } from '../config/campaign-document.ts';
import type { MailOrigin } from '../config/campaign-mail.ts';
import type { CampaignReport } from '../campaign/campaign-report.ts';
import type { CampaignState } from '../campaign/campaign-state.ts';
import type { UnreadableRow } from '../faults/unreadable-row.ts';
import type { LogReading } from '../registration/detection.ts';
import type { Pass } from '../registration/pass.ts';
import type { PreflightWords } from './preflight-words.ts';
import type { SenderDomain } from './sender-domain.ts';
import type { Probe } from '../tenant/probe.ts';
import type {
  MethodsPolicy,
  TriedResources,
  Subscription,
  TenantDomain,
  WritebackSwitch,
} from '../tenant/tenant-facts.ts';

/** Everything the preconditions are judged by. */
export interface PreflightFacts {
  readonly document: CampaignDocument;
  readonly state: CampaignState;
  readonly dryRun: boolean;
  readonly senderAddress: string;
  /** Undefined for a domain that Azure manages. */
  readonly senderDomain: SenderDomain | undefined;
  /** The app setting: addresses elsewhere that notices may go to. */
  readonly noticeAddresses: readonly string[];
  /** The cloud of the tenant, and whether anybody reads an answer. */
  readonly origin: Pick<MailOrigin, 'cloud' | 'canReply'>;
  readonly resources: TriedResources;
  /** By group id: whether it is there. */
  readonly groups: ReadonlyMap<string, Probe<boolean>>;
  /** By the name of each list of people that the document names. */
  readonly lists: ReadonlyMap<string, 'there' | 'missing' | 'unreadable'>;
  readonly subscriptions: Probe<readonly Subscription[]>;
  readonly methodsPolicy: Probe<MethodsPolicy>;
  /** Whether administrators may reset. */
  readonly adminReset: Probe<boolean | undefined>;
  readonly domains: Probe<readonly TenantDomain[]>;
  readonly writebackSwitches: Probe<readonly WritebackSwitch[]>;
  readonly timeAtGraph: Probe<Date>;
  /** The mail service was asked about an id that nobody has. */
  readonly mailService:
    | { readonly kind: 'known' | 'failed' | 'denied' }
    | { readonly kind: 'noAnswer'; readonly because: string; readonly lacks?: 'token' };
  readonly poison: Readonly<Record<string, number>> | 'unreadable';
  readonly lastPass: Pass | undefined;
  readonly currentPass: Pass | undefined;
  readonly logReading: LogReading | undefined;
  readonly report: CampaignReport;
  /** Stored rows that were set aside. */
  readonly unreadableRows: readonly UnreadableRow[];
  readonly now: Date;
  /** What the checks say, in the reader's language. */
  readonly words: PreflightWords;
}
