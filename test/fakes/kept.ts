/**
 * A frozen copy of a value, all the way down: what a fake keeps can be handed out as it is, since nobody can change it,
 * and nobody can change it from outside through what they handed in. What is frozen already is not copied again; dates
 * cannot be frozen, and nobody sets them.
 */
export function kept<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  return copyOf(value) as Value;
}

function copyOf(value: object): object {
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return value.slice();
  if (Array.isArray(value)) return Object.freeze(value.map(kept));
  const copy: Record<string, unknown> = { ...value };
  for (const name in copy) if (typeof copy[name] === 'object') copy[name] = kept(copy[name]);
  return Object.freeze(copy);
}
