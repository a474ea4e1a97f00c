import { isLoopback } from '../../config/loopback.ts';
import { chooseLocale } from '../../recipient/locale.ts';

/** The languages of the pages; the first is for whoever reads none of them. */
export const pageLanguages = ['en', 'sv'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** What the reader's choice is called, in the query that makes it and in the cookie that keeps it. */
export const languageName = 'page-language';

type HeaderOf = (name: string) => string | null;

export const languageIn = (word: string | undefined): PageLanguage | undefined =>
  pageLanguages.find((one) => one === word);

/** The language to show pages in: what the reader chose, else the best of what the browser asks for. */
export function languageFor(header: HeaderOf): PageLanguage {
  const asked = { preferredLanguage: header('accept-language') };
  return chosenIn(header('cookie') ?? '') ?? chooseLocale(asked, pageLanguages, pageLanguages[0]).locale;
}

function chosenIn(cookies: string): PageLanguage | undefined {
  const pairs = cookies.split(';').map((pair) => pair.trim().split('='));
  return languageIn(pairs.find(([name]) => name === languageName)?.[1]);
}

const yearSeconds = 31_536_000;

/** Keeps the reader's choice, for the pages alone. Only on this machine are they served without TLS. */
export function languageCookie(language: PageLanguage, path: string, header: HeaderOf): string {
  const at = URL.parse(`http://${header('host') ?? ''}`);
  const secure = at !== null && isLoopback(at) ? '' : '; Secure';
  return `${languageName}=${language}; Path=${path}; Max-Age=${yearSeconds}; HttpOnly; SameSite=Strict${secure}`;
}
