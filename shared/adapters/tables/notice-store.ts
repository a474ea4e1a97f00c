import type { TableClient } from '@azure/data-tables';
import type { NoticeMail } from '../../campaign/wave-notice.ts';
import type { NoticeStore, StoredNotice, WaveNotice } from '../../ports/notice-store.ts';
import { toDate } from './cells.ts';
import { encodeKey } from './keys.ts';
import { readRow, type Row } from './rows.ts';
import { readOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { documentIn, writeDocument, type WriteAnswer } from './versioned-documents.ts';

type Stored = Omit<WaveNotice, 'mails'> & {
  readonly mails: readonly (Omit<NoticeMail, 'at' | 'because'> & { readonly at: string; readonly because?: string })[];
};

const keyOf = (waveId: string) => ({ partitionKey: 'notice', rowKey: encodeKey(waveId) });

/** The notices about waves, kept in the table `Waves`. */
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

  async read(waveId: string): Promise<StoredNotice | 'unreadable' | undefined> {
    const { partitionKey, rowKey } = keyOf(waveId);
    return trying('read a notice from Waves', async () => {
      const row = await readRow(this.#table, partitionKey, rowKey);
      return row && ((await readOrNote(this.#control, row, noticeIn, tableNames.waves)) ?? 'unreadable');
    });
  }

  async write({ waveId, words, mails }: WaveNotice, version: string | undefined): Promise<WriteAnswer> {
    const write = { ...keyOf(waveId), value: { waveId, words, mails }, version, writeId: this.#newWriteId() };
    return trying('write a notice to Waves', () => writeDocument(this.#table, write));
  }
}

export function noticeIn(row: Row): StoredNotice {
  const { value, version } = documentIn<Stored>(row);
  const mails = value.mails.map((mail) => ({ ...mail, at: toDate(mail.at), because: mail.because }));
  return { ...value, mails, version };
}
