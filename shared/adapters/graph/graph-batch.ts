import { z } from 'zod';
import type { GraphAnswer, GraphConnection } from './graph-connection.ts';

const batch = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown(),
    }),
  ),
});

/**
 * The answers of a `$batch` whose requests are called "0", "1" and so on, in that order. Throws when one is missing: then
 * the whole is not understood. https://learn.microsoft.com/graph/json-batching
 */
export function partsOf({ body }: GraphAnswer, count: number): readonly GraphAnswer[] {
  const { responses } = batch.parse(body);
  const byId = new Map(responses.map((response) => [response.id, response]));
  return Array.from({ length: count }, (_, index) => {
    const part = byId.get(String(index));
    if (part === undefined) throw new Error(`Graph answered a $batch without its part ${index}`);
    return { status: part.status, headers: new Headers(part.headers ?? {}), body: part.body };
  });
}

/** The same connection, which reads by a `$batch` of one: what is asked for stands in the body and in no address. */
export const askedInBody = (connection: GraphConnection): GraphConnection => ({
  ...connection,
  async get(path) {
    const answer = await connection.post('/$batch', { requests: [{ id: '0', method: 'GET', url: path }] });
    return answer.status === 200 ? partsOf(answer, 1)[0]! : answer;
  },
});
