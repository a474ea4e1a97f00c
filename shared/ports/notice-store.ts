import type { NoticeMail } from '../campaign/wave-notice.ts';
import type { RenderedMail } from '../email/mail.ts';

/** The notice about one wave: its words, the same for everyone, and what became of it at each address. */
export interface WaveNotice {
  readonly waveId: string;
  readonly words: RenderedMail;
  readonly mails: readonly NoticeMail[];
}

export interface StoredNotice extends WaveNotice {
  readonly version: string;
}

/** The notices about waves, one row for each wave. */
export interface NoticeStore {
  /** `unreadable`: there is one, and who was told is not known. */
  read(waveId: string): Promise<StoredNotice | 'unreadable' | undefined>;

  /**
   * Writes the notice if it is still as it was read; `version` undefined means that there must be none yet. `conflict`:
   * somebody else wrote since, and nothing was written.
   */
  write(
    notice: WaveNotice,
    version: string | undefined,
  ): Promise<{ kind: 'written'; version: string } | { kind: 'conflict' }>;
}
