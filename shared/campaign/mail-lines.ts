import type { PlaceCalendar } from './place-calendar.ts';

/** Mails that wait, in the order of their times, all in one place. */
export interface Line {
  readonly place: PlaceCalendar | undefined;
  readonly dueMinutes: readonly number[];
  next: number;
}

export const minuteMs = 60_000;

/** The first whole minute from a time on. */
export const minuteOf = (at: Date): number => Math.ceil(at.getTime() / minuteMs);

/** Takes up to `room` mails that may leave in this minute, the longest due first, and notes the campaign's own. */
export function takeDue(lines: readonly Line[], minute: number, room: number, left: number[]): number {
  const open = lines.filter((line) => isReady(line, minute));
  let taken = 0;
  for (; taken < room; taken++) {
    const line = longestDue(open, minute);
    if (line === undefined) break;
    line.next++;
    if (line.place) left.push(minute);
  }
  return taken;
}

function isReady({ place, dueMinutes, next }: Line, minute: number): boolean {
  return dueMinutes[next]! <= minute && (place === undefined || place.isWorkingTime(new Date(minute * minuteMs)));
}

function longestDue(open: readonly Line[], minute: number): Line | undefined {
  let found: Line | undefined;
  for (const line of open) {
    const due = line.dueMinutes[line.next];
    if (due === undefined || due > minute) continue;
    if (found === undefined || due < found.dueMinutes[found.next]!) found = line;
  }
  return found;
}

/** The first minute from this one on in which some mail may leave. */
export function nextMinute(lines: readonly Line[], from: number): number {
  let first = Infinity;
  for (const { place, dueMinutes, next } of lines) {
    const due = dueMinutes[next];
    if (due === undefined) continue;
    const earliest = Math.max(due, from);
    first = Math.min(first, place ? minuteOf(place.opensAt(new Date(earliest * minuteMs))) : earliest);
  }
  return first;
}
