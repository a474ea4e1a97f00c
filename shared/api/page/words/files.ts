import { english, swedish } from './figures.ts';
import { byLanguage, inBoth } from './in-both.ts';

/** A file in a form. */
export const fileWords = byLanguage({
  faulty: inBoth(
    (count: number) => `The file has ${english.counted(count, 'fault', 'faults')}. Nothing was changed.`,
    (count) => `Filen har ${swedish.number(count)} fel. Inget har ändrats.`,
  ),
  csv: inBoth('CSV in UTF-8', 'CSV i UTF-8'),
  csvOf: inBoth(
    (rows: number) => `CSV in UTF-8, ${english.number(rows)} rows at most`,
    (rows) => `CSV i UTF-8, högst ${swedish.number(rows)} rader`,
  ),
  same: inBoth('The same file', 'Samma fil'),
});
