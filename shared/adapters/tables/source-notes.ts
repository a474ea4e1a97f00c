import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { SourceNotes, SourceNotesStore } from '../../ports/source-notes.ts';
import { putRow, readRow } from './rows.ts';
import { attempt } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { documentIn, documentRow } from './versioned-documents.ts';

const key = { partitionKey: 'campaign', rowKey: 'source' };

const notes = z.object({
  loaded: z.string().optional(),
  found: z.object({ version: z.string(), digest: z.string() }).optional(),
});

/** What is known of the source of the document, one row of the table `Control`. */
export class TableSourceNotes implements SourceNotesStore {
  readonly #table: TableClient;

  constructor(table: TableClient) {
    this.#table = table;
  }

  async read(): Promise<SourceNotes> {
    const row = await trying('read the source of the campaign from Control', () =>
      readRow(this.#table, key.partitionKey, key.rowKey),
    );
    const made = row && attempt(tableNames.control, row, (one) => notes.parse(documentIn(one).value));
    return made && 'value' in made ? made.value : {};
  }

  async write(known: SourceNotes): Promise<void> {
    await trying('note the source of the campaign in Control', () => putRow(this.#table, documentRow(key, known)));
  }
}
