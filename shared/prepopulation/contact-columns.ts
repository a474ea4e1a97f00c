import type { Fault } from '../config/campaign-document.ts';
import { contactMethods } from './contact-details.ts';
import type { Line } from './csv-table.ts';

const columns = ['userPrincipalName', 'id', ...contactMethods] as const;
export type Column = (typeof columns)[number];

/** A column of the file. Spreadsheets write empty ones too: they have no head, and must hold nothing. */
export interface Head {
  /** As people count. */
  readonly position: number;
  readonly text: string;
  readonly column: Column | undefined;
}

/** The columns of a header, without the empty ones at its end. */
export function headsIn({ cells }: Line): readonly Head[] {
  const used = cells.findLastIndex((text) => text !== '') + 1;
  return cells.slice(0, used).map((text, i) => ({ position: i + 1, text, column: columnOf(text) }));
}

const columnOf = (head: string): Column | undefined =>
  columns.find((column) => column.toLowerCase() === head.replaceAll(/[\s_-]/g, '').toLowerCase());

/** What is wrong with a header. It never repeats what may be somebody's number. */
export function headerFaults(heads: readonly Head[]): readonly Fault[] {
  const unknown = heads.filter(({ text, column }) => text !== '' && column === undefined);
  const known = heads.flatMap(({ column }) => column ?? []);
  const twice = columns.filter((column) => known.filter((head) => head === column).length > 1);
  const names = known.filter((head) => head === 'userPrincipalName' || head === 'id');
  const isMissingDetails = !contactMethods.some((method) => known.includes(method));
  return [
    ...unknown.map(({ position, text }) =>
      fault(`column ${position}`, `${quoted(text)} is none of ${columns.join(', ')}`),
    ),
    ...twice.map((column) => fault(column, 'is there twice')),
    ...(new Set(names).size === 1 ? [] : [fault('header', 'needs either userPrincipalName or id')]),
    ...(isMissingDetails ? [fault('header', `needs one or more of ${contactMethods.join(', ')}`)] : []),
  ];
}

const fault = (path: string, message: string): Fault => ({ path, message });

/** A file without a header has somebody's number where a head should be. */
const quoted = (head: string): string =>
  /[@\d]/.test(head) ? 'What stands there (is the header missing?)' : JSON.stringify(head.slice(0, 40));
