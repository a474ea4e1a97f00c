import type { CampaignStore, StoredCampaign } from '../ports/campaign-store.ts';
import type { Journal } from '../ports/journal.ts';

export interface PausePorts {
  readonly campaigns: Pick<CampaignStore, 'write'>;
  readonly journal: Pick<Journal, 'warn'>;
}

/** Pauses the campaign by itself, with the reason. False where somebody else changed it at the same moment: that stands. */
export async function pauseCampaign(
  { document, version }: StoredCampaign,
  because: string,
  now: Date,
  { campaigns, journal }: PausePorts,
): Promise<boolean> {
  const state = { status: 'paused', because, changedAt: now } as const;
  const written = await campaigns.write({ document, state }, version);
  if (written.kind === 'written') journal.warn('campaignPaused', { because });
  return written.kind === 'written';
}
