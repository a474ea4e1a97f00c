/** Who was erased, by keyed hashes. It is never taken back: whoever is in it is written to and kept no more. */
export interface Erasures {
  /** The key of the hashes: random, made at the first asking, and the same from then on. */
  readKey(): Promise<Uint8Array>;
  /** Writes down that somebody was erased. Again changes nothing. */
  add(hash: string, at: Date): Promise<void>;
  /** The hashes of all who were erased. */
  list(): Promise<readonly string[]>;
}
