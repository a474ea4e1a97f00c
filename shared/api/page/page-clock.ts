import type { PageLanguage } from './page-language.ts';
import { clockWords } from './words/clock.ts';

/** The clock that a page goes by: the campaign's zone, the moment the page was made at, and the reader's language. */
export class PageClock {
  readonly timeZone: string;
  readonly now: Date;
  readonly language: PageLanguage;
  readonly #format: Intl.DateTimeFormat;
  readonly #isoFormat: Intl.DateTimeFormat;

  constructor(timeZone: string, now: Date, language: PageLanguage) {
    this.timeZone = timeZone;
    this.now = now;
    this.language = language;
    this.#format = formatIn(timeZone, language);
    this.#isoFormat = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  }

  /** The zone as people call it: `Stockholm`. */
  get place(): string {
    return this.timeZone.split('/').at(-1)!.replaceAll('_', ' ');
  }

  /** `Fri 13 Nov` or `fre 13 nov`, with the year where it is another one than now's. */
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
    const day = this.isoDay(at) === this.isoDay(this.now) ? clockWords[this.language].today : this.day(at);
    return `${day} ${this.time(at)}`;
  }

  /** The day in the zone, as `2026-11-13`. */
  isoDay(at: Date): string {
    return this.#isoFormat.format(at);
  }
}

/** A calendar day of a report, `2026-11-13`, as people write it: `Fri 13 Nov`. */
export function dayInWords(isoDay: string, language: PageLanguage): string {
  const { weekday, day, month } = partsOf(inUtc[language], new Date(isoDay));
  return `${weekday} ${day} ${month}`;
}

/** A calendar day of any year, `2027-02-01`, as people write it: `1 Feb 2027`. */
export function dateInWords(isoDay: string, language: PageLanguage): string {
  const { day, month, year } = partsOf(inUtc[language], new Date(isoDay));
  return `${day} ${month} ${year}`;
}

/** `Sep` in the English of America, `Sept` in that of Britain. */
const dateLocales: Readonly<Record<PageLanguage, string>> = { en: 'en-US', sv: 'sv' };

function formatIn(timeZone: string, language: PageLanguage): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(dateLocales[language], {
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

const inUtc = { en: formatIn('UTC', 'en'), sv: formatIn('UTC', 'sv') };

type PartName = 'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute';

function partsOf(format: Intl.DateTimeFormat, at: Date): Readonly<Record<PartName, string>> {
  const found: Partial<Record<string, string>> = {};
  for (const { type, value } of format.formatToParts(at)) found[type] = value.replace(/\.$/, '');
  const { weekday = '', day = '', month = '', year = '', hour = '', minute = '' } = found;
  return { weekday, day, month, year, hour, minute };
}
