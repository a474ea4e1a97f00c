import { odata, type TableClient } from '@azure/data-tables';
import type { RemovedPerson, Trace, Traces } from '../../ports/traces.ts';
import { actOnEach } from './bounded-concurrency.ts';
import type { Tables } from './connect-tables.ts';
import { idsIn } from './ids-in-row.ts';
import { partitionOf, partitions } from './keys.ts';
import { bodyKeysOf, rowKeysOf } from './own-rows.ts';
import { ownerOf, userIdOf } from './recipient-keys.ts';
import { deleteRow, putRow, readPages, readRow, type Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { tableNames, type TableKey } from './table-names.ts';
import { deleteAll } from './write-all.ts';
import { removeFromRow, type People } from './remove-from-row.ts';

/** Every row of these may name anybody, and they are read whole. The other two are read by keys. */
const mixedTables = ['agenda', 'control', 'passRows', 'waves'] as const satisfies readonly TableKey[];
const markedTables = ['recipients', ...mixedTables] as const satisfies readonly TableKey[];
const markKey = { partitionKey: 'mark', rowKey: 'erased' };
const inFlight = 8;

/** Where people are named in the six tables. */
export class TableTraces implements Traces {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async remove(people: readonly RemovedPerson[]): Promise<void> {
    const byId = new Map(people.map((person) => [userIdOf(person.userId), person]));
    await trying('remove a person from the tables', async () => {
      for (const person of people) await this.#removeOwn(person);
      for (const key of mixedTables) await this.#replaceIn(this.#tables[key], undefined, byId);
    });
  }

  /** The head goes last: as long as it is there, the rest is found by it once more. */
  async #removeOwn(person: RemovedPerson): Promise<void> {
    const { recipients, messageIndex } = this.#tables;
    const userId = userIdOf(person.userId);
    const toRow = (rowKey: string) => ({ partitionKey: partitionOf(userId), rowKey });
    const keys = await rowKeysOf(recipients, userId);
    await deleteAll(recipients, (await bodyKeysOf(recipients, userId, person.messageIds)).map(toRow));
    await actOnEach(person.messageIds, inFlight, (id) => deleteRow(messageIndex, indexKey(id)));
    await deleteAll(recipients, keys.filter((rowKey) => rowKey !== userId).map(toRow));
    await this.#replaceIn(recipients, odata`mailboxOf eq ${userId}`, new Map([[userId, person]]));
    await deleteRow(recipients, { partitionKey: partitionOf(userId), rowKey: userId });
  }

  async #replaceIn(table: TableClient, filter: string | undefined, people: People): Promise<void> {
    for await (const page of readPages(table, filter === undefined ? {} : { filter }))
      for (const row of page) await removeFromRow(table, row, people);
  }

  async find({ userId: id, messageIds }: Pick<RemovedPerson, 'userId' | 'messageIds'>): Promise<readonly Trace[]> {
    const userId = userIdOf(id);
    return trying('find where a person is named', async () => {
      const traces = await this.#entriesOf(messageIds);
      for (const key of mixedTables)
        for await (const page of readPages(this.#tables[key], {}))
          traces.push(...page.filter((row) => idsIn(row).has(userId)).map((row) => traceOf(tableNames[key], row)));
      return traces;
    });
  }

  async #entriesOf(messageIds: readonly string[]): Promise<Trace[]> {
    const traces: Trace[] = [];
    await actOnEach(messageIds, inFlight, async (id) => {
      const { partitionKey, rowKey } = indexKey(id);
      const row = await readRow(this.#tables.messageIndex, partitionKey, rowKey);
      if (row) traces.push(traceOf(tableNames.messageIndex, row));
    });
    return traces;
  }

  async among(isWanted: (userId: string) => boolean): Promise<ReadonlySet<string>> {
    return trying('look through the tables for people who were erased', async () => {
      const found = new Set<string>();
      const note = (id: string) => {
        if (!found.has(id) && isWanted(id)) found.add(id);
      };
      for (const partition of partitions) await this.#ownersIn(partition, note);
      for (const key of mixedTables)
        for await (const page of readPages(this.#tables[key], {})) for (const row of page) idsIn(row).forEach(note);
      const entries = { filter: `PartitionKey eq 'message'`, select: ['PartitionKey', 'RowKey', 'userId'] };
      for await (const page of readPages(this.#tables.messageIndex, entries))
        for (const { userId } of page) if (typeof userId === 'string') note(userId);
      return found;
    });
  }

  async #ownersIn(partition: string, note: (id: string) => void): Promise<void> {
    const filter = odata`PartitionKey eq ${partition} and RowKey ge ${'0'}`;
    let before: string | undefined;
    for await (const page of readPages(this.#tables.recipients, { filter, select: ['PartitionKey', 'RowKey'] }))
      for (const row of page) {
        const owner = ownerOf(row);
        if (owner !== before) note(owner);
        before = owner;
      }
  }

  async readSwept(): Promise<number> {
    return trying('read up to where the erased were removed', async () => {
      const rows = await Promise.all(
        markedTables.map((key) => readRow(this.#tables[key], markKey.partitionKey, markKey.rowKey)),
      );
      return Math.min(...rows.map((row) => Number(row?.['erasures'] ?? 0)));
    });
  }

  async writeSwept(erasures: number): Promise<void> {
    await trying('write up to where the erased were removed', () =>
      actOnEach(markedTables, inFlight, (key) => putRow(this.#tables[key], { ...markKey, erasures })),
    );
  }
}

const indexKey = (messageId: string) => ({ partitionKey: 'message', rowKey: messageId.toLowerCase() });

const traceOf = (table: string, { partitionKey, rowKey }: Row): Trace => ({
  table,
  partitionKey: partitionKey!,
  rowKey: rowKey!,
});
