import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { localeTexts } from '../../../shared/email/locales.ts';
import { mailLocales, type MailLocale } from '../../../shared/email/mail.ts';

/**
 * Microsoft's own words in each language, with where each was read and how sure that is: test/fixtures/microsoft-terms.json.
 * Somebody who holds a mail against the screen must find the same words, and nothing in quotation marks that is not there.
 */
interface Term {
  readonly term: string | null;
  readonly confidence: string;
}
const table = JSON.parse(
  readFileSync(new URL('../../fixtures/microsoft-terms.json', import.meta.url), 'utf8'),
) as Readonly<Record<MailLocale, Readonly<Record<string, Term>>>>;

const live = 'live menu quoted';
const known = ({ term, confidence }: Term) =>
  confidence === 'not found' || confidence === 'inferred' ? undefined : term;

/** Where we differ, and why. locales/README.md says more. */
const deliberate: Readonly<Record<string, string>> = {
  'de password': 'people say Passwort; Kennwort is what Microsoft writes',
  'zh-Hans security_questions':
    'Microsoft has 安全提问 and 安全性问题 and is not of one mind; 安全问题 is what people say',
};

const fold = (text: string) => text.toLowerCase().replaceAll(/['’]/gu, "'").replaceAll(/\s/gu, ' ');

/** The term alone: what stands before its variants. */
const firstOf = (term: string) => fold(term.split(/ \(|; /u)[0]!);

const all = (locale: MailLocale) => fold(JSON.stringify(localeTexts(locale)));

describe.each(mailLocales)('the words of Microsoft in %s (truth 35)', (locale) => {
  const texts = localeTexts(locale);

  it.each([
    ['security_info', texts.check.registerAgain],
    ['security_questions', texts.methods.securityQuestions],
    ['password', all(locale)],
    ['passkey', texts.ways.passkey],
  ])('%s', (name, text) => {
    const term = known(table[locale][name]!);
    if (term === undefined || term === null || `${locale} ${name}` in deliberate) return;
    expect(fold(text)).toContain(firstOf(term));
  });

  it('are quoted from the live screen only, where the first screens are named (truth 31)', () => {
    const seen = ['more_information_required', 'keep_account_secure'].map((name) => table[locale][name]!);
    const quotable = seen.filter(({ confidence }) => confidence === live).map(({ term }) => fold(term ?? ''));
    const stray = quotedIn(texts.check.registerFirst).filter((quote) => !quotable.some((term) => term.includes(quote)));
    expect(stray).toEqual([]);
  });
});

describe('words that were wrong (truth 35)', () => {
  it.each<[MailLocale, string, string]>([
    ['zh-Hans', '账', 'Microsoft writes 帐户'],
    ['fi', 'ylläpitäj', 'Microsoft: järjestelmänvalvoja'],
    ['nb', 'autentiseringsapp', 'Microsoft: godkjenningsapp'],
    ['ja', '秘密の質問', 'Microsoft: セキュリティの質問'],
    ['he', 'מידע אבטחה', 'one page, one name: פרטי אבטחה'],
    ['es', 'olvidada por tu cuenta', 'forgotten by your account'],
    ['pt-BR', 'esquecida por conta própria', 'the same in Portuguese'],
  ])('are gone from %s: %s', (locale, wrong, because) => {
    expect(all(locale).includes(wrong), because).toBe(false);
  });

  it('a quotation is told from an apostrophe, in every kind of quotation marks', () => {
    expect(quotedIn('A “Let’s go”, « oui », 「はい」と ”ja” „gut“, ‘nee’.')).toEqual([
      "let's go",
      'oui',
      'はい',
      'ja',
      'gut',
      'nee',
    ]);
  });

  it('every deviation from the table is one of a term that is there', () => {
    const keys = mailLocales.flatMap((locale) => Object.keys(table[locale]).map((name) => `${locale} ${name}`));
    expect(Object.keys(deliberate).filter((key) => !keys.includes(key))).toEqual([]);
  });
});

function quotedIn(text: string): readonly string[] {
  const quotes = /[“„«»「‘"”]\s?([^“”„«»「」‘"]+?)\s?(?:」|[”“»«’"](?!\p{L}))/gu;
  return [...text.matchAll(quotes)].map(([, quote = '']) => fold(quote));
}
