import { workDays, type WorkDay } from './calendar.ts';

/**
 * The days on which people of a country work, by CLDR's weekend: from Sunday to Thursday in Saudi Arabia. Where it names
 * one day only (India, Iran) the day before is closed too, since offices mostly are. Unknown countries have Saturday and
 * Sunday. https://cldr.unicode.org, supplemental/weekData
 */
export function workDaysOf(country: string | undefined): readonly WorkDay[] {
  const weekend = weekendOf(country ?? '');
  const [only] = weekend;
  const closed = weekend.length === 1 ? [...weekend, ((only! + 5) % 7) + 1] : weekend;
  return workDays.filter((_, i) => !closed.includes(i + 1));
}

/** From 1, Monday, to 7. `getWeekInfo` is in V8 but not yet in TypeScript's library. */
function weekendOf(country: string): readonly number[] {
  const tag = /^[a-z]{2}$/i.test(country) ? `und-${country}` : 'und';
  const locale: Intl.Locale & { getWeekInfo?(): { readonly weekend: readonly number[] } } = new Intl.Locale(tag);
  return locale.getWeekInfo?.().weekend ?? saturdayAndSunday;
}

const saturdayAndSunday = [6, 7];
