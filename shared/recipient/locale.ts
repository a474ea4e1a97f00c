import { match } from '@formatjs/intl-localematcher';

export interface ChosenLocale<Locale extends string = string> {
  readonly locale: Locale;
  readonly because: 'preferredLanguage' | 'usageLocation' | 'default';
}

/**
 * The language to write to someone in: what they prefer, else what is spoken where they work, else the tenant's own.
 *
 * The directory holds what people and synchronisation tools typed: `''`, `en_US` and plain nonsense are expected,
 * and never throw.
 */
export function chooseLocale<Locale extends string>(
  wanted: { preferredLanguage?: string | null | undefined; usageLocation?: string | null | undefined },
  available: readonly Locale[],
  defaultLocale: Locale,
): ChosenLocale<Locale> {
  const choice = choiceFor(wanted.preferredLanguage ?? '', wanted.usageLocation ?? '', available);
  return choice === 'default' ? { locale: defaultLocale, because: 'default' } : (choice as ChosenLocale<Locale>);
}

type Choice = ChosenLocale | 'default';

/** The directory of a large organisation holds few different pairs, and matching one takes as long as writing a mail. */
const rememberedChoices = 5_000;
const choicesByLocales = new WeakMap<readonly string[], Map<string, Choice>>();

function choiceFor(language: string, country: string, available: readonly string[]): Choice {
  const choices = choicesByLocales.get(available) ?? new Map<string, Choice>();
  choicesByLocales.set(available, choices);
  const key = JSON.stringify([language, country]);
  const known = choices.get(key);
  if (known) return known;
  if (choices.size >= rememberedChoices) choices.clear();
  const choice = choose(language, country, available);
  choices.set(key, choice);
  return choice;
}

function choose(language: string, country: string, available: readonly string[]): Choice {
  const preferred = bestMatch(language, available);
  if (preferred !== undefined) return { locale: preferred, because: 'preferredLanguage' };

  const spoken = bestMatch(languageOf(country), available);
  return spoken === undefined ? 'default' : { locale: spoken, because: 'usageLocation' };
}

/** The available locale that a reader of this language understands, or undefined. */
function bestMatch(language: string, available: readonly string[]): string | undefined {
  const tag = canonicalTag(language);
  if (tag === undefined) return undefined;
  // The matcher answers its default when nothing is close; '' tells us so without taking a real locale's place.
  const matched = match([tag], [...available], noMatch);
  return available.find((locale) => locale === matched);
}

const noMatch = '';

function canonicalTag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** What most people read in a country, by CLDR's likely subtags; '' for anything but a country of today. */
function languageOf(country: string): string {
  const code = country.trim().toUpperCase();
  if (!/^[A-Z]{2}$/u.test(code) || countryNames.of(code) === undefined || code === unknownCountry) return '';
  return new Intl.Locale(`und-${code}`).maximize().baseName;
}

// An unassigned code has no name; without this check it would pass for English, CLDR's answer to everything unknown.
const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const unknownCountry = 'ZZ';
