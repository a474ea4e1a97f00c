interface Snapshot {
  readonly predictedResources: readonly { readonly id: string }[];
}

/**
 * A snapshot in its one form: keys in order and resources by their ids, so that a diff shows what a change deploys, and
 * nothing of the order in which the compiler came by it. Other lists keep their order, which may mean something.
 */
export function canonicalSnapshot(text: string): string {
  const { predictedResources, ...rest } = JSON.parse(text) as Snapshot;
  const byId = predictedResources.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return `${JSON.stringify(withSortedKeys({ ...rest, predictedResources: byId }), null, 2)}\n`;
}

/** The ids of resources that one snapshot has and the other has not, or has otherwise. */
export function differingResources(before: string, after: string): readonly string[] {
  const [old, fresh] = [resourcesOf(before), resourcesOf(after)];
  const ids = new Set([...old.keys(), ...fresh.keys()]);
  return [...ids].filter((id) => old.get(id) !== fresh.get(id)).toSorted();
}

const resourcesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    (JSON.parse(text) as Snapshot).predictedResources.map((one) => [one.id, JSON.stringify(withSortedKeys(one))]),
  );

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withSortedKeys(inner)]));
}
