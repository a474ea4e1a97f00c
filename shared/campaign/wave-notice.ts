import { v5 as uuidV5 } from 'uuid';
import { claimSettlesAfterMinutes } from '../delivery/reconciliation.ts';
import type { OperationAnswer } from '../delivery/send-answer.ts';
import { addDays, addMinutes } from '../registration/add-time.ts';
import type { PlaceCalendar } from './place-calendar.ts';
import type { Wave } from './wave.ts';

/** Who is told before a wave starts, and when. */
export interface NoticePolicy {
  readonly to: readonly string[];
  readonly daysBefore: number;
}

export const noticeStates = ['claimed', 'accepted', 'rejected', 'unknown'] as const;

/** The notice to one address. One that is not listed was not tried yet, or definitely not taken. */
export interface NoticeMail {
  readonly to: string;
  readonly messageId: string;
  readonly state: (typeof noticeStates)[number];
  readonly at: Date;
  readonly because: string | undefined;
}

interface NoticedWave {
  readonly wave: Pick<Wave, 'state' | 'startsAt' | 'enrolledCount'>;
  /** Whether its notice was begun. */
  readonly isBegun: boolean;
}

/**
 * Whether the notice about a wave is owed now: some days before its start, in the working hours of the campaign, and at
 * the latest when it starts. A wave that has begun without one gets none; one that was begun is finished.
 */
export function isNoticeDue(
  { wave, isBegun }: NoticedWave,
  { daysBefore }: NoticePolicy,
  campaign: Pick<PlaceCalendar, 'isWorkingTime'>,
  now: Date,
): boolean {
  const isAhead = wave.state === 'scheduled' && wave.enrolledCount === 0;
  if (!isAhead && !(isBegun && wave.state === 'enrolling')) return false;
  if (now >= wave.startsAt) return true;
  const isTime = now.getTime() >= addDays(wave.startsAt, -daysBefore).getTime();
  return isTime && campaign.isWorkingTime(now);
}

/** The addresses that have no mail yet. */
export function addressesLeft({ to }: Pick<NoticePolicy, 'to'>, mails: readonly NoticeMail[]): readonly string[] {
  const known = new Set(mails.map((mail) => mail.to.toLowerCase()));
  return to.filter((address) => !known.has(address.toLowerCase()));
}

/** UUIDv5: one notice about one wave to one address has one id, whoever computes it. */
export const noticeIdOf = (deploymentId: string, waveId: string, to: string): string =>
  uuidV5(`wave-notice|${waveId}|${to.toLowerCase()}`, deploymentId);

/** A claim that is left alone: its sender may still be at work. */
export const isUnsettled = ({ state, at }: NoticeMail, now: Date): boolean =>
  state === 'claimed' && now >= addMinutes(at, claimSettlesAfterMinutes);

/**
 * What became of a claim whose answer was lost, once the service was asked. What the service does not know is left to a
 * person: two notices would look like what they warn of.
 */
export function settleNotice(mail: NoticeMail, answer: OperationAnswer): NoticeMail {
  switch (answer.kind) {
    case 'known':
      return { ...mail, state: 'accepted', because: 'the service knows the id' };
    case 'failed':
      return { ...mail, state: 'rejected', because: answer.because };
    case 'denied':
      return { ...mail, state: 'unknown', because: 'the answer was lost, and the service does not know the id' };
    case 'noAnswer':
      return mail;
  }
}
