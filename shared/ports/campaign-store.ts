import type { CampaignState } from '../campaign/campaign-state.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';

export interface StoredCampaign {
  readonly document: CampaignDocument;
  readonly state: CampaignState;
  /** Changes with every write: the document's ETag. */
  readonly version: string;
}

/** The campaign document and whether the campaign runs. */
export interface CampaignStore {
  read(): Promise<StoredCampaign | undefined>;

  /**
   * Writes document and state together; `version` undefined means that there must be none yet. `conflict`: somebody
   * else wrote since the reading.
   */
  write(
    campaign: Omit<StoredCampaign, 'version'>,
    version: string | undefined,
  ): Promise<{ kind: 'written'; version: string } | { kind: 'conflict' }>;
}
