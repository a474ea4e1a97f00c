import type { TableClient } from '@azure/data-tables';
import type { NoticeMail } from '../../campaign/wave-notice.ts';
import type { NoticeStore, StoredNotice, WaveNotice } from '../../ports/notice-store.ts';
import { encodeKey } from './keys.ts';
import { trying } from './storage-errors.ts';
import { readDocument, writeDocument, type WriteAnswer } from './versioned-documents.ts';

type Stored = Omit<WaveNotice, 'mails'> & {
  readonly mails: readonly (Omit<NoticeMail, 'at' | 'because'> & { readonly at: string; readonly because?: string })[];
};

const keyOf = (waveId: string) => ({ partitionKey: 'notice', rowKey: encodeKey(waveId) });

/** The notices about waves, kept in the table `Waves`. */
export class TableNoticeStore implements NoticeStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async read(waveId: string): Promise<StoredNotice | undefined> {
    return trying('read a notice from Waves', async () => {
      const stored = await readDocument<Stored>(this.#table, keyOf(waveId));
      if (stored === undefined) return undefined;
      const mails = stored.value.mails.map((mail) => ({ ...mail, at: new Date(mail.at), because: mail.because }));
      return { ...stored.value, mails, version: stored.version };
    });
  }

  async write({ waveId, words, mails }: WaveNotice, version: string | undefined): Promise<WriteAnswer> {
    const write = { ...keyOf(waveId), value: { waveId, words, mails }, version, writeId: this.#newWriteId() };
    return trying('write a notice to Waves', () => writeDocument(this.#table, write));
  }
}
