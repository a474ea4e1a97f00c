import { SECOND_MS } from './durations.ts';
import { type Answer, json, type Route, type SimulationRequest } from './http.ts';
import { GraphError, graphErrorAnswer, nextLink } from './odata.ts';
import { Throttle } from './throttle.ts';
import type { World } from './world.ts';

/** What every Graph resource needs to answer. */
export interface GraphEndpoint {
  readonly world: World;
  readonly origin: () => string;
  /** Shared by all reports and audit logs: 5 requests in 10 seconds (learn.microsoft.com/graph/throttling-limits). */
  readonly reportThrottle: Throttle;
}

export function createGraphEndpoint(world: World, origin: () => string): GraphEndpoint {
  return { world, origin, reportThrottle: new Throttle(5, 10 * SECOND_MS) };
}

export type GraphAnswer = (request: SimulationRequest) => unknown;

/** A resource under `/v1.0`: asks for a bearer token, and turns what is thrown into Graph's error shape. */
export function graphRoute(endpoint: GraphEndpoint, path: string, answer: GraphAnswer): Route {
  return {
    name: `GET /v1.0${path}`,
    area: 'graph',
    answer: (request) => guarded(endpoint, 200, () => answer(request), request),
  };
}

/** A collection under `/v1.0` that takes new members. */
export function creatingGraphRoute(endpoint: GraphEndpoint, path: string, answer: GraphAnswer): Route {
  return {
    name: `POST /v1.0${path}`,
    area: 'graph',
    answer: (request) => guarded(endpoint, 201, () => answer(request), request),
  };
}

/** An action under `/v1.0`, which creates nothing. */
export function actionGraphRoute(endpoint: GraphEndpoint, path: string, answer: GraphAnswer): Route {
  return {
    name: `POST /v1.0${path}`,
    area: 'graph',
    answer: (request) => guarded(endpoint, 200, () => answer(request), request),
  };
}

/** A member of a collection under `/v1.0` that may be deleted. */
export function deletingGraphRoute(endpoint: GraphEndpoint, path: string, act: GraphAnswer): Route {
  return {
    name: `DELETE /v1.0${path}`,
    area: 'graph',
    answer: (request) => {
      const { status, ...answer } = guarded(endpoint, 204, () => act(request), request);
      return status === 204 ? { status } : { status, ...answer };
    },
  };
}

/** The same, within the quota of reports and audit logs. */
export function throttledGraphRoute(endpoint: GraphEndpoint, path: string, answer: GraphAnswer): Route {
  return graphRoute(endpoint, path, (request) => {
    const tooEarlySeconds = endpoint.reportThrottle.take(endpoint.world.nowMs);
    if (tooEarlySeconds > 0) throw tooManyRequests(tooEarlySeconds);
    return answer(request);
  });
}

function guarded(
  { world }: GraphEndpoint,
  status: number,
  answer: () => unknown,
  { headers }: SimulationRequest,
): Answer {
  try {
    if (!/^Bearer \S+$/i.test(headers.authorization ?? ''))
      throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token is empty.', {
        'www-authenticate': 'Bearer realm=""',
      });
    return json(status, answer());
  } catch (error) {
    if (error instanceof GraphError) return graphErrorAnswer(error, world.nowMs);
    throw error;
  }
}

function tooManyRequests(seconds: number): GraphError {
  return new GraphError(
    429,
    'TooManyRequests',
    'This request is throttled. Please try again after the value specified in the Retry-After header.',
    {
      'retry-after': String(seconds),
    },
  );
}

export function notFound(id: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

export interface Page {
  readonly value: readonly unknown[];
  /** Where the next page begins; undefined when this is the last. */
  readonly next: number | undefined;
}

/** Goes through positions from `from` on, and takes what is there until the page is full. */
export function takePage(from: number, end: number, top: number, at: (position: number) => unknown): Page {
  const value: unknown[] = [];
  for (let position = from; position < end; position++) {
    const entity = at(position);
    if (entity === undefined) continue;
    if (value.length === top) return { value, next: position };
    value.push(entity);
  }
  return { value, next: undefined };
}

/** A page in OData's form. */
export function collection(endpoint: GraphEndpoint, url: URL, context: string, page: Page, count?: number): unknown {
  return {
    '@odata.context': `${endpoint.origin()}/v1.0/$metadata#${context}`,
    ...(count === undefined ? {} : { '@odata.count': count }),
    ...(page.next === undefined ? {} : { '@odata.nextLink': nextLink(endpoint.origin(), url, page.next) }),
    value: page.value,
  };
}
