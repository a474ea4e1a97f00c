/** The clock that a page goes by: the campaign's zone, and the moment the page was made at. */
export class PageClock {
  readonly timeZone: string;
  readonly now: Date;
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string, now: Date) {
    this.timeZone = timeZone;
    this.now = now;
    this.#format = formatIn(timeZone);
  }

  /** The zone as people call it: `Stockholm`. */
  get place(): string {
    return this.timeZone.split('/').at(-1)!.replaceAll('_', ' ');
  }

  /** `Fri 13 Nov`, with the year where it is another one than now's. */
  day(at: Date): string {
    const [{ weekday, day, month, year }, today] = [partsOf(this.#format, at), partsOf(this.#format, this.now)];
    const written = `${weekday} ${day} ${month}`;
    return year === today.year ? written : `${written} ${year}`;
  }

  /** `14:32`. */
  time(at: Date): string {
    const { hour, minute } = partsOf(this.#format, at);
    return `${hour}:${minute}`;
  }

  /** `today 14:32`, or `Fri 13 Nov 14:32`. */
  moment(at: Date): string {
    const day = this.isoDay(at) === this.isoDay(this.now) ? 'today' : this.day(at);
    return `${day} ${this.time(at)}`;
  }

  /** The day in the zone, as `2026-11-13`. */
  isoDay(at: Date): string {
    const { year, month, day } = partsOf(this.#format, at);
    const number = months.indexOf(month) + 1;
    return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A calendar day of a report, `2026-11-13`, as people write it: `Fri 13 Nov`. */
export function dayInWords(isoDay: string): string {
  const { weekday, day, month } = partsOf(inUtc, new Date(isoDay));
  return `${weekday} ${day} ${month}`;
}

/** A calendar day of any year, `2027-02-01`, as people write it: `1 Feb 2027`. */
export function dateInWords(isoDay: string): string {
  const { day, month, year } = partsOf(inUtc, new Date(isoDay));
  return `${day} ${month} ${year}`;
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

const inUtc = formatIn('UTC');

type PartName = 'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute';

function partsOf(format: Intl.DateTimeFormat, at: Date): Readonly<Record<PartName, string>> {
  const found: Partial<Record<string, string>> = {};
  for (const { type, value } of format.formatToParts(at)) found[type] = value;
  const { weekday = '', day = '', month = '', year = '', hour = '', minute = '' } = found;
  return { weekday, day, month, year, hour, minute };
}
