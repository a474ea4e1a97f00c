/**
 * A frozen copy of a value, all the way down: what a fake keeps can be handed out as it is, since nobody can change it,
 * and nobody can change it from outside through what they handed in. What is frozen already is not copied again; dates
 * cannot be frozen, so they are kept as they are, and nobody sets them.
 */
export function kept<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof Date || Object.isFrozen(value)) return value;
  return copyOf(value) as Value;
}

/** The same for an object that nobody else has: it is frozen itself, and what it holds is kept. */
export function keptAsIs<Value extends object>(value: Value): Value {
  const own = value as Record<string, unknown>;
  for (const name in own) {
    const part = own[name];
    const keptPart = kept(part);
    if (keptPart !== part) own[name] = keptPart;
  }
  return Object.freeze(value);
}

function copyOf(value: object): object {
  if (Array.isArray(value)) return Object.freeze(value.map(kept));
  if (value instanceof Uint8Array) return value.slice();
  return keptAsIs({ ...value });
}
