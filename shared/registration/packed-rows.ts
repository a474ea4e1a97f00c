import { createHash } from 'node:crypto';
import type { Registration } from './registration.ts';

/**
 * Compact rows for the pass's checkpoints: a header of JSON, then rows of one size. A million users take some twenty
 * megabytes, so a process that died can load what was read and go on.
 */
export interface Packed<Header> {
  readonly header: Header;
  readonly ids: readonly string[];
  /** The bytes after the id, per row. */
  readonly extras: readonly Uint8Array[];
}

const idBytes = 16;

export function pack<Header>(header: Header, rows: readonly { id: string; extra: Uint8Array }[]): Uint8Array {
  const extraBytes = rows[0]?.extra.length ?? 0;
  const head = Buffer.from(JSON.stringify({ header, extraBytes }));
  const bytes = Buffer.alloc(4 + head.length + rows.length * (idBytes + extraBytes));
  bytes.writeUInt32LE(head.length);
  head.copy(bytes, 4);
  rows.forEach(({ id, extra }, i) => {
    const at = 4 + head.length + i * (idBytes + extraBytes);
    bytes.write(id.replaceAll('-', ''), at, 'hex');
    bytes.set(extra, at + idBytes);
  });
  return bytes;
}

export function unpack<Header>(packed: Uint8Array): Packed<Header> {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const start = 4 + bytes.readUInt32LE();
  const { header, extraBytes } = JSON.parse(bytes.toString('utf8', 4, start)) as { header: Header; extraBytes: number };
  const ids: string[] = [];
  const extras: Uint8Array[] = [];
  for (let at = start; at < bytes.length; at += idBytes + extraBytes) {
    ids.push(toGuid(bytes.toString('hex', at, at + idBytes)));
    extras.push(bytes.subarray(at + idBytes, at + idBytes + extraBytes));
  }
  return { header, ids, extras };
}

const toGuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

/** Report rows: the four flags in one byte, and the set of methods by its number in the header. */
export function packReport(rows: readonly { userId: string; registration: Registration }[]): Uint8Array {
  const sets: string[] = [];
  const numberOf = (methods: readonly string[]): number => {
    const key = JSON.stringify(methods);
    if (!sets.includes(key)) sets.push(key);
    return sets.indexOf(key);
  };
  const packed = rows.map(({ userId, registration }) => {
    const set = numberOf(registration.methodsRegistered);
    return { id: userId, extra: Uint8Array.of(flagsOf(registration), set & 0xff, set >> 8) };
  });
  return pack(sets, packed);
}

export function unpackReport(packed: Uint8Array): readonly { userId: string; registration: Registration }[] {
  const { header, ids, extras } = unpack<string[]>(packed);
  const sets = header.map((set) => JSON.parse(set) as string[]);
  return ids.map((userId, i) => {
    const [flags = 0, low = 0, high = 0] = extras[i]!;
    return { userId, registration: { ...flagsIn(flags), methodsRegistered: sets[low | (high << 8)]! } };
  });
}

function flagsOf({ isSsprEnabled, isSsprRegistered, isSsprCapable, isAdmin }: Registration): number {
  return (isSsprEnabled ? 1 : 0) | (isSsprRegistered ? 2 : 0) | (isSsprCapable ? 4 : 0) | (isAdmin ? 8 : 0);
}

const flagsIn = (flags: number): Omit<Registration, 'methodsRegistered'> => ({
  isSsprEnabled: (flags & 1) !== 0,
  isSsprRegistered: (flags & 2) !== 0,
  isSsprCapable: (flags & 4) !== 0,
  isAdmin: (flags & 8) !== 0,
});

const fingerprintBytes = 8;

/** A short digest of what is known of a user: unchanged facts are not written again. */
export function fingerprint(facts: unknown): Uint8Array {
  return createHash('sha256').update(JSON.stringify(facts)).digest().subarray(0, fingerprintBytes);
}
