import type { CampaignDocument } from '../config/campaign-document.ts';
import { noticePathsOf, refusedIn } from '../config/notice-paths.ts';
import { UnreadableDocument } from '../config/unreadable-document.ts';
import { addHours } from '../registration/add-time.ts';
import { isLogOverdue, judgeDetection } from '../registration/detection.ts';
import { hasAuditLog, type Cloud } from '../registration/cloud.ts';
import type { Refusal } from '../tenant/known-tenant.ts';
import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import type { MailOrigin } from '../config/campaign-mail.ts';
import type { Clock } from '../ports/clock.ts';
import type { PassStore } from '../ports/pass-store.ts';
import { noticePlacesOf } from './notice-places.ts';
import type { CampaignReader } from './current-campaign.ts';

export interface CampaignHealthPorts {
  readonly campaign: CampaignReader;
  readonly passes: Pick<PassStore, 'readLastComplete'>;
  readonly settings: { readonly noticeAddresses: readonly string[] };
  readonly mailOrigin: Pick<MailOrigin, 'cloud'>;
  readonly clock: Clock;
}

/** What is wrong with the campaign itself, its document and what it sees. */
export async function campaignFaults(ports: CampaignHealthPorts): Promise<readonly string[]> {
  const { campaign, clock, mailOrigin } = ports;
  try {
    const { document, state, refusal, rules } = await campaign.read();
    const now = clock.now();
    const paused = state.status === 'paused' ? ['the campaign is paused'] : [];
    const detection = detectionFaults(rules.cadence, mailOrigin.cloud, now);
    return [...paused, ...refusalFaults(refusal, now), ...detection, ...(await noticeFaults(document, ports))];
  } catch (error) {
    if (error instanceof UnreadableDocument) return [unreadableFault(error)];
    return ['the campaign document cannot be read'];
  }
}

async function noticeFaults(document: CampaignDocument, { passes, settings }: CampaignHealthPorts) {
  if (noticePathsOf(document).length === 0) return [];
  const { length } = refusedIn(document, await noticePlacesOf(settings.noticeAddresses, passes));
  const addresses = length === 1 ? 'an address' : `${length} addresses`;
  return length > 0 ? [`${addresses} of waveNotices and owners may not be written to: preflight says why`] : [];
}

const mostPaths = 10;

const unreadableFault = ({ campaign: { faults } }: UnreadableDocument): string =>
  `the campaign document has faults, so that no mail leaves: ${faults
    .slice(0, mostPaths)
    .map(({ path }) => path)
    .join(', ')}. GET /api/campaign says what they are`;

function detectionFaults(policy: CadencePolicy, cloud: Cloud, now: Date): readonly string[] {
  const { reportReadAt, logReading } = policy;
  const detection = judgeDetection(policy, now);
  const stale =
    detection.kind === 'stale'
      ? [`nobody has seen registrations since ${detection.since.toISOString()}: only SSPR links leave`]
      : [];
  const logReadAt = logReading?.readAt ?? reportReadAt;
  const isUnread = hasAuditLog(cloud) && logReadAt !== undefined && isLogOverdue(logReadAt, now);
  return [...stale, ...(isUnread ? ['the audit log has not been read for over an hour: preflight says why'] : [])];
}

/** Without mail nobody is asked about, so that an old refusal says nothing of today. */
const refusalCountsForHours = 2;

function refusalFaults(refusal: Refusal | undefined, now: Date): readonly string[] {
  if (refusal === undefined || now >= addHours(refusal.at, refusalCountsForHours)) return [];
  return [`Microsoft Graph refuses to tell about people before their mail: grant ${refusal.permission}`];
}
