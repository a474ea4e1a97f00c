import { packedIds, withOtherIds } from '../../registration/pass/packed-rows.ts';
import { packBytes, packJson, unpackBytes, unpackJson, type Columns } from './cells.ts';
import type { Row } from './rows.ts';
import { packIds, unpackIds } from './ids-by-generation.ts';

const idPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

type IdFor = (id: string) => string | undefined;

type Named<Value> = readonly (readonly [name: string, value: Value])[];

/** What may stand in a row, by the name of its columns. */
interface Parts {
  readonly texts: Named<string>;
  /** JSON that was too long for one column. */
  readonly deflated: Named<string>;
  /** Bytes that hold ids. */
  readonly packed: Named<Uint8Array>;
}

/** Every object id in a row, in whatever form it stands there. A part that cannot be read names nobody. */
export function idsIn(row: Row): ReadonlySet<string> {
  const { texts, deflated, packed } = partsOf(row);
  const all = [...keysOf(row), ...texts.map(([, text]) => text), ...deflated.flatMap(([, text]) => text)];
  const ids = all.flatMap((text) => text.match(idPattern) ?? []).map((id) => id.toLowerCase());
  return new Set([...ids, ...packed.flatMap(([name, bytes]) => idsPackedIn(name, bytes))]);
}

/** Whether an id stands in the key, so that the row is about this person alone. */
export const isKeyedBy = (row: Row, isWanted: (id: string) => boolean): boolean =>
  keysOf(row).some((text) => (text.match(idPattern) ?? []).some((id) => isWanted(id.toLowerCase())));

/** All columns of the row with other ids, and `retold` applied to every text. */
export function withIdsReplaced(row: Row, idFor: IdFor, retold = (text: string) => text): Columns {
  const { texts, deflated, packed } = partsOf(row);
  const replaced = (text: string) => retold(text.replace(idPattern, (id) => idFor(id.toLowerCase()) ?? id));
  const changed = [
    ...texts.map(([name, text]): Columns => ({ [name]: replaced(text) })),
    ...deflated.map(([name, text]) => packJson(name, JSON.parse(replaced(text)))),
    ...packed.map(([name, bytes]) => packBytes(name, withOtherPacked(name, bytes, idFor))),
  ];
  const isOldPart = (column: string) => [...deflated, ...packed].some(([name]) => isPartOf(column, name));
  const others = Object.entries(row).filter(([name]) => !notColumns.has(name) && !isOldPart(name));
  return Object.assign(Object.fromEntries(others), ...changed) as Columns;
}

const isPartOf = (column: string, name: string): boolean =>
  column.startsWith(name) && /^\d+$/.test(column.slice(name.length));

const keysOf = ({ partitionKey, rowKey }: Row): readonly string[] => [partitionKey!, rowKey!];

function partsOf(row: Row): Parts {
  const split = Object.entries(row).flatMap(([name, value]) =>
    name.endsWith('Parts') && Number(value) > 0 ? [name.slice(0, -'Parts'.length)] : [],
  );
  const isJson = (name: string) => typeof row[name] === 'string';
  return {
    texts: Object.entries(row).filter(
      (column): column is [string, string] => typeof column[1] === 'string' && !notContent.has(column[0]),
    ),
    deflated: split.filter(isJson).flatMap((name) => readable(name, () => JSON.stringify(unpackJson(name, row)))),
    packed: split.filter((name) => name in packedColumns).flatMap((name) => readable(name, () => bytesOf(name, row))),
  };
}

const notColumns = new Set(['etag', 'timestamp']);
const notContent = new Set(['partitionKey', 'rowKey', 'etag', 'timestamp', 'writeIds']);

function bytesOf(name: string, row: Row): Uint8Array {
  const bytes = unpackBytes(name, row);
  idsPackedIn(name, bytes);
  return bytes;
}

/** What cannot be read is set aside by whoever needs it; here it only must not come in the way of everything else. */
function readable<Value>(name: string, read: () => Value): readonly (readonly [name: string, value: Value])[] {
  try {
    return [[name, read()]];
  } catch {
    return [];
  }
}

/** The columns of bytes that hold ids: those of the members of a wave stand one after the other, a pass's have more to them. */
const packedColumns: Readonly<Record<string, 'ids' | 'page'>> = { ids: 'ids', rows: 'page' };

function idsPackedIn(name: string, bytes: Uint8Array): readonly string[] {
  return packedColumns[name] === 'page' ? packedIds(bytes) : unpackIds(bytes);
}

function withOtherPacked(name: string, bytes: Uint8Array, idFor: IdFor): Uint8Array {
  if (packedColumns[name] === 'page') return withOtherIds(bytes, idFor);
  return packIds(unpackIds(bytes).map((id) => idFor(id) ?? id));
}
