import type { IncomingHttpHeaders } from 'node:http';

export interface SimulationRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Area = 'graph' | 'email' | 'login' | 'local';

export interface Route {
  /** `METHOD /path/{name}`, as it is counted and as faults name it. */
  readonly name: string;
  readonly area: Area;
  readonly answer: (request: SimulationRequest) => Answer | Promise<Answer>;
}

export interface CompiledRoute extends Route {
  readonly method: string;
  readonly pattern: RegExp;
}

/** Paths match whatever their case, as they do in Microsoft Graph; `{name}` stands for one segment. */
export function compile(route: Route): CompiledRoute {
  const [method = '', path = ''] = route.name.split(' ');
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return { ...route, method, pattern: new RegExp(`^${pattern}/?$`, 'i') };
}

/** The segments that the path has where the pattern has names; undefined when it does not match. */
export function matchPath(route: CompiledRoute, path: string): Record<string, string> | undefined {
  const match = route.pattern.exec(path);
  if (match === null) return undefined;
  return Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeSegment(value)]));
}

function decodeSegment(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function text(status: number, body: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}

/** The request's body as JSON, or undefined when it is none. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
