import { failureWindowHours, judgeFailureRate } from '../delivery/failure-rate.ts';
import type { CampaignStore } from '../ports/campaign-store.ts';
import type { DeliveryTally } from '../ports/delivery-tally.ts';
import type { Journal } from '../ports/journal.ts';

export interface BreakerPorts {
  readonly campaigns: CampaignStore;
  readonly deliveryTally: DeliveryTally;
  readonly journal: Journal;
}

/**
 * Pauses the campaign when too many mails of the last day did not arrive, and says why. An operator resumes it; what had
 * failed before that counts no more, or it would pause again at once.
 *
 * A change of the campaign by somebody else at the same moment is not fought over: the next failure looks again.
 */
export async function pauseOnFailures(now: Date, { campaigns, deliveryTally, journal }: BreakerPorts): Promise<void> {
  const campaign = await campaigns.read();
  if (campaign === undefined || campaign.state.status === 'paused') return;
  const windowStart = new Date(now.getTime() - failureWindowHours * 3_600_000);
  const from = campaign.state.changedAt > windowStart ? campaign.state.changedAt : windowStart;
  const because = judgeFailureRate(await deliveryTally.since(from), campaign.document.capacity.pauseAtFailureRate);
  if (because === undefined) return;
  const { version, ...current } = campaign;
  const written = await campaigns.write({ ...current, state: { status: 'paused', because, changedAt: now } }, version);
  if (written.kind === 'written') journal.warn('campaignPaused', { because });
}
