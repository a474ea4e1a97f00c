import { hash } from 'node:crypto';
import { packedIdAt, readId } from './id-table.ts';
import type { Registration } from '../registration.ts';

/**
 * Compact rows for the pass's checkpoints: a header of JSON, then rows of one size, the object id's 16 bytes first. A
 * million users take some twenty megabytes, so a process that died can load what was read and go on.
 */
export interface PackedRows<Header> {
  readonly header: Header;
  readonly bytes: DataView;
  /** Where each row begins is `firstAt + n * rowBytes`, up to the end. */
  readonly firstAt: number;
  readonly rowBytes: number;
}

export const idBytes = 16;

/** Packs rows of an id and some more bytes, as many for each row. */
export function pack<Header>(
  header: Header,
  ids: readonly string[],
  extraBytes = 0,
  writeExtra: (bytes: Buffer, at: number, n: number) => void = () => undefined,
): Uint8Array {
  const rowBytes = idBytes + extraBytes;
  const head = Buffer.from(JSON.stringify({ header, extraBytes }));
  const bytes = Buffer.alloc(4 + head.length + ids.length * rowBytes);
  bytes.writeUInt32LE(head.length);
  head.copy(bytes, 4);
  const words = new Uint32Array(4);
  ids.forEach((id, n) => {
    const at = 4 + head.length + n * rowBytes;
    readId(id, words);
    for (let word = 0; word < 4; word++) bytes.writeUInt32BE(words[word]!, at + word * 4);
    writeExtra(bytes, at + idBytes, n);
  });
  return bytes;
}

/** The rows as they lie there: nothing is copied. */
export function openPacked<Header>(packed: Uint8Array): PackedRows<Header> {
  const bytes = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const firstAt = 4 + bytes.getUint32(0, true);
  const head = Buffer.from(packed.buffer, packed.byteOffset + 4, firstAt - 4).toString();
  const { header, extraBytes } = JSON.parse(head) as { header: Header; extraBytes: number };
  return { header, bytes, firstAt, rowBytes: idBytes + extraBytes };
}

/**
 * Report rows: the four flags in one byte, and the set of methods by its number in the header. Of a row that could not be
 * read, only that there was one.
 */
export function packReport(
  rows: readonly { userId: string; registration: Registration }[],
  unreadable: readonly string[] = [],
): Uint8Array {
  const sets: (readonly string[])[] = [];
  const numbers = rows.map(({ registration }) => numberIn(sets, registration.methodsRegistered));
  const header = sets.map((set) => JSON.stringify(set));
  const ids = [...rows.map(({ userId }) => userId), ...unreadable];
  return pack(header, ids, reportBytes, (bytes, at, n) => {
    bytes[at] = n < rows.length ? flagsOf(rows[n]!.registration) : unreadableFlag;
    bytes.writeUInt16LE(numbers[n] ?? 0, at + 1);
  });
}

/** The number of a set of methods. There are few different ones on a page, so that comparing beats any key. */
function numberIn(sets: (readonly string[])[], methods: readonly string[]): number {
  const known = sets.findIndex((set) => isSame(set, methods));
  return known >= 0 ? known : sets.push(methods) - 1;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

const reportBytes = 3;

/** Beside the four flags of a registration. */
export const unreadableFlag = 16;

/** What packReport keeps of a registration besides its methods. */
export function flagsOf({ isSsprEnabled, isSsprRegistered, isSsprCapable, isAdmin }: Registration): number {
  return (isSsprEnabled ? 1 : 0) | (isSsprRegistered ? 2 : 0) | (isSsprCapable ? 4 : 0) | (isAdmin ? 8 : 0);
}

export const flagsIn = (flags: number): Omit<Registration, 'methodsRegistered'> => ({
  isSsprEnabled: (flags & 1) !== 0,
  isSsprRegistered: (flags & 2) !== 0,
  isSsprCapable: (flags & 4) !== 0,
  isAdmin: (flags & 8) !== 0,
});

const fingerprintBytes = 8;
const mailboxBytes = 8;

/** 53 bits in a number: an object for each user is work for the garbage collector. */
export type Fingerprint = number;

/** A short digest of what is known of a user: unchanged facts are not written again. */
export function fingerprint(facts: unknown): Fingerprint {
  const lanes = Int32Array.of(0x9e3779b1, 0x85ebca77);
  digest(facts, lanes);
  const [first, second] = [lanes[0]!, lanes[1]!];
  return (finished(first, second) >>> 11) * 2 ** 32 + (finished(second, first) >>> 0);
}

/**
 * Two lanes of multiply and xor over all values in their order (the lanes of cyrb53, with MurmurHash3's finish): it only
 * tells a user's facts from the same user's earlier ones, and a cryptographic digest of their JSON takes eight times as
 * long as everything else about a user.
 */
function digest(value: unknown, lanes: Int32Array): void {
  if (typeof value === 'string') digestText(value, lanes);
  else if (typeof value === 'boolean') feed(value ? 3 : 2, lanes);
  else if (value === undefined || value === null) feed(1, lanes);
  else if (typeof value !== 'object') digestText(JSON.stringify(value), lanes);
  else if (Array.isArray(value)) digestList(value, lanes);
  else if (value instanceof Date) digestInstant(value, lanes);
  else digestFields(value as Readonly<Record<string, unknown>>, lanes);
}

function digestList(values: readonly unknown[], lanes: Int32Array): void {
  feed(values.length + 4, lanes);
  for (const one of values) digest(one, lanes);
}

function digestFields(fields: Readonly<Record<string, unknown>>, lanes: Int32Array): void {
  feed(4, lanes);
  for (const name in fields) digest(fields[name], lanes);
}

function digestInstant(instant: Date, lanes: Int32Array): void {
  const ms = instant.getTime();
  feed(Math.floor(ms / 2 ** 32), lanes);
  feed(ms, lanes);
}

/** Two characters at a time: each step waits for the multiplication before. */
function digestText(text: string, lanes: Int32Array): void {
  let [first, second] = [lanes[0]!, lanes[1]!];
  const pairsEnd = text.length & ~1;
  for (let i = 0; i < pairsEnd; i += 2) {
    const code = text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16);
    first = Math.imul(first ^ code, 2_654_435_761);
    second = Math.imul(second ^ code, 1_597_334_677);
    first ^= first >>> 13;
  }
  if (pairsEnd < text.length) {
    first = Math.imul(first ^ text.charCodeAt(pairsEnd), 2_654_435_761);
    second = Math.imul(second ^ text.charCodeAt(pairsEnd), 1_597_334_677);
  }
  lanes[0] = first;
  lanes[1] = second;
  feed(text.length, lanes);
}

function feed(word: number, lanes: Int32Array): void {
  lanes[0] = Math.imul(lanes[0]! ^ word, 2_654_435_761);
  lanes[1] = Math.imul(lanes[1]! ^ (word + 0x7f4a7c15), 1_597_334_677);
}

/** Every bit of both lanes reaches every bit of the result. */
function finished(lane: number, other: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x27d4eb2f);
  return mixed ^ (mixed >>> 16);
}

/** A short digest of a text. */
export const shortDigestOf = (text: string): string => hash('sha256', text, 'base64').slice(0, 16);

/** The fingerprint of somebody whose facts could not be read, or are no longer known: no facts match it. */
export const noFingerprint: Fingerprint = 0;
/** Of somebody who is written to at no mailbox. */
export const noMailbox: Fingerprint = 0;

/**
 * What the report told of somebody's reset, last: it stands above the fingerprint in one word of 32 bits, of which that takes
 * 21. Rows of earlier versions say nothing.
 */
export const toldNothing = 0;
export const toldCapable = 1;
export const toldNotCapable = 2;
export type Told = typeof toldNothing | typeof toldCapable | typeof toldNotCapable;

const toldAtBit = 24;
const printMask = 0xffffff;

/** The word with both, and either of them. */
export const withTold = (high: number, told: Told): number => (told << toldAtBit) | (high & printMask);
export const toldIn = (word: number): Told => trustedTold(word >>> toldAtBit);
export const printIn = (word: number): number => word & printMask;

const trustedTold = (bits: number): Told => (bits === toldCapable || bits === toldNotCapable ? bits : toldNothing);

/** Users with the fingerprints of their facts and of their mailboxes, and what was told of their reset. */
export const packFingerprints = (
  ids: readonly string[],
  fingerprints: readonly Fingerprint[],
  mailboxes: readonly Fingerprint[] = [],
  told: readonly Told[] = [],
): Uint8Array =>
  pack({}, ids, fingerprintBytes + mailboxBytes, (bytes, at, n) => {
    writeFingerprint(bytes, at, fingerprints[n]!);
    bytes.writeUInt32BE(withTold(bytes.readUInt32BE(at), told[n] ?? toldNothing), at);
    writeFingerprint(bytes, at + fingerprintBytes, mailboxes[n] ?? noMailbox);
  });

function writeFingerprint(bytes: Buffer, at: number, print: Fingerprint): void {
  bytes.writeUInt32BE(highWord(print), at);
  bytes.writeUInt32BE(lowWord(print), at + 4);
}

/** What was told of somebody's reset on a row that `packFingerprints` packed; other rows say nothing of it. */
export const toldAt = ({ bytes, rowBytes }: PackedRows<unknown>, rowAt: number): Told =>
  rowBytes < idBytes + fingerprintBytes ? toldNothing : toldIn(bytes.getUint32(rowAt + idBytes));

/** The mailbox of a row that `packFingerprints` packed; rows of earlier versions have none. */
export function mailboxIn({ bytes, rowBytes }: PackedRows<unknown>, rowAt: number): Fingerprint {
  if (rowBytes < idBytes + fingerprintBytes + mailboxBytes) return noMailbox;
  const at = rowAt + idBytes + fingerprintBytes;
  return bytes.getUint32(at) * 2 ** 32 + bytes.getUint32(at + 4);
}

export const highWord = (print: Fingerprint): number => Math.floor(print / 2 ** 32);
export const lowWord = (print: Fingerprint): number => print >>> 0;

/** The ids of a page, in lower case. */
export function packedIds(page: Uint8Array): readonly string[] {
  const { bytes, firstAt, rowBytes } = openPacked(page);
  const count = (bytes.byteLength - firstAt) / rowBytes;
  return Array.from({ length: count }, (_, n) => packedIdAt(bytes, firstAt + n * rowBytes));
}

/** The page with other ids for some, of whom nothing else is left: no fingerprint, no mailbox, no method. */
export function withOtherIds(page: Uint8Array, idFor: (id: string) => string | undefined): Uint8Array {
  const changed = page.slice();
  const { bytes, firstAt, rowBytes } = openPacked(changed);
  for (let at = firstAt; at < bytes.byteLength; at += rowBytes) {
    const id = idFor(packedIdAt(bytes, at));
    if (id === undefined) continue;
    changed.fill(0, at, at + rowBytes);
    changed.set(Buffer.from(id.replaceAll('-', ''), 'hex'), at);
  }
  return changed;
}
