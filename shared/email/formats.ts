import type { MailLocale } from './mail-locales.ts';

/** "a, b and c" in the reader's language. */
export function formatList(locale: MailLocale, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

/** A calendar date, `YYYY-MM-DD`, written out: no reader has to guess which number is the month. */
export function formatDate(locale: MailLocale, date: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
  return withOrdinal(locale, format.format(new Date(`${date}T00:00:00Z`)));
}

/**
 * French, Italian and the Portuguese of Brazil call the first day of a month the first, not one; `Intl` does not.
 * locales/README.md says where that is written.
 */
const firstOfTheMonth: Partial<Record<MailLocale, string>> = { fr: '1er', it: '1º', 'pt-BR': '1º' };

const withOrdinal = (locale: MailLocale, date: string): string =>
  date.replace(/^1(?= )/u, firstOfTheMonth[locale] ?? '1');

export function formatNumber(locale: MailLocale, value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** What a language is called in the reader's. */
export function formatLanguage(locale: MailLocale, language: MailLocale): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
}
