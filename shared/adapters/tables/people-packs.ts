import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { PersonLine } from '../../campaign/person-line.ts';
import type { PeoplePack } from '../../campaign/people-pack.ts';
import type { ListsPage, PackPage, PeoplePacks, Sheet, StoredPack } from '../../ports/people-packs.ts';
import { jsonIn, packJsonSmall, writable } from './cells.ts';
import { afterAll, decodeKey, encodeKey } from './keys.ts';
import { changedLineIn, lineIn, type AsJson } from './line-cells.ts';
import { putRow, readPages, readRows, type NewRow, type Row } from './rows.ts';
import { readAllOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { applyAll, deleteAll } from './write-all.ts';

/** Each generation is a partition of its own, whose keys begin so. */
const generations = 'lists|';
const sheets = 'sheets|';

const partitionOf = (generation: string): string => `${generations}${encodeKey(generation)}`;

/** What is no list's: rows of passes, and the mark of the erasures. */
export const outsideLists = `(${odata`PartitionKey lt ${generations} or PartitionKey ge ${`${generations}${afterAll}`}`})`;

/** Whether a row of the table is one of the lists'. */
export const isOfLists = ({ partitionKey }: Row): boolean => partitionKey!.startsWith(generations);

/** Lists in the table `PassRows`: the packs of a list by the id of their last person, and the sheets. */
export class TablePeoplePacks implements PeoplePacks {
  readonly #table: TableClient;
  readonly #control: TableClient;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient) {
    this.#table = table;
    this.#control = control;
  }

  async write(generation: string, part: string, packs: readonly PeoplePack[]): Promise<void> {
    const actions = packs.map((pack): TransactionAction => {
      const row = { partitionKey: partitionOf(generation), ...packRow(part, pack) };
      return ['upsert', writable(row), 'Replace'];
    });
    await trying('write lists to PassRows', () => applyAll(this.#table, actions));
  }

  async read(generation: string, list: string, after: string | undefined, limit: number): Promise<PackPage> {
    const key = `${encodeKey(list)}|`;
    const rows = await this.#rows(generation, `${key}${after === undefined ? '' : `${after}|${afterAll}`}`, key, limit);
    const { values } = await readAllOrNote(this.#control, { table: tableNames.passRows, rows, read: packIn });
    return { packs: values, readUpTo: rows.length < limit ? undefined : lastIdOf(rows.at(-1)!) };
  }

  async readLists(generation: string, beginning: string, after: string | undefined, limit: number): Promise<ListsPage> {
    const key = encodeKey(beginning);
    const from = after === undefined ? key : `${encodeKey(after)}|${afterAll}`;
    const rows = await this.#rows(generation, from, key, limit);
    const { values } = await readAllOrNote(this.#control, { table: tableNames.passRows, rows, read: packIn });
    if (rows.length < limit) return { packs: values, readUpTo: undefined };
    // The last list may go on behind them: it is read whole, with the next ones or by itself.
    const [first, last] = [listNameOf(rows[0]!), listNameOf(rows.at(-1)!)];
    if (first === last) return { packs: await this.#whole(generation, last), readUpTo: last };
    const before = rows.findLast((row) => listNameOf(row) !== last)!;
    return { packs: values.filter(({ list }) => list !== last), readUpTo: listNameOf(before) };
  }

  async #whole(generation: string, list: string): Promise<readonly StoredPack[]> {
    return (await this.read(generation, list, undefined, Number.MAX_SAFE_INTEGER)).packs;
  }

  async #rows(generation: string, from: string, key: string, limit?: number): Promise<readonly Row[]> {
    const to = `${key}${afterAll}`;
    const filter = odata`PartitionKey eq ${partitionOf(generation)} and RowKey ge ${from} and RowKey lt ${to}`;
    return trying('read a list from PassRows', () => readRows(this.#table, { filter }, limit));
  }

  async writeSheet(generation: string, { sheetId, lines }: Sheet): Promise<void> {
    const rowKey = `${sheets}${encodeKey(sheetId)}`;
    const row = { partitionKey: partitionOf(generation), rowKey, ...packJsonSmall('lines', lines) };
    await trying('write a sheet of changed people to PassRows', () => putRow(this.#table, row));
  }

  async readSheets(generation: string): Promise<readonly Sheet[]> {
    const rows = await this.#rows(generation, sheets, sheets);
    return (await readAllOrNote(this.#control, { table: tableNames.passRows, rows, read: sheetIn })).values;
  }

  async forgetBefore(generation: string): Promise<void> {
    const filter = odata`PartitionKey ge ${generations} and PartitionKey lt ${partitionOf(generation)}`;
    const query = { filter, select: ['PartitionKey', 'RowKey'] };
    await trying('forget old lists of PassRows', async () => {
      for await (const page of readPages(this.#table, query)) {
        await deleteAll(
          this.#table,
          page.map((row) => ({ partitionKey: row.partitionKey!, rowKey: row.rowKey! })),
        );
      }
    });
  }
}

const packRow = (part: string, { list, lines }: PeoplePack): Omit<NewRow, 'partitionKey'> & { rowKey: string } => ({
  rowKey: `${encodeKey(list)}|${lines.at(-1)!.userId}|${encodeKey(part)}`,
  ...packJsonSmall('lines', lines),
});

const listNameOf = (row: Row): string => decodeKey(row.rowKey!.split('|')[0]!);

const lastIdOf = (row: Row): string => row.rowKey!.split('|')[1]!;

function packIn(row: Row): StoredPack {
  const [list, , part] = row.rowKey!.split('|').map(decodeKey);
  if (list === undefined || part === undefined) throw new Error('its key names no list');
  return { list, part, lines: jsonIn<readonly AsJson<PersonLine>[]>(row, 'lines').map(lineIn) };
}

function sheetIn(row: Row): Sheet {
  const lines = jsonIn<AsJson<Sheet['lines']>>(row, 'lines');
  const sheetId = decodeKey(row.rowKey!.slice(sheets.length));
  return { sheetId, lines: lines.map(({ userId, ...changed }) => ({ userId, ...changedLineIn(changed) })) };
}

/** The row of a list without some people; undefined where nobody is left. A pack is known by its last person. */
export function listRowWithout(row: Row, isGone: (userId: string) => boolean): NewRow | undefined {
  const partitionKey = row.partitionKey!;
  if (row.rowKey!.startsWith(sheets)) {
    const lines = sheetIn(row).lines.filter(({ userId }) => !isGone(userId));
    return { partitionKey, rowKey: row.rowKey!, ...packJsonSmall('lines', lines) };
  }
  const { list, part, lines } = packIn(row);
  const left = lines.filter(({ userId }) => !isGone(userId));
  return left.length === 0 ? undefined : { partitionKey, ...packRow(part, { list, lines: left }) };
}

/** What a row of the lists says, for whoever looks whether it can be read. */
export const listRowIn = (row: Row): unknown => (row.rowKey!.startsWith(sheets) ? sheetIn(row) : packIn(row));
