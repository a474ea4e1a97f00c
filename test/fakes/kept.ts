/** What a fake has in keeping, so that it is not copied again when it comes back unchanged. */
const inKeeping = new WeakSet<object>();

/**
 * A frozen copy of a value, all the way down: what a fake keeps can be handed out as it is, since nobody can change it,
 * and nobody can change it from outside through what they handed in. (Dates cannot be frozen; nobody sets them.)
 */
export function kept<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || inKeeping.has(value)) return value;
  const copy = copyOf(value);
  inKeeping.add(copy);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a copy has the type of its original
  return copy as Value;
}

function copyOf(value: object): object {
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return value.slice();
  if (Array.isArray(value)) return Object.freeze(value.map(kept));
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) copy[name] = kept(part);
  return Object.freeze(copy);
}
