/** The languages our mails are written in, as BCP 47 tags: each has its file in `locales/`. */
export const mailLocales = [
  'en',
  'sv',
  'de',
  'fr',
  'es',
  'pt-BR',
  'it',
  'nl',
  'da',
  'nb',
  'fi',
  'pl',
  'cs',
  'ja',
  'zh-Hans',
  'ar',
  'he',
] as const;
export type MailLocale = (typeof mailLocales)[number];

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'he']);

export function writingDirection(locale: MailLocale): 'ltr' | 'rtl' {
  return rightToLeft.has(locale) ? 'rtl' : 'ltr';
}
