import type { TableClient } from '@azure/data-tables';
import type { RemovedPerson } from '../../ports/traces.ts';
import { writable } from './cells.ts';
import { figuresWithout, isOfFigures } from './figures-store.ts';
import { idsIn, isKeyedBy, withIdsReplaced } from './ids-in-row.ts';
import { isOfLists, listRowWithout } from './people-packs.ts';
import { deleteRow, putRow, readRow, type Row } from './rows.ts';
import { rowRefusal } from './storage-errors.ts';

/** Whoever writes a row at the same moment comes in between at times. */
const maxRounds = 20;

export type People = ReadonlyMap<string, RemovedPerson>;

/** A row that is changed by somebody else meanwhile is read again. */
export async function removeFromRow(table: TableClient, found: Row, people: People): Promise<void> {
  let row: Row | undefined = found;
  for (let round = 0; round < maxRounds && row !== undefined; round++) {
    if (isOfLists(row)) return removeFromList(table, row, (id) => people.has(id));
    if (isKeyedBy(row, (id) => people.has(id))) return deleteRow(table, keysOf(row));
    if (!isToldOf(row, people)) return;
    if (await isReplaced(table, row, people)) return;
    row = await readRow(table, row.partitionKey!, row.rowKey!);
  }
  if (row !== undefined) throw new Error(`A row was changed by others ${maxRounds} times`);
}

/** Others stand in such a row too, whoever it is keyed by. Once written it is never changed, so nobody comes in between. */
async function removeFromList(table: TableClient, row: Row, isGone: (userId: string) => boolean): Promise<void> {
  if (![...idsIn(row)].some(isGone)) return;
  const left = listRowWithout(row, isGone);
  if (left) await putRow(table, left);
  if (left?.rowKey !== row.rowKey) await deleteRow(table, keysOf(row));
}

const keysOf = ({ partitionKey, rowKey }: Row) => ({ partitionKey: partitionKey!, rowKey: rowKey! });

/** Reasons that somebody typed stand in the audit trail alone. */
const isAudit = ({ partitionKey }: Row): boolean => partitionKey === 'audit';

const isToldOf = (row: Row, people: People): boolean =>
  [...idsIn(row)].some((id) => people.has(id)) ||
  (isAudit(row) && Object.values(row).some((text) => typeof text === 'string' && retold(text, people) !== text));

async function isReplaced(table: TableClient, row: Row, people: People): Promise<boolean> {
  const retell = isAudit(row) ? (text: string) => retold(text, people) : undefined;
  const told = isOfFigures(row) ? figuresWithout(row, (id) => people.has(id)) : row;
  const columns = withIdsReplaced(told, (id) => people.get(id)?.hash, retell);
  try {
    await table.updateEntity(writable({ ...columns, ...keysOf(row) }), 'Replace', { etag: row.etag });
    return true;
  } catch (error) {
    const refusal = rowRefusal(error);
    if (refusal === undefined) throw error;
    return refusal === 404;
  }
}

/** As it stands in JSON; a name is a name only where no letter goes before or after it. */
function retold(text: string, people: People): string {
  return [...people.values()]
    .flatMap(({ texts }) => texts)
    .filter((name) => name !== '')
    .toSorted((a, b) => b.length - a.length)
    .reduce((left, name) => left.replace(patternOf(name), '(erased)'), text);
}

function patternOf(name: string): RegExp {
  const inJson = JSON.stringify(name)
    .slice(1, -1)
    .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${inJson}(?![\\p{L}\\p{N}])`, 'giu');
}
