import type { PlaceCalendar } from '../shared/campaign/place-calendar.ts';
import type { Capacity } from '../shared/delivery/rate-gate.ts';

export interface BoundInput {
  readonly from: Date;
  readonly until: Date;
  readonly capacity: Capacity;
  /** Where all of them work. */
  readonly place: Pick<PlaceCalendar, 'isWorkingTime'>;
}

/**
 * What nobody can beat: in every open minute as many mails as the service takes, which counts over any minute and any
 * hour. Yields the minutes in which mails leave, and how many have left with them.
 */
export function* fastestSending(input: BoundInput): Generator<{ readonly at: Date; readonly sent: number }> {
  const { capacity, place } = input;
  let sent = 0;
  let lastHour: { readonly minute: number; readonly mails: number }[] = [];
  for (let minute = Math.ceil(input.from.getTime() / 60_000); minute * 60_000 < input.until.getTime(); minute++) {
    const at = new Date(minute * 60_000);
    if (!place.isWorkingTime(at)) continue;
    lastHour = lastHour.filter((one) => minute - one.minute < 60);
    const inLastHour = lastHour.reduce((sum, one) => sum + one.mails, 0);
    const mails = Math.min(capacity.mailsPerMinute, capacity.mailsPerHour - inLastHour);
    if (mails === 0) continue;
    lastHour.push({ minute, mails });
    sent += mails;
    yield { at, sent };
  }
}

/** When so many mails have left at the earliest, or undefined when not before `until`. */
export function earliestEnd(mails: number, input: BoundInput): Date | undefined {
  for (const { at, sent } of fastestSending(input)) if (sent >= mails) return at;
  return undefined;
}

/** How many mails may leave until `until`. */
export function mostMails(input: BoundInput): number {
  let most = 0;
  for (const { sent } of fastestSending(input)) most = sent;
  return most;
}
