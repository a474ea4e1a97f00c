import { describe, expect, it } from 'vitest';
import { languageCookie, languageFor } from '../../../../shared/api/page/page-language.ts';
import { PageClock } from '../../../../shared/api/page/page-clock.ts';
import { figuresIn } from '../../../../shared/api/page/words/figures.ts';
import { now } from '../../../builders/instants.ts';

const headers =
  (given: Readonly<Record<string, string>>) =>
  (name: string): string | null =>
    given[name] ?? null;

describe('the language of a page', () => {
  it.each([
    ['en', {}],
    ['sv', { 'accept-language': 'sv-SE,sv;q=0.9,en;q=0.8' }],
    ['sv', { 'accept-language': 'sv-FI' }],
    ['en', { 'accept-language': 'de, en-GB;q=0.8, sv;q=0.5' }],
    ['sv', { 'accept-language': 'de, sv;q=0.5, en;q=0.1' }],
    ['en', { 'accept-language': 'sv;q=0, *' }],
    ['en', { 'accept-language': 'nonsense;;q=x' }],
    ['en', { 'accept-language': 'sv', cookie: 'a=b; page-language=en' }],
    ['sv', { 'accept-language': 'en', cookie: 'page-language=sv' }],
    ['en', { 'accept-language': 'en', cookie: 'page-language="><script>' }],
  ] as const)('is %s for %o', (language, given) => {
    expect(languageFor(headers(given))).toBe(language);
  });

  it('is kept for the pages alone, and only over TLS but on this machine', () => {
    const kept = 'page-language=sv; Path=/api/dashboard; Max-Age=31536000; HttpOnly; SameSite=Strict';
    expect(languageCookie('sv', '/api/dashboard', headers({ host: '127.0.0.1:7071' }))).toBe(kept);
    for (const given of [{ host: 'sspr.example.com' }, {}, { host: 'localhost.example.com' }])
      expect(languageCookie('sv', '/api/dashboard', headers(given))).toBe(`${kept}; Secure`);
  });
});

describe('in Swedish', () => {
  const clock = new PageClock('Europe/Stockholm', now, 'sv');

  it('days, months and times are written as in Sweden', () => {
    const days = ['2026-11-13T09:00:00Z', '2026-12-01T08:00:00Z', '2027-03-14T09:05:00Z'].map((at) => new Date(at));
    expect(days.map((at) => clock.moment(at))).toEqual(['fre 13 nov 10:00', 'i dag 09:00', 'sön 14 mars 2027 10:05']);
    expect(days.map((at) => clock.isoDay(at))).toEqual(['2026-11-13', '2026-12-01', '2027-03-14']);
  });

  it('figures have a space that does not break, and the plural that goes with them', () => {
    const say = (count: number) => figuresIn.sv.counted(count, 'person', 'personer');
    expect([0, 1, 2, 12_345].map(say)).toEqual(['0 personer', '1 person', '2 personer', '12\u00a0345 personer']);
  });
});
