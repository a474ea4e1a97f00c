/** Somebody whose traces are removed, and what stands for them from then on. */
export interface RemovedPerson {
  readonly userId: string;
  readonly hash: string;
  /** Ids under which a mail to them may be known. */
  readonly messageIds: readonly string[];
  /** Their names and addresses, which somebody may have typed into a reason. */
  readonly texts: readonly string[];
}

/** A row in which somebody's object id stands, beside the rows that are theirs alone. */
export interface Trace {
  readonly table: string;
  readonly partitionKey: string;
  readonly rowKey: string;
}

/** Where people are named in the tables, in whatever form. */
export interface Traces {
  /**
   * Removes people from every table: rows of theirs are deleted, and where their id stands among others the hash takes its
   * place. Again, or after a process died in the middle, it removes what is left.
   */
  remove(people: readonly RemovedPerson[]): Promise<void>;

  /** Where somebody is named. Reads every table but that of the people. */
  find(person: Pick<RemovedPerson, 'userId' | 'messageIds'>): Promise<readonly Trace[]>;

  /** Of all object ids that stand in any table those that are wanted. Reads all tables. */
  among(isWanted: (userId: string) => boolean): Promise<ReadonlySet<string>>;

  /** Up to how many erasures all tables were gone through: what `writeSwept` wrote, and less for a table that was restored. */
  readSwept(): Promise<number>;
  writeSwept(erasures: number): Promise<void>;
}
