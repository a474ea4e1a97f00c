import { stringify } from 'csv-stringify/sync';
import { always, type Answer } from './problem.ts';

/**
 * Rows as a CSV file that spreadsheets open as it is meant: UTF-8 with its mark, and no cell that is taken for a formula.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvAnswer(fileName: string, columns: readonly string[], rows: readonly object[]): Answer {
  return {
    status: 200,
    headers: {
      ...always,
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '-')}"`,
    },
    body: stringify([...rows], { header: true, columns: [...columns], bom: true, escape_formulas: true, cast }),
  };
}

const cast = { date: (at: Date) => at.toISOString(), boolean: String };
