import { match } from '@formatjs/intl-localematcher';
import { officialLanguageOf } from './official-language.ts';

export interface ChosenLocale<Locale extends string = string> {
  readonly locale: Locale;
  readonly because: 'preferredLanguage' | 'usageLocation' | 'default';
}

export interface WantedLocale {
  readonly preferredLanguage?: string | null | undefined;
  readonly usageLocation?: string | null | undefined;
}

/**
 * The language to write to someone in: what they prefer, else the official one where they work, if it is only one, else
 * the tenant's own.
 *
 * The directory holds what people and synchronisation tools typed: a list as browsers send it (`en-US, sv;q=0.7`), `''`,
 * `en_US` and plain nonsense are expected, and never throw. https://www.rfc-editor.org/rfc/rfc2798#section-2.7
 */
export function chooseLocale<Locale extends string>(
  { preferredLanguage, usageLocation }: WantedLocale,
  available: readonly Locale[],
  defaultLocale: Locale,
): ChosenLocale<Locale> {
  const preferred = bestMatch(tagsIn(preferredLanguage ?? ''), available);
  if (preferred !== undefined) return { locale: preferred, because: 'preferredLanguage' };
  const official = officialLanguageOf(usageLocation ?? '');
  const spoken = official && bestMatch([official], available);
  return spoken ? { locale: spoken, because: 'usageLocation' } : { locale: defaultLocale, because: 'default' };
}

/** The available locale that a reader of these languages, the dearest first, understands; or undefined. */
function bestMatch<Locale extends string>(tags: readonly string[], available: readonly Locale[]): Locale | undefined {
  if (tags.length === 0) return undefined;
  // The matcher answers its default when nothing is close; '' tells us so without taking a real locale's place.
  const matched = match(tags, available, noMatch);
  return available.find((locale) => locale === matched);
}

const noMatch = '';

/** The tags of a list by their weight. What is no tag, or not wanted at all (`q=0`), is left out. */
function tagsIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((item) => ({ tag: canonicalTag(item.split(';', 1)[0]!), weight: weightOf(item) }))
    .filter(({ tag, weight }) => tag !== undefined && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag!);
}

function weightOf(item: string): number {
  const weight = /;\s*q\s*=\s*([\d.]+)/i.exec(item)?.[1];
  return weight === undefined || Number.isNaN(Number(weight)) ? 1 : Number(weight);
}

function canonicalTag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
