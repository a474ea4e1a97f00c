/** Numbers in a tree. What is not there is 0, so that trees of different people can be added up. */
export interface Counts {
  readonly [name: string]: number | Counts;
}

export const noCounts: Counts = {};

/** Both together, without what comes to 0. */
export function addCounts(one: Counts, other: Counts): Counts {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].flatMap((name) => entryOf(name, addValues(one[name], other[name]))));
}

/** What has to be added to `before` to come to `after`. */
export const differenceOf = (before: Counts, after: Counts): Counts => addCounts(negated(before), after);

function addValues(one: number | Counts = 0, other: number | Counts = 0): number | Counts {
  if (typeof one === 'number' && typeof other === 'number') return one + other;
  return addCounts(treeOf(one), treeOf(other));
}

const treeOf = (value: number | Counts): Counts => (typeof value === 'number' ? noCounts : value);

const negated = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, negatedValue(value)]));

const negatedValue = (value: number | Counts): number | Counts => (typeof value === 'number' ? -value : negated(value));

const entryOf = (name: string, value: number | Counts): readonly (readonly [string, number | Counts])[] =>
  value === 0 || (typeof value !== 'number' && Object.keys(value).length === 0) ? [] : [[name, value]];

/** A record of numbers, and of such records, as a tree. Anything else in it is a mistake. */
export function countsIn(record: object): Counts {
  const entries = Object.entries(record).map(
    ([name, value]: [string, unknown]) => [name, valueIn(name, value)] as const,
  );
  return addCounts(Object.fromEntries(entries), noCounts);
}

function valueIn(name: string, value: unknown): number | Counts {
  if (typeof value === 'number') return value;
  if (typeof value === 'object' && value !== null) return countsIn(value);
  throw new TypeError(`${name} is no number`);
}
