import ar from './locales/ar.json' with { type: 'json' };
import cs from './locales/cs.json' with { type: 'json' };
import da from './locales/da.json' with { type: 'json' };
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import es from './locales/es.json' with { type: 'json' };
import fi from './locales/fi.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import he from './locales/he.json' with { type: 'json' };
import it from './locales/it.json' with { type: 'json' };
import ja from './locales/ja.json' with { type: 'json' };
import nb from './locales/nb.json' with { type: 'json' };
import nl from './locales/nl.json' with { type: 'json' };
import pl from './locales/pl.json' with { type: 'json' };
import ptBR from './locales/pt-BR.json' with { type: 'json' };
import sv from './locales/sv.json' with { type: 'json' };
import zhHans from './locales/zh-Hans.json' with { type: 'json' };
import type { MailLocale } from './mail-locales.ts';

/** What English says, every language says: a locale file without one of the keys does not compile here. */
export type LocaleTexts = typeof en;

const textsByLocale: Readonly<Record<MailLocale, LocaleTexts>> = {
  en,
  sv,
  de,
  fr,
  es,
  'pt-BR': ptBR,
  it,
  nl,
  da,
  nb,
  fi,
  pl,
  cs,
  ja,
  'zh-Hans': zhHans,
  ar,
  he,
};

export function localeTexts(locale: MailLocale): LocaleTexts {
  return textsByLocale[locale];
}
