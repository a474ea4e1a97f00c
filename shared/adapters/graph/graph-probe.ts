import type { Probe } from '../../tenant/probe.ts';
import type { GraphAnswer, GraphConnection } from './graph-connection.ts';
import { NoToken } from '../../faults/no-token.ts';
import { isThrottled } from '../../ports/paging.ts';
import { errorCodeIn } from './graph-failure.ts';
import { ReportTurns, type Pacing } from './paced-reports.ts';
import { waitAskedBy } from './retry-after.ts';

/** Asks for something that may be refused: what came of it is an answer, never an error. */
export type Ask = (path: string) => Promise<Probe<GraphAnswer>>;

export const askerOf =
  (connection: GraphConnection): Ask =>
  (path) =>
    probe(connection, path);

const metered = ['/reports/', '/auditLogs/'];

/** Asks in its turn where a path counts against the quota on reports; when no place is near, that is the answer. */
export function paceAsking(ask: Ask, pacing: Pacing): Ask {
  const turns = new ReportTurns(pacing);
  return async (path) => {
    if (!metered.some((beginning) => path.startsWith(beginning))) return ask(path);
    const page = await turns.take(async () => ({ items: [await ask(path)], setAside: [], next: undefined }));
    return isThrottled(page) ? { kind: 'throttled' } : page.items[0]!;
  };
}

async function probe(connection: GraphConnection, path: string): Promise<Probe<GraphAnswer>> {
  try {
    const answer = await connection.get(path);
    if (answer.status === 200) return { kind: 'read', value: answer };
    if (waitAskedBy(answer, connection.clock.now()) !== undefined) return { kind: 'throttled' };
    return { kind: 'refused', status: answer.status, code: errorCodeIn(answer.body) ?? 'noErrorCode' };
  } catch (error) {
    return { kind: error instanceof NoToken ? 'noToken' : 'unreachable' };
  }
}

/** Reads an answer that came; one that is not understood counts as refused. */
export function mapped<Value>(answer: Probe<GraphAnswer>, read: (answer: GraphAnswer) => Value): Probe<Value> {
  if (answer.kind !== 'read') return answer;
  try {
    return { kind: 'read', value: read(answer.value) };
  } catch {
    return { kind: 'refused', status: 200, code: 'unreadableAnswer' };
  }
}

export const isMissing = (answer: Probe<unknown>): boolean => answer.kind === 'refused' && answer.status === 404;

export const rowsIn = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'value' in body ? body.value : undefined;
