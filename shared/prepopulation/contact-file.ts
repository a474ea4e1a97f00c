import type { Fault } from '../config/campaign-document.ts';
import { headerFaults, headsIn, type Column, type Head } from './contact-columns.ts';
import { contactMethods, type ContactDetails, type ContactMethod } from './contact-details.ts';
import { recordsIn, type Line } from './csv-table.ts';
import { objectId, readCell } from './contact-cell.ts';

/** Enough for one answer: each person costs several requests, and Azure cuts an answer off after 230 seconds. */
export const mostRows = 200;

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
  const heads = headsIn(header);
  const faults = headerFaults(heads);
  if (faults.length > 0) return faulty(faults);
  if (lines.length === 0) return faulty([{ path: '(file)', message: 'has a header and no rows' }]);
  if (lines.length > mostRows) return faulty([{ path: '(file)', message: tooMany(lines.length) }]);
  const rows = withoutDuplicates(lines.map((line) => readLine(line, heads)));
  return {
    kind: 'read',
    rows: rows.filter((row): row is ContactRow => 'user' in row),
    faultyRows: rows.filter((row): row is FaultyRow => 'faults' in row),
  };
}

const faulty = (faults: readonly Fault[]): ContactFile => ({ kind: 'faulty', faults });
const tooMany = (rows: number): string => `has ${rows} rows: send at most ${mostRows} at a time`;
const columnsNeeded = `it needs a header with userPrincipalName or id, and one or more of ${contactMethods.join(', ')}`;

function readLine({ row, cells }: Line, heads: readonly Head[]): ContactRow | FaultyRow {
  const named = heads.flatMap(({ position, column }) =>
    column ? [{ column, text: visible(cells[position - 1] ?? '') }] : [],
  );
  const readings = named.map(({ column, text }) => ({ column, ...readCell(column, text) }));
  const faults = [
    ...shapeFaults(cells, heads, named[0]!.column),
    ...readings.flatMap((one) => (one.kind === 'faulty' ? [{ column: one.column, message: one.because }] : [])),
  ];
  const details: ContactDetails = Object.fromEntries(
    readings.flatMap((one) => (one.kind === 'detail' ? [[one.column, one.value]] : [])),
  );
  if (faults.length === 0 && Object.keys(details).length === 0) {
    const column = named.map((one) => one.column).find(isMethod)!;
    faults.push({ column, message: 'is empty, and so is every other: nothing to add' });
  }
  const user = readings.flatMap((one) => (one.kind === 'user' ? [one.value] : []))[0] ?? '';
  return faults.length > 0 ? { row, faults } : { row, user, details };
}

/** Marks of direction come along when a name is copied out of an address book, and would make it somebody else's. */
const visible = (cell: string): string => cell.replaceAll(/[\p{Cf}\p{Variation_Selector}]/gu, '').trim();

/** Cells where the header has no column may be there, as long as nothing stands in them. */
function shapeFaults(cells: readonly string[], heads: readonly Head[], column: Column): FaultyRow['faults'] {
  const [found, wanted] = [Math.max(heads.length, cells.findLastIndex((text) => text !== '') + 1), heads.length];
  const isTooShort = cells.length < wanted;
  if (isTooShort || found > wanted) {
    const count = isTooShort ? cells.length : found;
    return [{ column, message: `has ${count} cells in its row, the header has ${wanted}` }];
  }
  return heads
    .filter(({ text, position }) => text === '' && cells[position - 1] !== '')
    .map(({ position }) => ({ column, message: `has something in column ${position} of its row, which has no head` }));
}

const isMethod = (column: Column): column is ContactMethod => contactMethods.some((method) => method === column);

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
