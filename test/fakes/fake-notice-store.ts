import type { NoticeStore, StoredNotice, WaveNotice } from '../../shared/ports/notice-store.ts';
import { VersionedCell } from './versioned-cell.ts';

/** Notices in memory. */
export class FakeNoticeStore implements NoticeStore {
  readonly #cells = new Map<string, VersionedCell<WaveNotice>>();

  async read(waveId: string): Promise<StoredNotice | 'unreadable' | undefined> {
    const cell = this.#cells.get(waveId);
    return cell?.value && { ...cell.value, version: cell.version! };
  }

  async write({ waveId, words, mails }: WaveNotice, version: string | undefined) {
    const cell = this.#cells.get(waveId) ?? new VersionedCell<WaveNotice>();
    this.#cells.set(waveId, cell);
    return cell.write({ waveId, words, mails }, version);
  }
}
