import type { TableClient } from '@azure/data-tables';
import type { CadencePolicy } from '../../campaign/cadence-policy.ts';
import { noFigures, type Figures } from '../../campaign/figures.ts';
import {
  nothingCounted,
  type CountUnderWay,
  type CurrentFigures,
  type StoredFigures,
} from '../../campaign/stored-figures.ts';
import type { FiguresStore } from '../../ports/figures-store.ts';
import { toDate } from './cells.ts';
import type { Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, readOrBegin, writeDocument } from './versioned-documents.ts';

const key = { partitionKey: 'figures', rowKey: 'figures' };

/** A value as it comes back from JSON: dates are texts. */
type AsJson<Value> = Value extends Date
  ? string
  : Value extends object
    ? { readonly [Name in keyof Value]: AsJson<Value[Name]> }
    : Value;

/** The figures, one row of the table `Control`: they change together or not at all. */
export class TableFiguresStore implements FiguresStore {
  readonly #table: TableClient;
  readonly #newWriteId: () => string;

  constructor(table: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#newWriteId = newWriteId;
  }

  async read(): Promise<{ readonly figures: StoredFigures; readonly version: string | undefined }> {
    const { value, version } = await trying('read the figures from Control', () =>
      readOrBegin(this.#table, key, readFigures),
    );
    return { figures: value ?? nothingCounted, version };
  }

  async write(figures: StoredFigures, version: string | undefined): Promise<boolean> {
    const answer = await trying('write the figures to Control', () =>
      writeDocument(this.#table, { ...key, value: figures, version, writeId: this.#newWriteId() }),
    );
    return answer.kind === 'written';
  }
}

export const readFigures = (row: Row): StoredFigures => figuresIn(documentIn<AsJson<StoredFigures>>(row).value);

const figuresIn = ({ current, underWay }: AsJson<StoredFigures>): StoredFigures => ({
  current: current && currentIn(current),
  underWay: underWay && underWayIn(underWay),
});

/** Rows of before have counted nobody in trouble. */
const withTrouble = (figures: AsJson<Figures>): Figures => ({ ...noFigures, ...figures });

const currentIn = ({ policy, countedAt, changedAt, figures, ...rest }: AsJson<CurrentFigures>): CurrentFigures => ({
  ...rest,
  figures: withTrouble(figures),
  policy: policyIn(policy),
  countedAt: toDate(countedAt),
  changedAt: toDate(changedAt),
});

const underWayIn = ({ policy, countedAt, figures, changes, ...rest }: AsJson<CountUnderWay>): CountUnderWay => ({
  ...rest,
  figures: withTrouble(figures),
  changes: changes.map((one) => ({ ...one, change: withTrouble(one.change) })),
  cursor: rest.cursor,
  policy: policyIn(policy),
  countedAt: toDate(countedAt),
});

/** How far the log was read is no part of what is counted by. */
function policyIn({ reportReadAt, audience, logReading: _, ...rest }: AsJson<CadencePolicy>): CadencePolicy {
  const { writebackSwitch } = audience;
  return {
    ...rest,
    logReading: undefined,
    reportReadAt: reportReadAt === undefined ? undefined : toDate(reportReadAt),
    audience: {
      ...audience,
      writebackSwitch: writebackSwitch && { ...writebackSwitch, at: toDate(writebackSwitch.at) },
    },
  };
}
