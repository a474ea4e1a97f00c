import { z } from 'zod';
import { GraphError, graphErrorAnswer } from './odata.ts';
import { type Answer, compile, json, matchPath, parseJson, type Route, type SimulationRequest } from './http.ts';

/** https://learn.microsoft.com/graph/json-batching */
const MAX_REQUESTS = 20;

const batchSchema = z.object({
  requests: z.array(
    z.object({
      id: z.string().min(1),
      method: z.enum(['GET', 'POST']),
      url: z.string().startsWith('/'),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown().optional(),
    }),
  ),
});
type Part = z.infer<typeof batchSchema>['requests'][number];

/**
 * `POST /v1.0/$batch` over the routes that there are. Each part is answered, refused or throttled by itself, with headers
 * of its own; the whole is 200, and answers come in any order.
 */
export function graphBatchRoute(routes: readonly Route[], nowMs: () => number): Route {
  const compiled = routes.map(compile);

  async function answerPart(part: Part, { headers, url }: SimulationRequest) {
    const { pathname, search } = new URL(`/v1.0${part.url}`, url);
    for (const route of compiled) {
      const params = route.method === part.method ? matchPath(route, pathname) : undefined;
      if (params === undefined) continue;
      const whole = { ...part.headers, authorization: headers.authorization };
      const body = part.body === undefined ? '' : JSON.stringify(part.body);
      return partOf(
        part,
        await route.answer({
          method: part.method,
          url: new URL(pathname + search, url),
          headers: lowered(whole),
          body,
          params,
        }),
      );
    }
    return partOf(part, refusal(404, 'ResourceNotFound', `Nothing is simulated at '${pathname}'.`));
  }

  const refusal = (status: number, code: string, message: string) =>
    graphErrorAnswer(new GraphError(status, code, message), nowMs());

  return {
    name: 'POST /v1.0/$batch',
    area: 'graph',
    answer: async (request) => {
      if (!/^Bearer \S+$/i.test(request.headers.authorization ?? ''))
        return refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
      const parsed = batchSchema.safeParse(parseJson(request.body));
      if (!parsed.success) return refusal(400, 'BadRequest', z.prettifyError(parsed.error));
      const { requests } = parsed.data;
      if (requests.length > MAX_REQUESTS)
        return refusal(400, 'BadRequest', `The number of batch requests exceeds the limit of ${MAX_REQUESTS}.`);
      if (new Set(requests.map(({ id }) => id)).size < requests.length)
        return refusal(400, 'BadRequest', 'Each request of a batch needs an id of its own.');
      const responses = await Promise.all(requests.map((part) => answerPart(part, request)));
      return json(200, { responses: responses.toReversed() });
    },
  };
}

function partOf({ id }: Part, { status, headers = {}, body = '' }: Answer) {
  return { id, status, headers: titled(headers), body: parseJson(body) };
}

/** As Graph writes them inside a batch. */
const titled = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );

const lowered = (headers: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
