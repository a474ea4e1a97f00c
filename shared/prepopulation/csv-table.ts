import { CsvError, parse } from 'csv-parse/sync';
import type { Fault } from '../config/campaign-document.ts';

/** A row of a table. */
export interface Line {
  /** As spreadsheets count, the header being row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** The rows that hold something, or what is wrong with the text as a whole. */
export function recordsIn(text: string): { readonly lines: readonly Line[] } | { readonly fault: Fault } {
  const lines: Line[] = [];
  const fault = eachRecord(text, (line) => lines.push(line));
  return fault ? { fault } : { lines };
}

/** Shows each row that holds something, and keeps none. Answers what is wrong with the text as a whole. */
export function eachRecord(text: string, look: (line: Line) => void): Fault | undefined {
  if (text.includes('\0') || text.includes('\uFFFD'))
    return { path: '(file)', message: 'is not UTF-8: save it as "CSV UTF-8", not as "CSV" or "Unicode text"' };
  const { table, delimiter } = delimitedTable(text);
  try {
    const options = { bom: true, trim: true, relax_column_count: true, skip_empty_lines: true } as const;
    const on_record = (cells: string[], { lines }: { readonly lines: number }) => {
      look({ row: lines, cells });
      return undefined;
    };
    parse(table, { ...options, delimiter, skip_records_with_empty_values: true, on_record });
    return undefined;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      path: `row ${Number(error['lines']) || 1}`,
      message: 'has a quotation mark that is not closed, or within a cell that has none around it',
    };
  }
}

/**
 * The table and what parts its cells: what a first line `sep=;` says, which spreadsheets write, read and do not count as a
 * row; else what the header has most of, for no column's name has any of them.
 */
function delimitedTable(text: string): { readonly table: string; readonly delimiter: string } {
  const table = text.replace(/^\uFEFF/, '').trimStart();
  const [first = ''] = table.split(/\r?\n/, 1);
  const named = /^"?sep=([,;\t|])"?[,;\t|]*$/i.exec(first)?.[1];
  if (named !== undefined) return { table: table.slice(first.length).replace(/^\r?\n/, ''), delimiter: named };
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }));
  return { table: text, delimiter: counts.toSorted((a, b) => b.count - a.count)[0]!.sign };
}
