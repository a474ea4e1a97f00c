import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Fault } from '../config/campaign-document.ts';
import { contactMethods, type ContactDetails, type ContactMethod } from './contact-details.ts';
import { readPhoneNumber } from '../registration/phone-number.ts';
import { mostRows } from '../api/prepopulate-operations.ts';

const columns = ['userPrincipalName', 'id', ...contactMethods] as const;
type Column = (typeof columns)[number];

export interface ContactRow {
  /** As spreadsheets count, the header being row 1. */
  readonly row: number;
  /** Object id or user principal name. */
  readonly user: string;
  readonly details: ContactDetails;
}

export interface FaultyRow {
  readonly row: number;
  readonly faults: readonly { readonly column: Column; readonly message: string }[];
}

export type ContactFile =
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
  | { readonly kind: 'read'; readonly rows: readonly ContactRow[]; readonly faultyRows: readonly FaultyRow[] };

/**
 * Reads a CSV file of people and their contact details: comma, semicolon or tab, as spreadsheets write it in different
 * countries. A file that is wrong as a whole answers `faulty`; otherwise every row is read by itself, with all its faults.
 * No fault repeats what stands in a cell.
 */
export function readContactFile(text: string): ContactFile {
  const records = recordsIn(text);
  if ('fault' in records) return faulty([records.fault]);
  const [header, ...lines] = records.lines;
  if (header === undefined) return faulty([{ path: '(file)', message: `is empty: ${columnsNeeded}` }]);
  const heads = header.cells.map(columnOf);
  const faults = headerFaults(header.cells, heads);
  if (faults.length > 0) return faulty(faults);
  if (lines.length === 0) return faulty([{ path: '(file)', message: 'has a header and no rows' }]);
  if (lines.length > mostRows) return faulty([{ path: '(file)', message: tooMany(lines.length) }]);
  const rows = withoutDuplicates(lines.map((line) => readLine(line, heads as readonly Column[])));
  return {
    kind: 'read',
    rows: rows.filter((row): row is ContactRow => 'user' in row),
    faultyRows: rows.filter((row): row is FaultyRow => 'faults' in row),
  };
}

const faulty = (faults: readonly Fault[]): ContactFile => ({ kind: 'faulty', faults });
const tooMany = (rows: number): string => `has ${rows} rows: send at most ${mostRows} at a time`;
const columnsNeeded = `it needs a header with userPrincipalName or id, and one or more of ${contactMethods.join(', ')}`;

interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

function recordsIn(text: string): { readonly lines: readonly Line[] } | { readonly fault: Fault } {
  if (text.includes('\0') || text.includes('\uFFFD'))
    return {
      fault: { path: '(file)', message: 'is not UTF-8: save it as "CSV UTF-8", not as "CSV" or "Unicode text"' },
    };
  try {
    const options = { bom: true, trim: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    const records = parse(text, { ...options, delimiter: delimiterOf(text), skip_records_with_empty_values: true });
    const lines = (records as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      row: info.lines,
      cells: record,
    }));
    return { lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      fault: {
        path: `row ${Number(error['lines']) || 1}`,
        message: 'has a quotation mark that is not closed, or within a cell that has none around it',
      },
    };
  }
}

/** The one that the header has most of: no column's name has any of them. */
function delimiterOf(text: string): string {
  const header = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .split(/\r?\n/, 1)[0]!;
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]!.sign;
}

const columnOf = (head: string): Column | undefined =>
  columns.find((column) => column.toLowerCase() === head.replaceAll(/[\s_-]/g, '').toLowerCase());

function headerFaults(header: readonly string[], heads: readonly (Column | undefined)[]): readonly Fault[] {
  const unknown = header.flatMap((head, i) =>
    heads[i] === undefined ? [fault(`column ${i + 1}`, `${quoted(head)} is none of ${columns.join(', ')}`)] : [],
  );
  const twice = columns.filter((column) => heads.filter((head) => head === column).length > 1);
  const names = heads.filter((head) => head === 'userPrincipalName' || head === 'id');
  const isMissingDetails = !contactMethods.some((method) => heads.includes(method));
  return [
    ...unknown,
    ...twice.map((column) => fault(column, 'is there twice')),
    ...(new Set(names).size === 1 ? [] : [fault('header', 'needs either userPrincipalName or id')]),
    ...(isMissingDetails ? [fault('header', `needs one or more of ${contactMethods.join(', ')}`)] : []),
  ];
}

const fault = (path: string, message: string): Fault => ({ path, message });

/** A file without a header has somebody's number where a head should be. */
const quoted = (head: string): string =>
  /[@\d]/.test(head) ? 'What stands there (is the header missing?)' : JSON.stringify(head.slice(0, 40));

function readLine({ row, cells }: Line, heads: readonly Column[]): ContactRow | FaultyRow {
  const faults: { column: Column; message: string }[] = [];
  const details: Partial<Record<ContactMethod, string>> = {};
  if (cells.length !== heads.length)
    faults.push({ column: heads[0]!, message: `has ${cells.length} cells in its row, the header has ${heads.length}` });
  let user = '';
  heads.forEach((column, i) => {
    const reading = readCell(column, cells[i] ?? '');
    if (reading.kind === 'faulty') faults.push({ column, message: reading.because });
    else if (reading.kind === 'user') user = reading.value;
    else if (reading.kind === 'detail') details[column as ContactMethod] = reading.value;
  });
  if (faults.length === 0 && Object.keys(details).length === 0)
    faults.push({
      column: heads.find((head) => isMethod(head))!,
      message: 'is empty, and so is every other: nothing to add',
    });
  return faults.length > 0 ? { row, faults } : { row, user, details };
}

const isMethod = (column: Column): column is ContactMethod => contactMethods.some((method) => method === column);

type Cell =
  | { readonly kind: 'user' | 'detail'; readonly value: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'faulty'; readonly because: string };

const objectId = z.guid();
const address = z.email().max(254);
/** Wider than an address: a guest's is `anna_example.com#EXT#@contoso.onmicrosoft.com`. */
const principalName = z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);

function readCell(column: Column, text: string): Cell {
  if (column === 'id') return checked('user', objectId, text, 'is not an object id');
  if (column === 'userPrincipalName')
    return checked('user', principalName, text, 'is not a user principal name such as anna@contoso.com');
  if (text === '') return { kind: 'empty' };
  if (column === 'email') return checked('detail', address, text, 'is not an address such as anna@example.com');
  const reading = readPhoneNumber(text);
  return reading.valid ? { kind: 'detail', value: reading.phone } : { kind: 'faulty', because: reading.because };
}

function checked(kind: 'user' | 'detail', form: z.ZodType<string>, text: string, because: string): Cell {
  const parsed = form.safeParse(text);
  return parsed.success ? { kind, value: parsed.data } : { kind: 'faulty', because };
}

/** Two rows of one person may contradict each other: neither is more right. */
function withoutDuplicates(rows: readonly (ContactRow | FaultyRow)[]): readonly (ContactRow | FaultyRow)[] {
  const first = new Map<string, number>();
  return rows.map((row) => {
    if ('faults' in row) return row;
    const name = row.user.toLowerCase();
    const before = first.get(name);
    first.set(name, before ?? row.row);
    return before === undefined ? row : duplicateOf(row.row, before, row.user);
  });
}

/** The second row of somebody, whether by the same name or by another one. */
export const duplicateOf = (row: number, before: number, user: string): FaultyRow => ({
  row,
  faults: [
    { column: objectId.safeParse(user).success ? 'id' : 'userPrincipalName', message: `is in row ${before} already` },
  ],
});
