import { badRequest } from './odata.ts';

type Value = string | boolean | number | null;

type Operator = keyof typeof TESTS;

/** One part of a filter; parts are joined by `and`. */
export interface Condition {
  readonly property: string;
  readonly operator: Operator;
  readonly values: readonly Value[];
}

const IN_LIMIT = 15;
const COMPARISON = /^([\w/]+)\s+(eq|ne|ge|le)\s+(.+)$/is;
const STARTS_WITH = /^startswith\(\s*([\w/]+)\s*,\s*('(?:[^']|'')*')\s*\)$/is;
const IN_LIST = /^([\w/]+)\s+in\s*\((.*)\)$/is;

/** What a `$filter` says, for filters of comparisons joined by `and`; everything else is refused as Graph would. */
export function parseFilter(
  filter: string,
  operatorsByProperty: Readonly<Record<string, readonly string[]>>,
): Condition[] {
  return splitOutsideQuotes(filter.trim(), /\s+and\s+/iy).map((part) => {
    const condition = parseCondition(
      part
        .trim()
        .replace(/^\((.*)\)$/s, '$1')
        .trim(),
    );
    if (!operatorsByProperty[condition.property]?.includes(condition.operator))
      throw badRequest(`Unsupported or invalid query filter clause specified for property '${condition.property}'.`);
    return condition;
  });
}

function parseCondition(text: string): Condition {
  const list = IN_LIST.exec(text);
  if (list !== null) return { property: list[1]!, operator: 'in', values: parseList(list[2]!) };
  const startsWith = STARTS_WITH.exec(text);
  if (startsWith !== null)
    return { property: startsWith[1]!, operator: 'startswith', values: [parseValue(startsWith[2]!)] };
  const comparison = COMPARISON.exec(text);
  if (comparison === null) throw badRequest(`Invalid filter clause: ${text}`);
  return {
    property: comparison[1]!,
    operator: comparisonOperator(comparison[2]!),
    values: [parseValue(comparison[3]!)],
  };
}

function parseList(text: string): Value[] {
  const values = splitOutsideQuotes(text, /\s*,\s*/y).map((value) => parseValue(value.trim()));
  if (values.length > IN_LIMIT)
    throw badRequest(
      `Too many child clauses specified in search filter expression: ${values.length}. Max allowed: ${IN_LIMIT}.`,
    );
  return values;
}

function parseValue(text: string): Value {
  const quoted = /^'((?:[^']|'')*)'$/s.exec(text);
  if (quoted !== null) return quoted[1]!.replaceAll("''", "'");
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)))
    return Date.parse(text);
  throw badRequest(`Invalid filter clause: '${text}' is no value.`);
}

function splitOutsideQuotes(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0, quoted = false; i < text.length;) {
    if (text[i] === "'") quoted = !quoted;
    separator.lastIndex = i;
    const match = quoted ? null : separator.exec(text);
    if (match === null || match[0].length === 0) {
      i++;
      continue;
    }
    parts.push(text.slice(start, i));
    start = i = i + match[0].length;
  }
  return [...parts, text.slice(start)];
}

/** Whether an entity meets every condition; texts are compared whatever their case. */
export function meetsAll(conditions: readonly Condition[], entity: Readonly<Record<string, unknown>>): boolean {
  return conditions.every((condition) => meets(condition, propertyOf(entity, condition.property)));
}

function meets({ operator, values }: Condition, actual: unknown): boolean {
  return values.some((value) => TESTS[operator](actual, value));
}

/** Each operator, for one value; of a list, one that passes is enough. */
const TESTS = {
  eq: isSame,
  in: isSame,
  ne: (actual: unknown, wanted: Value) => !isSame(actual, wanted),
  startswith: (actual: unknown, wanted: Value) =>
    typeof actual === 'string' && actual.toLowerCase().startsWith(String(wanted).toLowerCase()),
  ge: (actual: unknown, wanted: Value) => typeof actual === 'string' && Date.parse(actual) >= Number(wanted),
  le: (actual: unknown, wanted: Value) => typeof actual === 'string' && Date.parse(actual) <= Number(wanted),
};

function comparisonOperator(text: string): Operator {
  const operator = text.toLowerCase();
  return operator === 'ne' || operator === 'ge' || operator === 'le' ? operator : 'eq';
}

function isSame(actual: unknown, wanted: Value): boolean {
  if (typeof actual === 'string' && typeof wanted === 'string') return actual.toLowerCase() === wanted.toLowerCase();
  if (typeof actual === 'string' && typeof wanted === 'number') return Date.parse(actual) === wanted;
  return (actual ?? null) === wanted;
}

function propertyOf(entity: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
  }, entity);
}
