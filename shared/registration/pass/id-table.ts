/** An object id is 16 bytes: four words of 32 bits. */
const idWords = 4;

/** At most this share of the slots is taken, so that a look-up meets few others on its way. */
const fullShare = 0.6;
const fewestSlots = 16;

/**
 * Object ids with some words of data each, in two typed arrays: 16 bytes for an id where a Map of strings takes over 100.
 * A hash table with open addressing; rows keep the order in which they came, and nothing is ever taken out.
 */
export class IdTable {
  /** A row is the id's words and then its values. */
  #rows: Uint32Array<ArrayBuffer>;
  /** Row number plus one, 0 where nothing is. */
  #slots: Uint32Array<ArrayBuffer>;
  #size = 0;
  readonly #stride: number;
  readonly #sought = new Uint32Array(idWords);

  /** `expectedRows` saves growing; more or fewer may come. */
  constructor(valueWords: number, expectedRows = 0) {
    this.#stride = idWords + valueWords;
    this.#rows = new Uint32Array(expectedRows * this.#stride);
    this.#slots = new Uint32Array(slotsFor(expectedRows));
  }

  get size(): number {
    return this.#size;
  }

  /** The row of an id in any spelling, or -1. */
  rowOf(id: string): number {
    if (this.#size === 0) return -1;
    readId(id, this.#sought);
    return this.#slots[this.#slotOf(this.#rows, this.#sought)]! - 1;
  }

  /** The row of an id that lies in packed bytes, or -1. */
  rowOfPacked(bytes: DataView, at: number): number {
    readPackedId(bytes, at, this.#sought);
    return this.#slots[this.#slotOf(this.#rows, this.#sought)]! - 1;
  }

  /** The row of an id, a new one with zeros for values where there is none yet. */
  addPacked(bytes: DataView, at: number): number {
    readPackedId(bytes, at, this.#sought);
    const slot = this.#slotOf(this.#rows, this.#sought);
    const known = this.#slots[slot]! - 1;
    return known >= 0 ? known : this.#append(slot);
  }

  add(id: string): void {
    readId(id, this.#sought);
    const slot = this.#slotOf(this.#rows, this.#sought);
    if (this.#slots[slot] === 0) this.#append(slot);
  }

  value(row: number, word = 0): number {
    return this.#rows[row * this.#stride + idWords + word]!;
  }

  setValue(row: number, word: number, value: number): void {
    this.#rows[row * this.#stride + idWords + word] = value;
  }

  /** The id in lower case. */
  idOf(row: number): string {
    return idFrom(this.#rows.subarray(row * this.#stride, row * this.#stride + idWords));
  }

  #append(slot: number): number {
    const row = this.#size++;
    if (this.#size * this.#stride > this.#rows.length) this.#growRows();
    this.#rows.set(this.#sought, row * this.#stride);
    this.#slots[slot] = row + 1;
    if (this.#size > this.#slots.length * fullShare) this.#growSlots();
    return row;
  }

  #growRows(): void {
    const rows = new Uint32Array(Math.max(64, Math.ceil(this.#rows.length * 1.5)) + this.#stride);
    rows.set(this.#rows);
    this.#rows = rows;
  }

  #growSlots(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const id = new Uint32Array(idWords);
    for (let row = 0; row < this.#size; row++) {
      for (let word = 0; word < idWords; word++) id[word] = this.#rows[row * this.#stride + word]!;
      this.#slots[this.#slotOf(this.#rows, id)] = row + 1;
    }
  }

  /** The slot that holds the id, or the free one where it belongs. */
  #slotOf(rows: Uint32Array, id: Uint32Array): number {
    const mask = this.#slots.length - 1;
    for (let slot = hashOf(id) & mask; ; slot = (slot + 1) & mask) {
      const row = this.#slots[slot]! - 1;
      if (row < 0) return slot;
      const at = row * this.#stride;
      const isSame = rows[at] === id[0] && rows[at + 1] === id[1] && rows[at + 2] === id[2] && rows[at + 3] === id[3];
      if (isSame) return slot;
    }
  }
}

function slotsFor(rows: number): number {
  const wanted = Math.max(fewestSlots, Math.ceil(rows / fullShare));
  return 2 ** Math.ceil(Math.log2(wanted));
}

/** Ids are random for the most part, but not all: those made in a row differ in a few bits only, so all are mixed. */
function hashOf(id: Uint32Array): number {
  let hash = 0;
  for (let word = 0; word < idWords; word++) {
    hash = Math.imul(hash ^ id[word]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** The id that lies in packed bytes, in lower case. */
export function packedIdAt(bytes: DataView, at: number): string {
  const words = new Uint32Array(idWords);
  readPackedId(bytes, at, words);
  return idFrom(words);
}

function idFrom(words: Uint32Array): string {
  const hex = Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function readPackedId(bytes: DataView, at: number, words: Uint32Array): void {
  for (let word = 0; word < idWords; word++) words[word] = bytes.getUint32(at + word * 4);
}

/**
 * Reads `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`, upper or lower case. Written out, since it is done several times for every
 * user: a loop takes three times as long.
 */
export function readId(id: string, words: Uint32Array): void {
  const a = fourDigits(id, 0);
  const b = fourDigits(id, 4);
  const c = fourDigits(id, 9);
  const d = fourDigits(id, 14);
  const e = fourDigits(id, 19);
  const f = fourDigits(id, 24);
  const g = fourDigits(id, 28);
  const h = fourDigits(id, 32);
  if ((a | b | c | d | e | f | g | h) < 0 || !hasDashes(id)) {
    throw new Error('An object id that is not a GUID cannot be joined');
  }
  words[0] = (a << 16) | b;
  words[1] = (c << 16) | d;
  words[2] = (e << 16) | f;
  words[3] = (g << 16) | h;
}

/** Whether a text is an object id in any spelling. */
export const isId = (text: string): boolean =>
  hasDashes(text) &&
  (fourDigits(text, 0) | fourDigits(text, 4) | fourDigits(text, 9) | fourDigits(text, 14)) >= 0 &&
  (fourDigits(text, 19) | fourDigits(text, 24) | fourDigits(text, 28) | fourDigits(text, 32)) >= 0;

const dash = 45;

/** Of 36 characters, with the dashes in their places. */
const hasDashes = (text: string): boolean =>
  text.length === 36 &&
  text.charCodeAt(8) === dash &&
  text.charCodeAt(13) === dash &&
  text.charCodeAt(18) === dash &&
  text.charCodeAt(23) === dash;

/** Negative when one of them is no hexadecimal digit. */
const fourDigits = (id: string, at: number): number =>
  (hexDigit(id.charCodeAt(at)) << 12) |
  (hexDigit(id.charCodeAt(at + 1)) << 8) |
  (hexDigit(id.charCodeAt(at + 2)) << 4) |
  hexDigit(id.charCodeAt(at + 3));

/** -1 for anything else, NaN included. */
const hexDigit = (code: number): number => (code < 128 ? hexDigits[code]! : -1);

const hexDigits = new Int8Array(128).map((_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? -1 : digit;
});
