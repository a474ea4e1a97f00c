import type { CampaignState } from '../../shared/campaign/campaign-state.ts';
import type { DocumentReading } from '../../shared/config/campaign-document.ts';
import { readStoredDocument } from '../../shared/config/stored-document.ts';
import { UnreadableDocument } from '../../shared/config/unreadable-document.ts';
import type { CampaignStore, StoredCampaign } from '../../shared/ports/campaign-store.ts';
import { VersionedCell } from './versioned-cell.ts';

interface Kept {
  readonly document: unknown;
  readonly state: CampaignState;
  readonly reading: DocumentReading;
}

/** The campaign in memory. */
export class FakeCampaignStore implements CampaignStore {
  readonly #cell = new VersionedCell<Kept>();

  async read(): Promise<StoredCampaign | undefined> {
    const { value, version } = this.#cell;
    if (value === undefined || version === undefined) return undefined;
    const { document, state, reading } = value;
    if (reading.valid) return { document: reading.document, state, version };
    throw new UnreadableDocument({ document, state, faults: reading.faults, version });
  }

  async write({ document, state }: Omit<Kept, 'reading'>, version: string | undefined) {
    return this.#cell.write({ document, state, reading: readStoredDocument(document) }, version);
  }
}
