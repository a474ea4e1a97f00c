import { odata, type TableClient } from '@azure/data-tables';
import type { NoticeMail } from '../../campaign/wave-notice.ts';
import type { Notice, NoticeStore, StoredNotice } from '../../ports/notice-store.ts';
import { toDate } from './cells.ts';
import { afterAll, encodeKey } from './keys.ts';
import { deleteRow, readPages, readRow, type Row } from './rows.ts';
import { readOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { documentIn, writeDocument, type WriteAnswer } from './versioned-documents.ts';
import { deleteAll } from './write-all.ts';

type Stored = Omit<Notice, 'noticeId' | 'mails'> & {
  /** The id of the notice: the first ones were all about waves. */
  readonly waveId: string;
  readonly mails: readonly (Omit<NoticeMail, 'at' | 'because'> & { readonly at: string; readonly because?: string })[];
};

const keyOf = (noticeId: string) => ({ partitionKey: 'notice', rowKey: encodeKey(noticeId) });

/** Notices, kept in the table `Waves`. */
export class TableNoticeStore implements NoticeStore {
  readonly #table: TableClient;
  readonly #control: TableClient;
  readonly #newWriteId: () => string;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#control = control;
    this.#newWriteId = newWriteId;
  }

  async read(noticeId: string): Promise<StoredNotice | 'unreadable' | undefined> {
    const { partitionKey, rowKey } = keyOf(noticeId);
    return trying('read a notice from Waves', async () => {
      const row = await readRow(this.#table, partitionKey, rowKey);
      return row && ((await readOrNote(this.#control, row, noticeIn, tableNames.waves)) ?? 'unreadable');
    });
  }

  async write({ noticeId, words, mails }: Notice, version: string | undefined): Promise<WriteAnswer> {
    const value = { waveId: noticeId, words, mails };
    const write = { ...keyOf(noticeId), value, version, writeId: this.#newWriteId() };
    return trying('write a notice to Waves', () => writeDocument(this.#table, write));
  }

  async forgetAll(beginning: string): Promise<void> {
    const { partitionKey, rowKey } = keyOf(beginning);
    const filter = odata`PartitionKey eq ${partitionKey} and RowKey ge ${rowKey} and RowKey lt ${`${rowKey}${afterAll}`}`;
    await trying('forget notices of Waves', async () => {
      for await (const page of readPages(this.#table, { filter, select: ['PartitionKey', 'RowKey'] })) {
        const keys = page.map((row) => ({ partitionKey: row.partitionKey!, rowKey: row.rowKey! }));
        await deleteAll(this.#table, keys);
      }
    });
  }

  async forget(noticeId: string): Promise<void> {
    await trying('forget a notice of Waves', () => deleteRow(this.#table, keyOf(noticeId)));
  }
}

export function noticeIn(row: Row): StoredNotice {
  const { value, version } = documentIn<Stored>(row);
  const mails = value.mails.map((mail) => ({ ...mail, at: toDate(mail.at), because: mail.because }));
  return { noticeId: value.waveId, words: value.words, mails, version };
}
