import { readFile } from 'node:fs/promises';
import { connectGraph, type GraphConnection } from '../../../../shared/adapters/graph/graph-connection.ts';

export const now = new Date('2026-11-22T12:00:00Z');
export const token = 'not-to-be-seen';

/** A connection of the real SDK to a local endpoint. */
export function connectTo(endpoint: string, timeoutMs = 5_000): GraphConnection {
  return connectGraph({ endpoint, getToken: async () => token, clock: { now: () => now }, timeoutMs });
}

/** The payload of a file in test/fixtures/graph. */
export async function fixture(name: string): Promise<{ value: Record<string, unknown>[] }> {
  const file = new URL(`../../../fixtures/graph/${name}.json`, import.meta.url);
  return (JSON.parse(await readFile(file, 'utf8')) as { payload: { value: Record<string, unknown>[] } }).payload;
}
