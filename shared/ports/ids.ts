/** The only source of chance: ids that never repeat. */
export interface Ids {
  /** A new UUID. */
  next(): string;
}
