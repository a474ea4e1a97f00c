import { Temporal } from 'temporal-polyfill';
import { nextOpenMoment, type CalendarPolicy, type IsHoliday } from './calendar.ts';

/**
 * The calendar of one place, for many questions in a row: a stretch of open hours that was found once answers all
 * moments within it.
 */
export class PlaceCalendar {
  readonly #timeZone: string;
  readonly #policy: CalendarPolicy;
  readonly #isHoliday: IsHoliday;
  /** Quiet from `asked` until `opens`, open until `closes`. */
  #known = { asked: 0, opens: 0, closes: 0 };

  constructor(timeZone: string, policy: CalendarPolicy, isHoliday: IsHoliday) {
    this.#timeZone = timeZone;
    this.#policy = policy;
    this.#isHoliday = isHoliday;
  }

  /** The first moment from `at` on when mail may arrive. */
  opensAt(at: Date): Date {
    const { asked, opens: knownOpens, closes } = this.#known;
    if (at.getTime() >= knownOpens && at.getTime() < closes) return at;
    if (at.getTime() >= asked && at.getTime() < knownOpens) return new Date(knownOpens);
    const opens = nextOpenMoment(at, this.#timeZone, this.#policy, this.#isHoliday);
    this.#known = { asked: at.getTime(), opens: opens.getTime(), closes: this.#closesAfter(opens) };
    return opens;
  }

  isOpen(at: Date): boolean {
    return this.opensAt(at).getTime() === at.getTime();
  }

  /** The quiet hours begin on the same day, or the day ends first. */
  #closesAfter(opens: Date): number {
    const moment = Temporal.Instant.fromEpochMilliseconds(opens.getTime()).toZonedDateTimeISO(this.#timeZone);
    const closes = moment.withPlainTime(Temporal.PlainTime.from(this.#policy.quietHours.from));
    const dayEnds = moment.add({ days: 1 }).startOfDay();
    const isLaterToday = Temporal.ZonedDateTime.compare(closes, moment) > 0;
    return (isLaterToday ? closes : dayEnds).epochMilliseconds;
  }
}
