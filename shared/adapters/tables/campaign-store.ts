import type { TableClient } from '@azure/data-tables';
import type { CampaignState } from '../../campaign/campaign-state.ts';
import { campaignDocument } from '../../config/campaign-document.ts';
import type { CampaignStore, StoredCampaign } from '../../ports/campaign-store.ts';
import { trusted } from './cells.ts';
import { trying } from './storage-errors.ts';
import { readDocument, writeDocument, type WriteAnswer } from './versioned-documents.ts';

const key = { partitionKey: 'campaign', rowKey: 'current' };

interface Stored {
  readonly document: unknown;
  readonly state: Omit<CampaignState, 'changedAt'> & { readonly changedAt: string };
}

/** The campaign document and its state, one row of the table `Control`. */
export class TableCampaignStore implements CampaignStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async read(): Promise<StoredCampaign | undefined> {
    return trying('read the campaign from Control', async () => {
      const stored = await readDocument<Stored>(this.#table, key);
      return stored && { ...campaignIn(stored.value), version: stored.version };
    });
  }

  async write(campaign: Omit<StoredCampaign, 'version'>, version: string | undefined): Promise<WriteAnswer> {
    const value = { document: campaign.document, state: campaign.state };
    return trying('write the campaign to Control', () =>
      writeDocument(this.#table, { ...key, value, version, writeId: this.#newWriteId() }),
    );
  }
}

/** Until it was refused, a wave without groups was stored with an empty list: it is for the whole audience. */
function withoutEmptyGroups(stored: unknown): unknown {
  const { waves = [], ...others } = trusted<{ waves?: readonly { groups?: readonly unknown[] }[] }>(stored);
  const named = waves.map(({ groups, ...wave }) =>
    groups === undefined || groups.length === 0 ? wave : { ...wave, groups },
  );
  return { ...others, waves: named };
}

/** Read through its schema, so that a document from before an update has the defaults of what the update added. */
const campaignIn = ({ document, state }: Stored): Omit<StoredCampaign, 'version'> => ({
  document: campaignDocument.parse(withoutEmptyGroups(document)),
  state: { status: state.status, because: state.because, changedAt: new Date(state.changedAt) },
});
