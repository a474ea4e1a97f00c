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
  /** Throws `UnreadableDocument`, with what stands there, where this build does not accept it. */
  read(): Promise<StoredCampaign | undefined>;

  /**
   * Writes document and state together; `version` undefined means that there must be none yet. `conflict`: somebody
   * else wrote since the reading. A document that cannot be read is kept as it is, where only the state changes.
   */
  write(
    campaign: { readonly document: unknown; readonly state: CampaignState },
    version: string | undefined,
  ): Promise<{ kind: 'written'; version: string } | { kind: 'conflict' }>;
}
