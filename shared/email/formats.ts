import type { MailLocale } from './mail-locales.ts';

// Intl objects cost far more to make than to use. They depend on the locale only, so keeping them changes no result.
const listFormats = new Map<MailLocale, Intl.ListFormat>();
const dateFormats = new Map<MailLocale, Intl.DateTimeFormat>();
const numberFormats = new Map<MailLocale, Intl.NumberFormat>();
const languageNames = new Map<MailLocale, Intl.DisplayNames>();

/** "a, b and c" in the reader's language. */
export function formatList(locale: MailLocale, items: readonly string[]): string {
  return kept(listFormats, locale, () => new Intl.ListFormat(locale, { type: 'conjunction' })).format(items);
}

/** A calendar date, `YYYY-MM-DD`, written out: no reader has to guess which number is the month. */
export function formatDate(locale: MailLocale, date: string): string {
  const format = kept(
    dateFormats,
    locale,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' }),
  );
  return format.format(new Date(`${date}T00:00:00Z`));
}

export function formatNumber(locale: MailLocale, value: number): string {
  return kept(numberFormats, locale, () => new Intl.NumberFormat(locale)).format(value);
}

/** What a language is called in the reader's. */
export function formatLanguage(locale: MailLocale, language: MailLocale): string {
  const names = kept(languageNames, locale, () => new Intl.DisplayNames(locale, { type: 'language' }));
  return names.of(language) ?? language;
}

function kept<Format>(formats: Map<MailLocale, Format>, locale: MailLocale, create: () => Format): Format {
  const known = formats.get(locale);
  if (known !== undefined) return known;
  const format = create();
  formats.set(locale, format);
  return format;
}
