import { failureWindowHours, fateOf, judgeFailureRate, stretchOf } from '../delivery/failure-rate.ts';
import type { Message } from '../delivery/message.ts';
import { isUnreadable, orUnreadable } from '../config/unreadable-document.ts';
import type { CampaignStore, StoredCampaign } from '../ports/campaign-store.ts';
import type { DeliveryTally } from '../ports/delivery-tally.ts';
import type { Journal } from '../ports/journal.ts';
import { addHours } from '../registration/add-time.ts';
import { pauseCampaign } from './pause-campaign.ts';

export interface BreakerPorts {
  readonly campaigns: CampaignStore;
  readonly deliveryTally: DeliveryTally;
  readonly journal: Journal;
}

/**
 * Counts what became of a mail, by when it left, and pauses the campaign when too many mails of the last day did not
 * arrive. Only mails count that left since the campaign was started or resumed: an operator resumes it, and what left
 * before would pause it again at once, however late its reports come.
 *
 * Where the document cannot be read nothing leaves, and failures are counted only.
 *
 * A change of the campaign by somebody else at the same moment is not fought over: the next failure looks again.
 */
export async function countFate(message: Message, now: Date, ports: BreakerPorts): Promise<void> {
  const { messageId, state, acceptedAt } = message;
  const fate = fateOf(state);
  if (fate === undefined) return;
  const campaign = await orUnreadable(ports.campaigns.read());
  const changedAt = campaign?.state.changedAt ?? new Date(0);
  await ports.deliveryTally.add(fate, messageId, stretchOf(acceptedAt ?? now, changedAt));
  if (fate === 'delivered' || campaign?.state.status !== 'running' || isUnreadable(campaign)) return;
  await pauseOnFailures(campaign, now, ports);
}

async function pauseOnFailures(campaign: StoredCampaign, now: Date, ports: BreakerPorts): Promise<void> {
  const { changedAt } = campaign.state;
  const windowStart = addHours(now, -failureWindowHours);
  const counts = await ports.deliveryTally.since(changedAt > windowStart ? changedAt : windowStart);
  const because = judgeFailureRate(counts, campaign.document.capacity.pauseAtFailureRate);
  if (because !== undefined) await pauseCampaign(campaign, because, now, ports);
}
