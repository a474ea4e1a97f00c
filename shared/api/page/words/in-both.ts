import type { PageLanguage } from '../page-language.ts';

/** The same words in every language of the pages. */
export type InBoth<Words> = Readonly<Record<PageLanguage, Words>>;

/** English, and the same in Swedish: of the same kind, so that neither can be left out. */
export const inBoth = <Words>(en: Words, sv: NoInfer<Words>): InBoth<Words> => ({ en, sv });

/** A table of words by language, from one with the languages of each beside each other. */
export function byLanguage<Table>(words: { readonly [Name in keyof Table]: InBoth<Table[Name]> }): InBoth<Table> {
  const all = Object.entries<InBoth<unknown>>(words);
  const inLanguage = (language: PageLanguage) =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same names with the words of one language
    Object.fromEntries(all.map(([name, both]) => [name, both[language]])) as Table;
  return { en: inLanguage('en'), sv: inLanguage('sv') };
}
