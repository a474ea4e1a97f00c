import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../../../shared/email/locales/en.json' with { type: 'json' };
import { localeTexts, type LocaleTexts } from '../../../shared/email/locales.ts';
import { mailLocales, writingDirection } from '../../../shared/email/mail-locales.ts';
import { columnsOf } from '../../../shared/email/text-columns.ts';

const folder = new URL('../../../shared/email/locales/', import.meta.url);
const english = flat(en);

describe('the locale files', () => {
  it('are all in use', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.map((name) => name.replace('.json', '')).toSorted()).toEqual([...mailLocales].toSorted());
  });

  it('cannot lack a key: that does not compile', () => {
    const { nudge, ...without } = en;
    // @ts-expect-error a locale has every text that English has
    const incomplete: LocaleTexts = without;
    expect({ ...incomplete, nudge }).toEqual(en);
  });

  it('are as many as README.md of the project says', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const counts = [...readme.matchAll(/(\d+)\s+languages/g)].map(([, count]) => Number(count));
    expect(counts).toEqual([mailLocales.length]);
  });

  it('each have a review in the README', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    expect(mailLocales.filter((locale) => !readme.includes(`### ${locale} `))).toEqual([]);
  });
});

describe.each(mailLocales)('the texts in %s', (locale) => {
  const texts = flat(localeTexts(locale));

  it('have the keys of English, in their order', () => {
    expect([...texts.keys()]).toEqual([...english.keys()]);
  });

  it('have the placeholders of English', () => {
    const different = keysWhere((text, original, key) => {
      return !key.startsWith('greeting.') && placeholders(text).join() !== placeholders(original).join();
    });
    expect(different).toEqual([]);
  });

  it('greet by a name or by none, and by nothing else', () => {
    const { named, unnamed } = localeTexts(locale).greeting;
    expect(placeholders(unnamed)).toEqual([]);
    expect([[], ['givenName'], ['fullName']]).toContainEqual(placeholders(named));
  });

  it('are neither empty nor much longer than English', () => {
    const longestFor = (original: string) => Math.max(40, columnsOf(original) * 1.6);
    expect(keysWhere((text, original) => text.trim() === '' || columnsOf(text) > longestFor(original))).toEqual([]);
  });

  it('have one line each, without markup, tabs, invisible characters or doubled spaces', () => {
    expect(keysWhere((text) => /[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}]| {2}|^\s|\s$/u.test(text))).toEqual([]);
  });

  it('use no straight apostrophe and no exclamation mark but in a greeting or thanks', () => {
    expect(keysWhere((text) => text.includes("'") || /!(?!$)(?! )/u.test(text))).toEqual([]);
  });

  it('say each of the two addresses of Microsoft only where they belong', () => {
    const literal = keysWhere((text) => /aka\.ms|https?:/u.test(text));
    expect(literal).toEqual([]);
    // The cloud decides which they are.
    expect(keysWhere((text) => /microsoft[a-z]*\.(?:com|us)|\.cn\b/iu.test(text))).toEqual([]);
    expect(localeTexts(locale).check.registerAgain).toContain('{registerHost}');
    expect(localeTexts(locale).check.resetPage).toContain('{resetHost}');
  });

  it('differ from English, but for the few words that are the same', () => {
    const same = keysWhere((text, original) => text === original && original.length > 8);
    expect(locale === 'en' ? [] : same).toEqual([]);
  });

  function keysWhere(holds: (text: string, original: string, key: string) => boolean): readonly string[] {
    return [...texts].filter(([key, text]) => holds(text, english.get(key) ?? '', key)).map(([key]) => key);
  }
});

describe('writingDirection', () => {
  it('is right to left for Arabic and Hebrew only', () => {
    expect(mailLocales.filter((locale) => writingDirection(locale) === 'rtl')).toEqual(['ar', 'he']);
  });
});

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name).toSorted();
}

function flat(texts: LocaleTexts): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([group, entries]) =>
      Object.entries(entries).map(([key, text]) => [`${group}.${key}`, text] as const),
    ),
  );
}
