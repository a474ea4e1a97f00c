import type { NoticeMail } from './wave-notice.ts';

/** What a mailbox was told, and what it is being told: one letter after the other, each as one notice. */
export interface OwnerLetter<Told> {
  /** What it was told last, by a mail that the service took. */
  readonly told: Told | undefined;
  /** The day of the last letter, told or not, as `YYYY-MM-DD` in the campaign's zone: there is one a day at the most. */
  readonly day: string | undefined;
  /** Written down before anything is sent, so that its words and what it is compared with later are the same. */
  readonly open: OpenLetter<Told> | undefined;
  /** A notice that has ended: forgotten on a later day, since until then somebody may still be about to send it. */
  readonly ended: string | undefined;
}

interface OpenLetter<Told> {
  readonly noticeId: string;
  /** What it says, as it is compared with next time. */
  readonly says: Told;
}

export const noLetter = { told: undefined, day: undefined, open: undefined, ended: undefined } as const;

export const openLetter = <Told>(letter: OwnerLetter<Told>, noticeId: string, says: Told): OwnerLetter<Told> => ({
  ...letter,
  open: { noticeId, says },
});

/**
 * Once its mail has an outcome. Only what the service took is told: what it refused, or does not know of, is part of the
 * next letter, since this one may have reached nobody.
 */
export function endLetter<Told>(
  letter: OwnerLetter<Told>,
  mails: readonly NoticeMail[],
  day: string,
): OwnerLetter<Told> {
  const { open, told } = letter;
  if (open === undefined) return letter;
  const isTaken = mails.some(({ state }) => state === 'accepted');
  return { told: isTaken ? open.says : told, day, open: undefined, ended: open.noticeId };
}
