/** Answers a path's parameters when it fits the route, undefined when it does not. */
export type RouteMatcher = (pathname: string) => Readonly<Record<string, string>> | undefined;

type Segment = { readonly source: string; readonly names: readonly string[]; readonly rank: number };

const CONSTRAINTS: Readonly<Record<string, string>> = {
  int: '-?\\d+',
  long: '-?\\d+',
  guid: '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}',
  bool: '(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])',
  alpha: '[a-zA-Z]+',
};

const segmentsOf = (template: string) => template.split('/').filter((segment) => segment !== '');
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The path a function answers: the app's route prefix and the function's own route. */
export function fullRoute(routePrefix: string, route: string): string {
  return `/${[...segmentsOf(routePrefix), ...segmentsOf(route)].join('/')}`;
}

/**
 * Compiles the part of ASP.NET's route templates that function apps use: `users/{id:int}/mail/{box?}`,
 * `recipients-{id}.csv`, `files/{*path}`. Paths ignore case and a trailing slash.
 */
export function compileRoute(template: string): RouteMatcher {
  const segments = segmentsOf(template).map(compileSegment);
  const names = segments.flatMap((segment) => segment.names);
  const pattern = new RegExp(`^${segments.map((segment) => segment.source).join('')}/?$`, 'i');
  return (pathname) => {
    const values = pattern.exec(pathname)?.slice(1);
    return values && decodeParameters(names, values);
  };
}

/** Sorts templates as ASP.NET does: literals before constrained parameters, before plain ones, before catch-alls. */
export function compareRoutes(one: string, other: string): number {
  const [ranks, others] = [one, other].map((template) => segmentsOf(template).map((s) => compileSegment(s).rank));
  for (const [index, rank] of (ranks ?? []).entries()) {
    const difference = rank - (others?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return (ranks?.length ?? 0) - (others?.length ?? 0);
}

function compileSegment(segment: string): Segment {
  const whole = /^\{(\*{0,2})([^}:=?*]+)(?::([^}=?]+))?\??\}$/.exec(segment);
  if (!whole) return compileMixedSegment(segment);
  const [, star, name = '', constraint] = whole;
  if (star) return { source: '(?:/(.*))?', names: [name], rank: 5 };
  const value = `/(${constraintSource(constraint)})`;
  const optional = segment.endsWith('?}');
  return { source: optional ? `(?:${value})?` : value, names: [name], rank: constraint ? 3 : 4 };
}

/** Literal text, with parameters in it or without. */
function compileMixedSegment(segment: string): Segment {
  const parts = segment.split(/(\{[^}]+\})/);
  const names: string[] = [];
  const source = parts.map((part) => {
    const [, name, constraint] = /^\{([^}:?]+)(?::([^}]+))?\}$/.exec(part) ?? [];
    if (name === undefined) return escaped(part);
    names.push(name);
    return constraint ? `(${constraintSource(constraint)})` : '([^/]+?)';
  });
  return { source: `/${source.join('')}`, names, rank: names.length === 0 ? 1 : 2 };
}

function constraintSource(constraint: string | undefined): string {
  if (constraint === undefined) return '[^/]+';
  const source = CONSTRAINTS[constraint.toLowerCase()];
  if (source === undefined) throw new Error(`the route constraint "${constraint}" is not known to the local host`);
  return source;
}

function decodeParameters(
  names: readonly string[],
  values: readonly (string | undefined)[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  try {
    for (const [index, name] of names.entries()) {
      const value = values[index];
      if (value !== undefined) parameters[name] = decodeURIComponent(value);
    }
    return parameters;
  } catch {
    // A malformed escape such as %zz fits no route.
    return undefined;
  }
}
