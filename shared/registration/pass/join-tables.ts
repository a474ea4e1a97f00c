import { IdTable } from './id-table.ts';
import {
  flagsIn,
  highWord,
  idBytes,
  lowWord,
  noFingerprint,
  openPacked,
  printIn,
  toldAt,
  toldCapable,
  toldIn,
  toldNotCapable,
  toldNothing,
  unreadableFlag,
  withTold,
  type Fingerprint,
  type Told,
} from './packed-rows.ts';
import type { Registration } from '../registration.ts';

/** The report by user, 20 bytes each: flags and the number of the set of methods in one word. */
export class RegistrationTable {
  readonly #rows: IdTable;
  readonly #sets: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #registrations = new Map<number, Registration>();

  constructor(expectedRows = 0) {
    this.#rows = new IdTable(1, expectedRows);
  }

  get size(): number {
    return this.#rows.size;
  }

  /** A page as `packReport` packed it. Of a user who comes twice the later row holds. */
  addPage(page: Uint8Array): void {
    const { header, bytes, firstAt, rowBytes } = openPacked<readonly string[]>(page);
    const numbers = header.map((set) => this.#numberOf(set));
    // A page of nothing but rows that could not be read names no set.
    if (numbers.length === 0) numbers.push(0);
    for (let at = firstAt; at < bytes.byteLength; at += rowBytes) {
      const set = numbers[bytes.getUint16(at + idBytes + 1, true)]!;
      this.#rows.setValue(this.#rows.addPacked(bytes, at), 0, bytes.getUint8(at + idBytes) | (set << 8));
    }
  }

  /** What the report said of a user, or undefined when it did not mention them. */
  of(userId: string): Registration | undefined {
    const row = this.#rows.rowOf(userId);
    if (row < 0 || this.#isUnreadable(row)) return undefined;
    return this.#registrationOf(this.#rows.value(row));
  }

  /** Whether the report has a row of a user that could not be read: what it says is not known. */
  isUnreadable(userId: string): boolean {
    const row = this.#rows.rowOf(userId);
    return row >= 0 && this.#isUnreadable(row);
  }

  #isUnreadable(row: number): boolean {
    return (this.#rows.value(row) & unreadableFlag) !== 0;
  }

  /** There are few different ones, so users share them. */
  #registrationOf(value: number): Registration {
    let registration = this.#registrations.get(value);
    if (registration === undefined) {
      const methodsRegistered = JSON.parse(this.#sets[value >>> 8]!) as string[];
      registration = { ...flagsIn(value & 0xff), methodsRegistered };
      this.#registrations.set(value, registration);
    }
    return registration;
  }

  #numberOf(set: string): number {
    let number = this.#numbers.get(set);
    if (number === undefined) {
      number = this.#sets.push(set) - 1;
      this.#numbers.set(set, number);
    }
    return number;
  }
}

/** Of the groups that were read, those that each user is in: 20 bytes each, by the number of the set of groups. */
export class MembershipTable {
  readonly #rows = new IdTable(1);
  /** Sorted; number 0 is no group. */
  readonly #sets: (readonly string[])[] = [[]];
  readonly #numbers = new Map<string, number>();

  /** A page of one group's members. */
  addPage(page: Uint8Array): void {
    const { header, bytes, firstAt, rowBytes } = openPacked<{ readonly groupId: string }>(page);
    const numberWith = new Map<number, number>();
    for (let at = firstAt; at < bytes.byteLength; at += rowBytes) {
      const row = this.#rows.addPacked(bytes, at);
      const before = this.#rows.value(row);
      let number = numberWith.get(before);
      if (number === undefined) numberWith.set(before, (number = this.#numberWith(before, header.groupId)));
      this.#rows.setValue(row, 0, number);
    }
  }

  /** Group ids, sorted. */
  of(userId: string): readonly string[] {
    const row = this.#rows.rowOf(userId);
    return row < 0 ? [] : this.#sets[this.#rows.value(row)]!;
  }

  #numberWith(before: number, groupId: string): number {
    const set = [...new Set([...this.#sets[before]!, groupId])].toSorted();
    const key = set.join('|');
    const number = this.#numbers.get(key) ?? this.#sets.length;
    if (number === this.#sets.length) this.#sets.push(set);
    this.#numbers.set(key, number);
    return number;
  }
}

/** Who was there, with the fingerprints of their facts: 24 bytes each. */
export class FingerprintTable {
  readonly #rows: IdTable;

  constructor(expectedRows = 0) {
    this.#rows = new IdTable(2, expectedRows);
  }

  get size(): number {
    return this.#rows.size;
  }

  /** A page as `packFingerprints` packed it. Of a user who comes twice the later one holds. */
  addPage(page: Uint8Array): void {
    const { bytes, firstAt, rowBytes } = openPacked(page);
    for (let at = firstAt; at < bytes.byteLength; at += rowBytes) {
      const row = this.#rows.addPacked(bytes, at);
      this.#rows.setValue(row, 0, bytes.getUint32(at + idBytes));
      this.#rows.setValue(row, 1, bytes.getUint32(at + idBytes + 4));
    }
  }

  has(userId: string): boolean {
    return this.#rows.rowOf(userId) >= 0;
  }

  /** Whether a user was there with the same facts. */
  matches(userId: string, fingerprint: Fingerprint): boolean {
    const row = this.#rows.rowOf(userId);
    if (row < 0 || fingerprint === noFingerprint) return false;
    return (
      printIn(this.#rows.value(row)) === highWord(fingerprint) && this.#rows.value(row, 1) === lowWord(fingerprint)
    );
  }

  /** What the report told of somebody's reset, last. */
  toldOf(userId: string): Told {
    const row = this.#rows.rowOf(userId);
    return row < 0 ? toldNothing : toldIn(this.#rows.value(row));
  }

  /** Notes what was written of a user who is there, so that the same user's next row is compared with it. */
  replace(userId: string, fingerprint: Fingerprint): void {
    const row = this.#rows.rowOf(userId);
    if (row < 0) return;
    this.#rows.setValue(row, 0, withTold(highWord(fingerprint), toldIn(this.#rows.value(row))));
    this.#rows.setValue(row, 1, lowWord(fingerprint));
  }

  /**
   * The users who are on none of the pages, in one bit each, and how many are on them, by the first digit of their ids. And
   * who could reset, and by the pages can no more. `expectedUsers`, how many the pages have, saves the memory of growing.
   */
  async compareWith(pages: AsyncIterable<Uint8Array>, expectedUsers = 0): Promise<Comparison> {
    const { seen, byShare, lost } = await this.#seenOn(pages, expectedUsers);
    const missing: string[] = [];
    let capable = 0;
    for (let row = 0; row < this.#rows.size; row++) {
      if ((seen[row >> 3]! & (1 << (row & 7))) === 0) missing.push(this.#rows.idOf(row));
      if (toldIn(this.#rows.value(row)) === toldCapable) capable++;
    }
    return { missing, byShare, lost, capable };
  }

  /** How many of the users are on the pages. */
  async countIn(pages: AsyncIterable<Uint8Array>): Promise<number> {
    let count = 0;
    for (let byte of (await this.#seenOn(pages)).seen) for (; byte > 0; byte &= byte - 1) count++;
    return count;
  }

  async #seenOn(pages: AsyncIterable<Uint8Array>, expectedUsers = 0): Promise<Marks> {
    const marks: Marks = {
      seen: new Uint8Array(Math.ceil(this.#rows.size / 8)),
      newcomers: new IdTable(0, Math.max(0, expectedUsers - this.#rows.size)),
      byShare: Array.from({ length: shareCount }, () => 0),
      lost: [],
    };
    for await (const page of pages) this.#mark(page, marks);
    return marks;
  }

  #mark(page: Uint8Array, { seen, newcomers, byShare, lost }: Marks): void {
    const rows = openPacked(page);
    const { bytes, firstAt, rowBytes } = rows;
    for (let at = firstAt; at < bytes.byteLength; at += rowBytes) {
      const row = this.#rows.rowOfPacked(bytes, at);
      if (!(row < 0 ? isAddedTo(newcomers, bytes, at) : isFirstMark(seen, row))) continue;
      byShare[bytes.getUint8(at) >> 4]!++;
      if (row >= 0 && toldAt(rows, at) === toldNotCapable && toldIn(this.#rows.value(row)) === toldCapable)
        lost.push(this.#rows.idOf(row));
    }
  }
}

interface Comparison {
  readonly missing: readonly string[];
  /** Each user once. */
  readonly byShare: readonly number[];
  readonly lost: readonly string[];
  /** How many could reset by what is compared with. */
  readonly capable: number;
}

interface Marks {
  readonly seen: Uint8Array;
  readonly newcomers: IdTable;
  readonly byShare: number[];
  readonly lost: string[];
}

/** One share of the people for each first digit of an id. */
const shareCount = 16;

function isAddedTo(table: IdTable, bytes: DataView, at: number): boolean {
  const before = table.size;
  table.addPacked(bytes, at);
  return table.size > before;
}

function isFirstMark(seen: Uint8Array, row: number): boolean {
  const bit = 1 << (row & 7);
  const isFirst = (seen[row >> 3]! & bit) === 0;
  seen[row >> 3]! |= bit;
  return isFirst;
}
