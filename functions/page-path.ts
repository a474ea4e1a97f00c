/** What follows the path in an address. */
export type Query = Readonly<Record<string, string>>;

/** The segments of a path below the root of the pages. */
const segmentsOf = (path: string): readonly string[] => path.split('/').filter((one) => one !== '');

/** Something that answers at a path; `*` takes any segment. */
interface AtPath {
  readonly path: readonly string[];
}

/** Whatever answers at a path, with the segments that its `*` stand for. */
export function findAt<Entry extends AtPath>(
  entries: readonly Entry[],
  path: string,
): { readonly entry: Entry; readonly given: readonly string[] } | undefined {
  const segments = segmentsOf(path);
  const fits = ({ path: pattern }: AtPath) =>
    pattern.length === segments.length && pattern.every((one, i) => one === '*' || one === segments[i]);
  const entry = entries.find(fits);
  return entry && { entry, given: segments.filter((_, i) => entry.path[i] === '*') };
}
