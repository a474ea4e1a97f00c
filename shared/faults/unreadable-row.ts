/** A stored row that is not as we write rows: named, and set aside. Its keys hold ids only. */
export interface UnreadableRow {
  readonly table: string;
  readonly partitionKey: string;
  readonly rowKey: string;
  /** What is wrong with it; nothing of what stands in it. */
  readonly because: string;
}

/** Thrown where a row is needed and cannot be read: it names the row, and quotes nothing of it. */
export class UnreadableStoredRow extends Error {
  readonly row: UnreadableRow;

  constructor(row: UnreadableRow) {
    super(`The stored row ${nameOf(row)}`);
    this.name = 'UnreadableStoredRow';
    this.row = row;
  }
}

export const nameOf = ({ table, partitionKey, rowKey, because }: UnreadableRow): string =>
  `${table} (${partitionKey}, ${rowKey}): ${because}`;
