import { Temporal } from 'temporal-polyfill';
import { askGate, openGate, passThrough, type Capacity, type RateGate } from '../delivery/rate-gate.ts';
import { latest } from './owed-step.ts';
import type { PlaceCalendar } from './place-calendar.ts';
import type { FirstMail } from './candidacy.ts';
import { minuteMs, minuteOf, nextMinute, takeDue, type Line } from './mail-lines.ts';

/** Somebody to be enrolled, with what decides when mail may reach them. */
export interface ForecastPerson {
  readonly userId: string;
  readonly timeZone: string;
  readonly country: string | undefined;
  readonly first: FirstMail;
}

export interface ForecastInput {
  /** In the order of their enrolment. */
  readonly people: readonly ForecastPerson[];
  readonly startsAt: Date;
  /** The zone in which a new day brings new places. */
  readonly campaignTimeZone: string;
  /** How many may still be enrolled on the first day, and on every day after it. */
  readonly placesOnFirstDay: number;
  readonly placesPerDay: number;
  readonly capacity: Capacity;
  readonly placeOf: (person: ForecastPerson) => PlaceCalendar;
  /** When other mails are due: they draw on the same quota. */
  readonly otherMailsDueAt: readonly Date[];
}

export interface Forecast {
  readonly firstMailAt: Date | undefined;
  readonly lastMailAt: Date | undefined;
  /** First mails by the hour in which they leave, in order; hours without one are left out. */
  readonly hours: readonly { readonly hour: Date; readonly mails: number }[];
  /** What the last mail waits for. */
  readonly limitedBy: 'workingHours' | 'newRecipientsPerDay' | 'mailQuota';
}

const hourMs = 3_600_000;

/**
 * Foretells when the first mails of a wave leave: a day's places, each recipient's working hours, the spread within the
 * hour and the mail quota, minute by minute as `releaseMessages` does it. Nobody is assumed to register meanwhile, so the
 * wave is done no later than this; reminders that fall due on the way are those already on the agenda.
 */
export function forecastWave(input: ForecastInput): Forecast {
  const lines = linesOf(input);
  const left: number[] = [];
  let gate = openGate;
  let minute = nextMinute(lines, 0);
  while (minute < Infinity) {
    const at = new Date(minute * minuteMs);
    const room = roomIn(gate, input.capacity, at);
    const taken = room > 0 ? takeDue(lines, minute, room, left) : 0;
    if (taken > 0) gate = passThrough(gate, taken, at);
    minute = room === 0 ? minute + 1 : nextMinute(lines, minute + (taken > 0 ? 1 : 0));
    if (room === 0) minute = Math.max(minute, minuteWithRoom(gate, input.capacity, at));
  }
  return summarise(left, lines, input);
}

function roomIn(gate: RateGate, capacity: Capacity, at: Date): number {
  const admission = askGate(gate, capacity, at);
  return admission.open ? admission.count : 0;
}

/** With the hour's quota spent nothing leaves before the oldest release is an hour old. */
function minuteWithRoom({ releases }: RateGate, { mailsPerHour }: Capacity, at: Date): number {
  const within = releases.filter(({ minute }) => at.getTime() - minute.getTime() < hourMs);
  const sent = within.reduce((sum, { count }) => sum + count, 0);
  return sent < mailsPerHour ? 0 : (within[0]!.minute.getTime() + hourMs) / minuteMs;
}

function linesOf(input: ForecastInput): readonly Line[] {
  const { people, placeOf, otherMailsDueAt } = input;
  const places = new Map<string, { readonly place: PlaceCalendar; readonly dues: number[] }>();
  const enrolledAt = enrolmentTimes(input);
  people.forEach((person, i) => {
    const key = `${person.timeZone}|${person.country ?? ''}`;
    const line = places.get(key) ?? { place: placeOf(person), dues: [] };
    places.set(key, line);
    const { step, notBefore } = person.first;
    const earliest = latest([enrolledAt(i), notBefore]);
    line.dues.push(minuteOf(line.place.arrivalOf(`${person.userId}|${step}`, earliest)));
  });
  const others = { place: undefined, dues: otherMailsDueAt.map(minuteOf) };
  return [...places.values(), others].map(({ place, dues }) => ({
    place,
    dueMinutes: dues.toSorted((a, b) => a - b),
    next: 0,
  }));
}

/** The first day's places are filled at once, then those of each new day. */
function enrolmentTimes({ startsAt, campaignTimeZone, placesOnFirstDay, placesPerDay }: ForecastInput) {
  const firstDay = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(campaignTimeZone);
  const days = new Map<number, Date>();
  return (position: number): Date => {
    if (position < placesOnFirstDay) return startsAt;
    const day = 1 + Math.floor((position - placesOnFirstDay) / placesPerDay);
    const known = days.get(day) ?? new Date(firstDay.add({ days: day }).startOfDay().epochMilliseconds);
    days.set(day, known);
    return known;
  };
}

function summarise(left: readonly number[], lines: readonly Line[], input: ForecastInput): Forecast {
  const [first, last] = [left[0], left.at(-1)];
  const hours = new Map<number, number>();
  for (const minute of left) {
    const hour = Math.floor((minute * minuteMs) / hourMs);
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  }
  const lastDue = Math.max(...lines.map(({ place, dueMinutes }) => (place && dueMinutes.at(-1)) || 0));
  const isHeldByQuota = last !== undefined && last - lastDue > 60;
  const isHeldByPlaces = input.people.length > input.placesOnFirstDay;
  return {
    firstMailAt: first === undefined ? undefined : new Date(first * minuteMs),
    lastMailAt: last === undefined ? undefined : new Date(last * minuteMs),
    hours: [...hours].map(([hour, mails]) => ({ hour: new Date(hour * hourMs), mails })),
    limitedBy: isHeldByQuota ? 'mailQuota' : isHeldByPlaces ? 'newRecipientsPerDay' : 'workingHours',
  };
}
