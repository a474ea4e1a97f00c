/** A stored row that is not as we write rows: named, and set aside. Its keys hold ids only. */
export interface UnreadableRow {
  readonly table: string;
  readonly partitionKey: string;
  readonly rowKey: string;
  /** What is wrong with it; nothing of what stands in it. */
  readonly because: string;
}

export const nameOf = ({ table, partitionKey, rowKey, because }: UnreadableRow): string =>
  `${table} (${partitionKey}, ${rowKey}): ${because}`;
