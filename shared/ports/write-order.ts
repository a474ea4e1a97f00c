/** The order in which journeys were written. Orders of one person compare as texts. */
export interface WriteOrder {
  /** Of the write that made this version; undefined for a version that no journey's write made, or that is not known. */
  of(version: string | undefined): string | undefined;
  /** Before every write that is made from this instant on, by the wall clock. */
  before(at: Date): string;
}
