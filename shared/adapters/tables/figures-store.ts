import type { TableClient } from '@azure/data-tables';
import type { CadencePolicy } from '../../campaign/cadence-policy.ts';
import { noFigures, type Figures } from '../../campaign/figures.ts';
import {
  nothingCounted,
  type CountUnderWay,
  type CurrentFigures,
  type KeptLists,
  type StoredFigures,
} from '../../campaign/stored-figures.ts';
import type { FiguresStore } from '../../ports/figures-store.ts';
import { packJson, toDate } from './cells.ts';
import { changedLineIn, lineIn, type AsJson } from './line-cells.ts';
import type { Row } from './rows.ts';
import { trying } from './storage-errors.ts';
import { documentIn, readOrBegin, writeDocument } from './versioned-documents.ts';

const key = { partitionKey: 'figures', rowKey: 'figures' };

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

/** The row of figures without what it says of the looks of some people: their lines in lists. */
export function figuresWithout(row: Row, isGone: (userId: string) => boolean): Row {
  const { current, underWay } = documentIn<AsJson<StoredFigures>>(row).value;
  const left = (lists: AsJson<KeptLists> | undefined) =>
    lists && { ...lists, changed: Object.fromEntries(Object.entries(lists.changed).filter(([id]) => !isGone(id))) };
  const changes = underWay?.changes.map((one) => (isGone(one.userId) ? { ...one, line: undefined } : one));
  const value = {
    current: current && { ...current, lists: left(current.lists) },
    underWay: underWay && { ...underWay, lists: left(underWay.lists), changes },
  };
  const others = Object.entries(row).filter(([name]) => !/^document\d+$/.test(name));
  return { ...(Object.fromEntries(others) as Row), ...packJson('document', value) };
}

/** The partition of the figures, in the table `Control`. */
export const isOfFigures = ({ partitionKey }: Row): boolean => partitionKey === key.partitionKey;

const figuresIn = ({ current, underWay }: AsJson<StoredFigures>): StoredFigures => ({
  current: current && currentIn(current),
  underWay: underWay && underWayIn(underWay),
});

/** Rows of before have counted nobody in trouble. */
const withTrouble = (figures: AsJson<Figures>): Figures => ({ ...noFigures, ...figures });

const currentIn = ({
  policy,
  countedAt,
  changedAt,
  figures,
  lists,
  ...rest
}: AsJson<CurrentFigures>): CurrentFigures => ({
  ...rest,
  figures: withTrouble(figures),
  lists: lists && listsIn(lists),
  policy: policyIn(policy),
  countedAt: toDate(countedAt),
  changedAt: toDate(changedAt),
});

const underWayIn = ({ policy, countedAt, figures, changes, lists, ...rest }: AsJson<CountUnderWay>): CountUnderWay => ({
  ...rest,
  figures: withTrouble(figures),
  changes: changes.map(({ line, ...one }) => ({ ...one, change: withTrouble(one.change), line: line && lineIn(line) })),
  lists: lists && listsIn(lists),
  cursor: rest.cursor,
  policy: policyIn(policy),
  countedAt: toDate(countedAt),
});

const listsIn = ({ changed, ...rest }: AsJson<KeptLists>): KeptLists => ({
  ...rest,
  changed: Object.fromEntries(Object.entries(changed).map(([userId, one]) => [userId, changedLineIn(one)])),
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
