import type { NoticeMail } from '../campaign/wave-notice.ts';
import type { RenderedMail } from '../email/mail.ts';

/** A notice: its words, the same for everyone, and what became of it at each address. */
export interface Notice {
  /** Of a notice about a wave the id of the wave. */
  readonly noticeId: string;
  /** Undefined where they are not kept: they hold names, and are written anew until a mail is claimed. */
  readonly words: RenderedMail | undefined;
  readonly mails: readonly NoticeMail[];
}

export interface StoredNotice extends Notice {
  readonly version: string;
}

/** Notices to the help desk and the security team. */
export interface NoticeStore {
  /** `unreadable`: there is one, and who was told is not known. */
  read(noticeId: string): Promise<StoredNotice | 'unreadable' | undefined>;

  /**
   * Writes the notice if it is still as it was read; `version` undefined means that there must be none yet. `conflict`:
   * somebody else wrote since, and nothing was written.
   */
  write(
    notice: Notice,
    version: string | undefined,
  ): Promise<{ kind: 'written'; version: string } | { kind: 'conflict' }>;

  /** Forgets every notice whose id begins so. */
  forgetAll(beginning: string): Promise<void>;

  /** Forgets a notice that nobody will send any more. One that has gone already does not matter. */
  forget(noticeId: string): Promise<void>;
}
