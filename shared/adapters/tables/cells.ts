/* oxlint-disable typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters -- see `trusted` */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { schemaColumns } from './schema-version.ts';

/** The columns of a row by name, as they are read or written. */
export type Columns = Record<string, unknown>;

/**
 * A property holds 64 KiB of bytes, or of UTF-16 characters. The service has been seen to refuse one that is filled to the
 * last byte, which Azurite takes (https://github.com/Azure/Azurite/issues/2510), so that nothing comes near it.
 */
const maxBytes = 60_000;
const maxCharacters = maxBytes / 2;

/**
 * A value of a type that we know because nobody else writes these rows. The one place where types are taken on trust:
 * a schema for every row would cost more than the reading.
 */
export function trusted<Value>(value: unknown): Value {
  return value as Value;
}

/**
 * A row as the SDK writes it faithfully, with the version of its schema where it names none itself: with texts, numbers,
 * flags and bytes only, each of a size that the service takes. Throws for a column of another type, which would be read as
 * something else than was written, and for bytes that `packBytes` has not split. A longer text than a column holds is cut:
 * what is long and must be whole is packed, and the rest are reasons in words; a row that is refused for one of them would
 * hold up the person whom it is about. Bytes go as a `Buffer`: of any other view the SDK would write all that lies in the memory behind it (its
 * `base64Encode` reads `value.buffer`, seen in @azure/data-tables 13.3.2).
 */
export function writable<Row extends object>(row: Row): Row {
  const columns = Object.entries({ ...row, ...schemaColumns, ...ownSchemaOf(row) });
  return trusted(Object.fromEntries(columns.map(([name, value]) => [name, writableValue(name, value)])));
}

const ownSchemaOf = (row: object): object => ('schemaVersion' in row ? { schemaVersion: row.schemaVersion } : {});

function writableValue(name: string, value: unknown): unknown {
  if (value instanceof Uint8Array && value.length <= maxBytes)
    return Buffer.from(value.buffer, value.byteOffset, value.length);
  if (typeof value === 'string' && value.length > maxCharacters) return value.slice(0, maxCharacters);
  if (value === undefined || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  throw new TypeError(`A column holds text, a number, a flag or up to ${maxBytes} bytes, and ${name} does not`);
}

/** Bytes as properties `<name>0`, `<name>1`, … and their number in `<name>Parts`. */
export function packBytes(name: string, bytes: Uint8Array): Columns {
  const columns: Columns = {};
  let part = 0;
  for (let from = 0; from < bytes.length; from += maxBytes) {
    columns[`${name}${part++}`] = bytes.subarray(from, from + maxBytes);
  }
  return { ...columns, [`${name}Parts`]: part };
}

/** What `packBytes` packed. */
export function unpackBytes(name: string, columns: Columns): Uint8Array {
  const count = columns[`${name}Parts`];
  if (typeof count !== 'number') throw new Error(`A row without its column ${name}Parts`);
  const parts = Array.from({ length: count }, (_, part) => bytesIn(columns, `${name}${part}`));
  return new Uint8Array(parts.length === 1 ? parts[0]! : Buffer.concat(parts));
}

function bytesIn(columns: Columns, name: string): Uint8Array {
  const value = columns[name];
  if (!(value instanceof Uint8Array)) throw new Error(`A row without its column ${name}`);
  return value;
}

/**
 * A value as JSON text in one property, or deflated over several where it does not fit. Merging it over an earlier
 * value replaces that one. JSON escapes lone surrogates and control characters, so any text survives.
 */
export function packJson(name: string, value: unknown): Columns {
  const text = JSON.stringify(value);
  if (text.length <= maxCharacters) return { [name]: text, [`${name}Parts`]: 0 };
  return { [name]: '', ...packDeflated(name, text) };
}

/** The same, deflated always: for what is read in great numbers. */
export const packJsonSmall = (name: string, value: unknown): Columns => ({
  [name]: '',
  ...packDeflated(name, JSON.stringify(value)),
});

/** What `packJson` packed, or undefined when there is nothing of that name. */
export function unpackJson<Value>(name: string, columns: Columns): Value | undefined {
  const text = columns[name];
  if (typeof text !== 'string') return undefined;
  return trusted(JSON.parse(columns[`${name}Parts`] ? inflateText(name, columns) : text));
}

/** Fast rather than small. */
const packDeflated = (name: string, text: string): Columns =>
  packBytes(name, deflateRawSync(Buffer.from(text), { level: 1 }));

const inflateText = (name: string, columns: Columns): string => inflateRawSync(unpackBytes(name, columns)).toString();

/** A text that must be there: rows are written by us alone, so its absence is a surprise. */
export function textIn<Text extends string = string>(columns: Columns, name: string): Text {
  const value = columns[name];
  if (typeof value !== 'string') throw new Error(`A row without its column ${name}`);
  return trusted(value);
}

/** What `packJson` packed and must be there: throws as `textIn` does. */
export function jsonIn<Value>(columns: Columns, name: string): Value {
  textIn(columns, name);
  return unpackJson<Value>(name, columns)!;
}

/** A text or undefined; a merge cannot take a property away, so the empty text means that there is none. */
export function optionalTextIn<Text extends string = string>(columns: Columns, name: string): Text | undefined {
  const value = columns[name];
  return typeof value === 'string' && value !== '' ? trusted<Text>(value) : undefined;
}

/** Throws for a text that is no instant: it would only fail later, far from its row. */
export function toDate(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Error('A row with a text that is no instant');
  return date;
}

export const dateIn = (columns: Columns, name: string): Date => toDate(textIn(columns, name));

export function optionalDateIn(columns: Columns, name: string): Date | undefined {
  const text = optionalTextIn(columns, name);
  return text === undefined ? undefined : toDate(text);
}
