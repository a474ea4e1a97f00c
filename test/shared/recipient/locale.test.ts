import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailLocales } from '../../../shared/email/mail.ts';
import { chooseLocale } from '../../../shared/recipient/locale.ts';

describe('chooseLocale', () => {
  it.each([
    ['sv-SE', 'sv'],
    ['sv', 'sv'],
    ['SV-se', 'sv'],
    ['en_US', 'en'],
    ['en-GB', 'en'],
    [' de-CH ', 'de'],
    ['gsw', 'de'],
    ['fr-CA', 'fr'],
    ['es-MX', 'es'],
    ['pt-BR', 'pt-BR'],
    ['pt', 'pt-BR'],
    ['nb-NO', 'nb'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['da-DK', 'da'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['ar-EG', 'ar'],
    ['he-IL', 'he'],
    ['iw', 'he'],
    ['ja-JP', 'ja'],
  ])('understands %j as %s', (preferredLanguage, locale) => {
    expect(chooseLocale({ preferredLanguage }, mailLocales, 'en')).toEqual({ locale, because: 'preferredLanguage' });
  });

  it.each([
    ['SE', 'sv'],
    ['se', 'sv'],
    ['DE', 'de'],
    ['AT', 'de'],
    ['BR', 'pt-BR'],
    ['MX', 'es'],
    ['NO', 'nb'],
    ['CN', 'zh-Hans'],
    ['EG', 'ar'],
    ['IL', 'he'],
    ['GB', 'en'],
  ])('takes %s for %s when no language is preferred', (usageLocation, locale) => {
    expect(chooseLocale({ preferredLanguage: '', usageLocation }, mailLocales, 'fr')).toEqual({
      locale,
      because: 'usageLocation',
    });
  });

  it.each([
    ['', ''],
    [null, null],
    [undefined, undefined],
    ['en_US_POSIX@euro', 'ZZ'],
    ['not a language', 'nowhere'],
    ['x', 'XX'],
    ['ko-KR', 'KR'],
    ['*', '**'],
  ])('falls back to the tenant’s language for %j and %j', (preferredLanguage, usageLocation) => {
    const wanted = {
      ...(preferredLanguage === undefined ? {} : { preferredLanguage }),
      ...(usageLocation === undefined ? {} : { usageLocation }),
    };
    expect(chooseLocale(wanted, mailLocales, 'sv')).toEqual({ locale: 'sv', because: 'default' });
  });

  it('prefers what the person prefers over where they are', () => {
    const chosen = chooseLocale({ preferredLanguage: 'fi-FI', usageLocation: 'SE' }, mailLocales, 'en');
    expect(chosen).toEqual({ locale: 'fi', because: 'preferredLanguage' });
  });

  it('looks at the country when the preferred language is not available', () => {
    const chosen = chooseLocale({ preferredLanguage: 'ko-KR', usageLocation: 'JP' }, mailLocales, 'en');
    expect(chosen).toEqual({ locale: 'ja', because: 'usageLocation' });
  });

  it.each([
    ['en-US, sv;q=0.7', 'DE', 'en'],
    ['sv;q=0.7, en-US', 'DE', 'en'],
    ['ko, sv;q=0.7', 'DE', 'sv'],
    ['ko-KR,ko;q=0.9,da;q=0.2,fr;q=0.4', 'DE', 'fr'],
    ['en;q=0, de', 'SE', 'de'],
    ['*, fi', 'SE', 'fi'],
    ['de_DE;q=high', 'SE', 'de'],
  ])('reads the list %j, in %s, as %s (truth 14)', (preferredLanguage, usageLocation, locale) => {
    const chosen = chooseLocale({ preferredLanguage, usageLocation }, mailLocales, 'ja');
    expect(chosen).toEqual({ locale, because: 'preferredLanguage' });
  });

  it.each(['BE', 'CH', 'CA', 'LU', 'FI', 'IE', 'IN', 'HK', 'TW', 'MA', 'PR', 'BO', 'ZZ'])(
    'takes the document’s language in %s, where several are official or none of ours (truth 14)',
    (usageLocation) => {
      expect(chooseLocale({ usageLocation }, mailLocales, 'ja')).toEqual({ locale: 'ja', because: 'default' });
    },
  );

  it('does not write simplified Chinese to readers of traditional Chinese', () => {
    expect(chooseLocale({ preferredLanguage: 'zh-TW' }, mailLocales, 'en').because).toBe('default');
  });

  it('never throws and always answers a locale that there is', () => {
    const anything = fc.option(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z]{0,4}[-_]?[a-zA-Z0-9@*]{0,8}$/)));
    fc.assert(
      fc.property(anything, anything, (preferredLanguage, usageLocation) => {
        const { locale } = chooseLocale({ preferredLanguage, usageLocation }, mailLocales, 'en');
        expect(mailLocales).toContain(locale);
      }),
    );
  });
});
