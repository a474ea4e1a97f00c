import { digestOf } from '../campaign/plan-draft.ts';

/** Nobody reads more, and a row of the audit trail has an end. */
const mostChanges = 100;
const longestValue = 200;

/**
 * What differs between two campaign documents, by path, as `before → after` in JSON. A longer text, such as a logo, is told
 * by its beginning, its length and a digest; of more than a hundred changes the rest is counted as `more`.
 */
export function documentChanges(before: unknown, after: object): Readonly<Record<string, string | number>> {
  const [old, now] = [new Map(leavesOf(before, '')), new Map(leavesOf(after, ''))];
  const paths = [...new Set([...old.keys(), ...now.keys()])].filter((path) => old.get(path) !== now.get(path));
  const told = paths.slice(0, mostChanges).map((path) => [path, `${shown(old.get(path))} → ${shown(now.get(path))}`]);
  const more = paths.length - told.length;
  return { ...(Object.fromEntries(told) as Record<string, string>), ...(more > 0 && { more }) };
}

/** Every value with its path; a list of plain values is one. */
function leavesOf(value: unknown, path: string): readonly (readonly [path: string, json: string])[] {
  if (!isNested(value)) return value === undefined ? [] : [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, childOf(path, key, Array.isArray(value))));
}

const isNested = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  (!Array.isArray(value) || (value.length > 0 && value.every((one) => typeof one === 'object')));

function childOf(path: string, key: string, isList: boolean): string {
  if (isList) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

function shown(json: string | undefined): string {
  if (json === undefined) return 'nothing';
  if (json.length <= longestValue) return json;
  return `${json.slice(0, longestValue)}… (${json.length} characters, ${digestOf(json)})`;
}
