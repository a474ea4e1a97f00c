import type { TableClient } from '@azure/data-tables';
import type { DetailsNotice, ToldDetails } from '../../campaign/known-details.ts';
import type { ToldDetailsStore } from '../../ports/told-details-store.ts';
import { toDate } from './cells.ts';
import type { Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, readOrBegin, writeDocument } from './versioned-documents.ts';

const key = { partitionKey: 'details', rowKey: 'told' };

type Stored = Omit<ToldDetails, 'open'> & {
  readonly open: readonly (Omit<DetailsNotice, 'at'> & { readonly at: string })[];
};

/** What was told of the details of the campaign, one row of the table `Control`. */
export class TableToldDetailsStore implements ToldDetailsStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async read(): Promise<{ readonly stored: ToldDetails | undefined; readonly version: string | undefined }> {
    const { value, version } = await trying('read what was told of the campaign from Control', () =>
      readOrBegin(this.#table, key, readToldDetails),
    );
    return { stored: value, version };
  }

  async write(value: ToldDetails, version: string | undefined): Promise<boolean> {
    const answer = await trying('write what was told of the campaign to Control', () =>
      writeDocument(this.#table, { ...key, value, version, writeId: this.#newWriteId() }),
    );
    return answer.kind === 'written';
  }
}

export function readToldDetails(row: Row): ToldDetails {
  const { told, open } = documentIn<Stored>(row).value;
  return { told, open: open.map((notice) => ({ ...notice, at: toDate(notice.at) })) };
}
