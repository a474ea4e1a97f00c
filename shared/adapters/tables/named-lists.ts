import type { TableClient } from '@azure/data-tables';
import type { ListPage, NamedLists } from '../../ports/named-lists.ts';
import { peopleOnPage } from '../../ports/named-lists.ts';
import type { NamedList } from '../../recipient/named-list.ts';
import { packBytes, toDate } from './cells.ts';
import { decodeKey, encodeKey } from './keys.ts';
import { deleteRow, readRow, readRows, type Row } from './rows.ts';
import { readAllOrNote, readOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { documentIn, writeDocument } from './versioned-documents.ts';
import { forgetGeneration, idsIn, packIds } from './ids-by-generation.ts';
import { applyAll, deleteAll } from './write-all.ts';

const headPartition = 'list';
const headKey = (name: string) => ({ partitionKey: headPartition, rowKey: encodeKey(name) });
const peoplePartition = (name: string): string => `listed|${encodeKey(name)}`;
const rowKeyOf = (contentId: string, page: number): string => `${contentId}|${String(page).padStart(6, '0')}`;
/** Whoever uploads a list is a person. */
const maxRounds = 20;

type Stored = Omit<NamedList, 'changedAt'> & { readonly changedAt: string };

export function listHeadIn(row: Row): NamedList {
  const { value } = documentIn<Stored>(row);
  return { ...value, changedAt: toDate(value.changedAt) };
}

/** What reads a row of the people of a list. */
export const listedIn = idsIn;

/**
 * Lists of people in the table `Waves`. The people of each upload are written beside those that hold, and the list's own row
 * then says which they are; so a list is never half of one upload and half of another.
 */
export class TableNamedLists implements NamedLists {
  readonly #table: TableClient;
  readonly #control: TableClient;
  readonly #newWriteId: () => string;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#control = control;
    this.#newWriteId = newWriteId;
  }

  async list() {
    const rows = await trying('list the lists of people in Waves', () =>
      readRows(this.#table, { filter: `PartitionKey eq '${headPartition}'` }),
    );
    const { values, unreadable } = await readAllOrNote(this.#control, {
      table: tableNames.waves,
      rows,
      read: listHeadIn,
    });
    return {
      lists: values.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      unreadable: unreadable.map(({ rowKey }) => decodeKey(rowKey)),
    };
  }

  async read(name: string): Promise<NamedList | 'unreadable' | undefined> {
    const { partitionKey, rowKey } = headKey(name);
    const row = await trying('read a list of people from Waves', () => readRow(this.#table, partitionKey, rowKey));
    return row && ((await readOrNote(this.#control, row, listHeadIn, tableNames.waves)) ?? 'unreadable');
  }

  async readPeople(name: string, next: string | undefined) {
    const head = await this.read(name);
    if (head === undefined) return { kind: 'noSuchList' as const };
    if (head === 'unreadable') return { kind: 'unreadable' as const };
    const [contentId = head.contentId, page = 0] = next === undefined ? [] : placeIn(next);
    return contentId === head.contentId ? this.#readPage(head, page) : { kind: 'replaced' as const };
  }

  async #readPage(head: NamedList, page: number): Promise<ListPage | { readonly kind: 'unreadable' | 'replaced' }> {
    const { name, people, contentId } = head;
    const left = people - page * peopleOnPage;
    const rowKey = rowKeyOf(contentId, page);
    const row = await trying('read people of a list from Waves', () =>
      readRow(this.#table, peoplePartition(name), rowKey),
    );
    const userIds = row && (await readOrNote(this.#control, row, idsIn, tableNames.waves));
    if (userIds?.length !== Math.min(left, peopleOnPage)) return this.#whyShort(head);
    const next = left > peopleOnPage ? `${contentId}|${page + 1}` : undefined;
    return { kind: 'page', userIds, next };
  }

  /** Whoever replaces a list takes the rows of the one before away. */
  async #whyShort({ name, contentId }: NamedList): Promise<{ readonly kind: 'unreadable' | 'replaced' }> {
    const now = await this.read(name);
    return { kind: typeof now === 'object' && now.contentId !== contentId ? 'replaced' : 'unreadable' };
  }

  async save(list: Omit<NamedList, 'people' | 'contentId'>, userIds: readonly string[]): Promise<NamedList> {
    const saved = { ...list, people: userIds.length, contentId: this.#newWriteId() };
    await trying('save a list of people in Waves', () => this.#save(saved, userIds));
    return saved;
  }

  async #save(list: NamedList, userIds: readonly string[]): Promise<void> {
    const partitionKey = peoplePartition(list.name);
    await applyAll(this.#table, rowsOf(partitionKey, list.contentId, userIds));
    const { partitionKey: heads, rowKey } = headKey(list.name);
    for (let round = 0; round < maxRounds; round++) {
      const before = await readRow(this.#table, heads, rowKey);
      const write = { ...headKey(list.name), value: list, version: before?.etag, writeId: list.contentId };
      if ((await writeDocument(this.#table, write)).kind === 'conflict') continue;
      const replaced = before && (await readOrNote(this.#control, before, listHeadIn, tableNames.waves));
      if (replaced) await forgetGeneration(this.#table, partitionKey, replaced.contentId);
      return;
    }
    throw new Error(`A list of people was written by others ${maxRounds} times`);
  }

  async remove(name: string): Promise<void> {
    await trying('remove a list of people from Waves', async () => {
      await deleteRow(this.#table, headKey(name));
      const partitionKey = peoplePartition(name);
      const filter = `PartitionKey eq '${partitionKey}'`;
      const rows = await readRows(this.#table, { filter, select: ['PartitionKey', 'RowKey'] });
      await deleteAll(
        this.#table,
        rows.map(({ rowKey }) => ({ partitionKey, rowKey: rowKey! })),
      );
    });
  }
}

function placeIn(next: string): [contentId: string, page: number] {
  const at = next.lastIndexOf('|');
  return [next.slice(0, at), Number(next.slice(at + 1))];
}

const rowsOf = (partitionKey: string, contentId: string, userIds: readonly string[]) =>
  Array.from({ length: Math.ceil(userIds.length / peopleOnPage) }, (_, page) => {
    const ids = userIds.slice(page * peopleOnPage, (page + 1) * peopleOnPage);
    const row = { partitionKey, rowKey: rowKeyOf(contentId, page), ...packBytes('ids', packIds(ids)) };
    return ['upsert', row, 'Replace'] as ['upsert', typeof row, 'Replace'];
  });
