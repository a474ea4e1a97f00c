import { v5 as compute } from 'uuid';

const remembered = new Map<string, string>();

/** Every world has the same few people and steps, so their ids are computed once. */
export function v5(name: string, namespace: string): string {
  const key = `${namespace} ${name}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const id = compute(name, namespace);
  remembered.set(key, id);
  return id;
}
