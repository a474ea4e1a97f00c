import type { CampaignStore, StoredCampaign } from '../../shared/ports/campaign-store.ts';
import { VersionedCell } from './versioned-cell.ts';

/** The campaign in memory. */
export class FakeCampaignStore implements CampaignStore {
  readonly #cell = new VersionedCell<Omit<StoredCampaign, 'version'>>();

  async read(): Promise<StoredCampaign | undefined> {
    const { value, version } = this.#cell;
    return value && version !== undefined ? { ...value, version } : undefined;
  }

  async write({ document, state }: Omit<StoredCampaign, 'version'>, version: string | undefined) {
    return this.#cell.write({ document, state }, version);
  }
}
