import type { TableClient } from '@azure/data-tables';
import { openGate, type RateGate } from '../../delivery/rate-gate.ts';
import type { GateStore } from '../../ports/gate-store.ts';
import { toDate } from './cells.ts';
import type { Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, readOrBegin, writeDocument } from './versioned-documents.ts';

const key = { partitionKey: 'gate', rowKey: 'current' };

interface Stored {
  readonly releases: readonly { readonly minute: string; readonly count: number }[];
  readonly closedUntil?: string;
  readonly closedBecause?: string;
  readonly releaseCount?: number;
}

/** The rate gate, one row of the table `Control`. */
export class TableGateStore implements GateStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async read(): Promise<{ readonly gate: RateGate; readonly version: string | undefined }> {
    const stored = await trying('read the rate gate from Control', () => readOrBegin(this.#table, key, readGate));
    return { gate: stored.value ?? openGate, version: stored.version };
  }

  async write(gate: RateGate, version: string | undefined): Promise<boolean> {
    const answer = await trying('write the rate gate to Control', () =>
      writeDocument(this.#table, { ...key, value: gate, version, writeId: this.#newWriteId() }),
    );
    return answer.kind === 'written';
  }
}

export function readGate(row: Row): RateGate {
  const { releases, closedUntil, closedBecause, releaseCount } = documentIn<Stored>(row).value;
  return {
    releases: releases.map(({ minute, count }) => ({ minute: toDate(minute), count })),
    closedUntil: closedUntil === undefined ? undefined : toDate(closedUntil),
    closedBecause,
    ...(releaseCount !== undefined && { releaseCount }),
  };
}
