import { nextStretch, spread, type CalendarPolicy, type IsHoliday, type Stretch } from './calendar.ts';

/** Most questions about one place are about the same few days, so what was found is kept for a while. */
const keptStretches = 32;

/** The calendar of one place: its clocks, its holidays, its work days. */
export class PlaceCalendar {
  readonly timeZone: string;
  readonly isHoliday: IsHoliday;
  readonly #policy: CalendarPolicy;
  readonly #known: Stretch[] = [];

  constructor(timeZone: string, policy: CalendarPolicy, isHoliday: IsHoliday) {
    this.timeZone = timeZone;
    this.#policy = policy;
    this.isHoliday = isHoliday;
  }

  /** The first moment from `at` on when mail may arrive. */
  opensAt(at: Date): Date {
    const atMs = at.getTime();
    const known = this.#known.find(({ asked, closes }) => atMs >= asked && atMs < closes);
    const stretch = known ?? nextStretch(at, this.timeZone, this.#policy, this.isHoliday);
    if (known === undefined && stretch.isSteady) this.#remember(stretch);
    return atMs >= stretch.opens ? at : new Date(stretch.opens);
  }

  /** Whether mail may arrive at this moment. */
  isWorkingTime(at: Date): boolean {
    return this.opensAt(at).getTime() === at.getTime();
  }

  /** The first moment from `at` on when this mail may arrive, spread so that not all arrive at once. */
  arrivalOf(key: string, at: Date): Date {
    return this.opensAt(spread(this.opensAt(at), key, this.#policy));
  }

  /** The same stretch, asked about from earlier on, takes the other one's place. */
  #remember(found: Stretch): void {
    const same = this.#known.findIndex(({ opens, closes }) => opens === found.opens && closes === found.closes);
    if (same >= 0) this.#known[same] = found;
    else if (this.#known.push(found) > keptStretches) this.#known.shift();
  }
}
