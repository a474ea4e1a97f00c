import { randomUUID } from 'node:crypto';
import type { Ids } from '../../ports/ids.ts';

/** UUIDs from the system's own randomness. */
export const randomIds: Ids = { next: () => randomUUID() };
