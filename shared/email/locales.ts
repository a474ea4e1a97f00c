import en from './locales/en.json' with { type: 'json' };
import sv from './locales/sv.json' with { type: 'json' };

/** The languages our mails are written in, as BCP 47 tags. */
export const mailLocales = ['en', 'sv'] as const;
export type MailLocale = (typeof mailLocales)[number];

/** What English says, every language says: a locale file without one of the keys does not compile here. */
export type LocaleTexts = typeof en;

const textsByLocale: Readonly<Record<MailLocale, LocaleTexts>> = { en, sv };

export function localeTexts(locale: MailLocale): LocaleTexts {
  return textsByLocale[locale];
}

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'he']);

export function writingDirection(locale: MailLocale): 'ltr' | 'rtl' {
  return rightToLeft.has(locale) ? 'rtl' : 'ltr';
}
