import type { Notice, NoticeStore, StoredNotice } from '../../shared/ports/notice-store.ts';
import { VersionedCell } from './versioned-cell.ts';

/** Notices in memory. */
export class FakeNoticeStore implements NoticeStore {
  readonly #cells = new Map<string, VersionedCell<Notice>>();

  async read(noticeId: string): Promise<StoredNotice | 'unreadable' | undefined> {
    const cell = this.#cells.get(noticeId);
    return cell?.value && { ...cell.value, version: cell.version! };
  }

  async write({ noticeId, words, mails }: Notice, version: string | undefined) {
    const cell = this.#cells.get(noticeId) ?? new VersionedCell<Notice>();
    this.#cells.set(noticeId, cell);
    return cell.write({ noticeId, words, mails }, version);
  }

  async forgetAll(beginning: string): Promise<void> {
    for (const noticeId of this.#cells.keys()) if (noticeId.startsWith(beginning)) this.#cells.delete(noticeId);
  }

  async forget(noticeId: string): Promise<void> {
    this.#cells.delete(noticeId);
  }
}
