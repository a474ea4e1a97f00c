import type { Fault } from '../config/campaign-document.ts';
import { isId, IdTable } from '../registration/pass/id-table.ts';
import { eachRecord, type Line } from './csv-table.ts';

/** Sign-in names are looked up in the directory, fifteen in a request. */
export const mostNames = 2_000;

/** A row that does not count as one more person, or that nobody can be found by. */
export interface ListedRow {
  readonly row: number;
  readonly because: 'double' | 'noId' | 'unknownName' | 'notSeen';
}

/** What a file of people says, in itself. */
export interface ListFile {
  readonly kind: 'read';
  /** By object id, each once, in the order of the file, with their rows. */
  readonly ids: readonly string[];
  readonly idRows: readonly number[];
  /** By sign-in name, in lower case, each once. */
  readonly names: readonly { readonly row: number; readonly name: string }[];
  readonly doubles: readonly ListedRow[];
  readonly faulty: readonly ListedRow[];
  /** Rows beside the header. */
  readonly rows: number;
}

export interface FaultyList {
  readonly kind: 'faulty';
  readonly faults: readonly Fault[];
}

/** What a column of object ids or sign-in names is called; ids go first. */
const columnNames = [
  ['id', 'object id', 'objectid', 'user id', 'userid'],
  ['userprincipalname', 'user principal name', 'upn'],
] as const;

/**
 * Reads a file of people: object ids or sign-in names, in the column that the first row names, or in the first one where
 * that is a person already. A display name names nobody: several people may have it.
 */
export function readListFile(text: string): ListFile | FaultyList {
  const reader = new ListRows();
  const fault = eachRecord(text, (line) => reader.add(line)) ?? reader.fault();
  return fault ? { kind: 'faulty', faults: [fault] } : reader.file();
}

class ListRows {
  #column: number | undefined;
  readonly #known = new IdTable(0);
  readonly #ids: string[] = [];
  readonly #idRows: number[] = [];
  readonly #names = new Map<string, number>();
  readonly #doubles: ListedRow[] = [];
  readonly #faulty: ListedRow[] = [];
  #rows = 0;

  add(line: Line): void {
    if (this.#column === undefined) {
      const named = columnOf(line.cells);
      this.#column = named ?? (isPerson(line.cells[0] ?? '') ? 0 : -1);
      if (named !== undefined || this.#column < 0) return;
    }
    if (this.#column < 0) return;
    this.#rows++;
    this.#take(line.row, line.cells[this.#column] ?? '');
  }

  #take(row: number, cell: string): void {
    if (isId(cell)) this.#takeId(row, cell.toLowerCase());
    else if (!isPerson(cell)) this.#faulty.push({ row, because: 'noId' });
    else if (this.#names.has(cell.toLowerCase())) this.#doubles.push({ row, because: 'double' });
    else this.#names.set(cell.toLowerCase(), row);
  }

  #takeId(row: number, id: string): void {
    if (this.#known.rowOf(id) >= 0) {
      this.#doubles.push({ row, because: 'double' });
      return;
    }
    this.#known.add(id);
    this.#ids.push(id);
    this.#idRows.push(row);
  }

  fault(): Fault | undefined {
    if (this.#column === -1)
      return {
        path: 'row 1',
        message:
          'names neither a column id nor a column userPrincipalName, and is neither an object id nor a sign-in name',
      };
    if (this.#rows === 0)
      return { path: '(file)', message: 'names nobody: take the list out of the campaign document instead' };
    if (this.#names.size > mostNames)
      return {
        path: '(file)',
        message: `has ${this.#names.size} sign-in names, and ${mostNames} are looked up at the most: give object ids`,
      };
    return undefined;
  }

  file(): ListFile {
    return {
      kind: 'read',
      ids: this.#ids,
      idRows: this.#idRows,
      names: [...this.#names].map(([name, row]) => ({ row, name })),
      doubles: this.#doubles,
      faulty: this.#faulty,
      rows: this.#rows,
    };
  }
}

function columnOf(cells: readonly string[]): number | undefined {
  const heads = cells.map((cell) => cell.toLowerCase());
  const found = columnNames.map((names) => heads.findIndex((head) => names.some((name) => name === head)));
  return found.find((column) => column >= 0);
}

/** An object id, or what may be a sign-in name. https://learn.microsoft.com/graph/api/resources/user: at most 113 characters. */
const isPerson = (cell: string): boolean => isId(cell) || (/^[^\s@]+@[^\s@]+$/.test(cell) && cell.length <= 113);
