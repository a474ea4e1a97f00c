/**
 * Does something for each item, one after the other; one that fails does not keep the others from their turn. Throws
 * afterwards: the one failure as it is, or several as one.
 */
export async function forEachOfAll<Item>(items: readonly Item[], act: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await act(item);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${items.length} failed`);
}
