import { isOpen, nextOpenMoment, type CalendarPolicy, type IsHoliday } from './calendar.ts';

/** The calendar of one place. */
export class PlaceCalendar {
  readonly #timeZone: string;
  readonly #policy: CalendarPolicy;
  readonly #isHoliday: IsHoliday;

  constructor(timeZone: string, policy: CalendarPolicy, isHoliday: IsHoliday) {
    this.#timeZone = timeZone;
    this.#policy = policy;
    this.#isHoliday = isHoliday;
  }

  /** The first moment from `at` on when mail may arrive. */
  opensAt(at: Date): Date {
    return nextOpenMoment(at, this.#timeZone, this.#policy, this.#isHoliday);
  }

  isOpen(at: Date): boolean {
    return isOpen(at, this.#timeZone, this.#policy, this.#isHoliday);
  }
}
