import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { CampaignState } from '../../campaign/campaign-state.ts';
import { lostState, readStoredDocument, readStoredState, wholeDocument } from '../../config/stored-document.ts';
import { UnreadableDocument } from '../../config/unreadable-document.ts';
import type { CampaignStore, StoredCampaign } from '../../ports/campaign-store.ts';
import { optionalTextIn, unpackJson } from './cells.ts';
import { readRow, type Row } from './rows.ts';
import { whyTooLate } from './schema-version.ts';
import { trying } from './storage-errors.ts';
import { writeDocument, type WriteAnswer } from './versioned-documents.ts';

const key = { partitionKey: 'campaign', rowKey: 'current' };

/** The campaign document and its state, one row of the table `Control`. */
export class TableCampaignStore implements CampaignStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async read(): Promise<StoredCampaign | undefined> {
    const row = await trying('read the campaign from Control', () =>
      readRow(this.#table, key.partitionKey, key.rowKey),
    );
    return row && campaignIn(row);
  }

  async write(
    { document, state }: { readonly document: unknown; readonly state: CampaignState },
    version: string | undefined,
  ): Promise<WriteAnswer> {
    return trying('write the campaign to Control', () =>
      writeDocument(this.#table, { ...key, value: { document, state }, version, writeId: this.#newWriteId() }),
    );
  }
}

/** Throws `UnreadableDocument`, with all that can be made of the row. */
function campaignIn(row: Row): StoredCampaign {
  const { document, state: storedState } = storedIn(row);
  const state = readStoredState(storedState) ?? lostState(new Date(row.timestamp ?? 0));
  const tooLate = whyTooLate(row);
  const reading = tooLate === undefined ? readStoredDocument(document) : faulty(tooLate);
  if (reading.valid) return { document: reading.document, state, version: row.etag };
  throw new UnreadableDocument({ document, faults: reading.faults, state, version: row.etag });
}

const documentColumn = 'document';
const stored = z.object({ document: z.unknown(), state: z.unknown() });

/** What stands in the row; of one that is no JSON, its text for the document. */
function storedIn(row: Row): { readonly document?: unknown; readonly state?: unknown } {
  try {
    return stored.parse(unpackJson(documentColumn, row));
  } catch {
    return { document: optionalTextIn(row, documentColumn) ?? '' };
  }
}

const faulty = (message: string) => ({ valid: false as const, faults: [{ path: wholeDocument, message }] });
