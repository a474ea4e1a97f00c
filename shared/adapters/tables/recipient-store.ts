import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type {
  FactsRow,
  JourneyPage,
  JourneyWrite,
  MailboxMark,
  PinnedBody,
  RecipientStore,
  StoredJourney,
} from '../../ports/recipient-store.ts';
import { bodyIn, bodyKey, bodyRow } from './body-row.ts';
import { actOnEach } from './bounded-concurrency.ts';
import { compareAndSet, outdated, remembered, type WriteOutcome } from './compare-and-set.ts';
import { entryNoticeRow } from './entry-notice-row.ts';
import { evidenceRow } from './evidence-row.ts';
import { absentRow, factsRow, headRow, mailboxRow } from './head-row.ts';
import { fromVersion, journeyIn, toVersion } from './journey-rows.ts';
import { afterAll, partitionOf } from './keys.ts';
import { messageRow } from './message-row.ts';
import { bodyKeysOf, rowKeysOf } from './own-rows.ts';
import { nextHeads, nextJourneys } from './recipient-pages.ts';
import { markIn, markKey, userIdOf } from './recipient-keys.ts';
import { putRow, readRow, readRows, type Row } from './rows.ts';
import { noteUnreadable, readOrNote } from './set-aside.ts';
import { trying } from './storage-errors.ts';
import { tableNames } from './table-names.ts';
import { applyAll, toTransactions, transactionsInFlight } from './write-all.ts';

type JourneyAnswer = Awaited<ReturnType<RecipientStore['writeJourney']>>;

/** The people, kept in the table `Recipients`. */
export class TableRecipientStore implements RecipientStore {
  readonly #table: TableClient;
  readonly #control: TableClient;
  readonly #newWriteId: () => string;

  /** What cannot be read is written down in `control`. */
  constructor(table: TableClient, control: TableClient, newWriteId: () => string) {
    this.#table = table;
    this.#control = control;
    this.#newWriteId = newWriteId;
  }

  async readJourney(id: string): Promise<StoredJourney> {
    const userId = userIdOf(id);
    const filter = odata`PartitionKey eq ${partitionOf(userId)} and RowKey ge ${userId} and RowKey lt ${userId + afterAll}`;
    const rows = await trying('read a person from Recipients', () => readRows(this.#table, { filter }));
    const journey = journeyIn(userId, rows);
    await this.#note([journey]);
    return journey;
  }

  async writeJourney(given: JourneyWrite): Promise<JourneyAnswer> {
    const write = { ...given, userId: userIdOf(given.userId) };
    return trying('write a person to Recipients', () => (write.ledger ? this.#forget(write) : this.#write(write)));
  }

  async #write(write: JourneyWrite): Promise<JourneyAnswer> {
    const { now, before } = splitActions(write);
    // Evidence is a record of events and never changes, so what does not fit into the transaction may go first.
    await applyAll(this.#table, before);
    const outcome = await this.#submit(write, [...now, ...releases(write, write.releaseBodyOf ?? [])]);
    if (outcome.kind !== 'rowMissing') return outcome.answer;
    const pinned = await this.#pinnedAmong(write);
    const again = await this.#submit(write, [...now, ...releases(write, pinned)]);
    return again.kind === 'rowMissing' ? { kind: 'conflict' } : again.answer;
  }

  /**
   * Each transaction writes the ledger with the version before, and takes rows away: so none goes that somebody has written
   * since the reading, and none before the ledger is there.
   */
  async #forget(write: JourneyWrite): Promise<JourneyAnswer> {
    const { userId, ledger } = write;
    const messageIds = [...ledger!.sent, ...(ledger!.notices ?? [])].map(({ messageId }) => messageId);
    const bodies = await bodyKeysOf(this.#table, userId, messageIds);
    const keys = [...bodies, ...(await rowKeysOf(this.#table, userId)).filter((rowKey) => rowKey !== userId)];
    const partitionKey = partitionOf(userId);
    let { version } = write;
    for (let from = 0; from === 0 || from < keys.length; from += rowsBesideHead) {
      const some = keys.slice(from, from + rowsBesideHead);
      const deletions = some.map((rowKey): TransactionAction => ['delete', { partitionKey, rowKey }]);
      const outcome = await this.#submit({ ...write, version }, deletions);
      if (outcome.kind === 'rowMissing' || outcome.answer.kind === 'conflict') return { kind: 'conflict' };
      ({ version } = outcome.answer);
    }
    return { kind: 'written', version: version! };
  }

  async #submit(write: JourneyWrite, others: readonly TransactionAction[]) {
    const { etag, writeIds } = fromVersion(write.version);
    const writeId = this.#newWriteId();
    const row = headRow(write);
    const outcome = await compareAndSet(this.#table, {
      row,
      mode: 'Merge',
      etag,
      writeId,
      earlierWriteIds: writeIds,
      others,
    });
    if (outcome.kind === 'rowMissing') return outcome;
    return { kind: 'answered' as const, answer: toAnswer(outcome, remembered(writeId, writeIds)) };
  }

  /** A body that was released before cannot be deleted again, and one missing row would refuse the transaction. */
  async #pinnedAmong({ userId, releaseBodyOf = [] }: JourneyWrite): Promise<readonly string[]> {
    const found = await Promise.all(releaseBodyOf.map((messageId) => this.#bodyRow(userId, messageId)));
    return releaseBodyOf.filter((_, i) => found[i] !== undefined);
  }

  async readBody(userId: string, messageId: string): Promise<PinnedBody | 'unreadable' | undefined> {
    return trying('read a pinned body from Recipients', async () => {
      const row = await this.#bodyRow(userIdOf(userId), messageId);
      return row && ((await this.#readOrNote(row, bodyIn)) ?? 'unreadable');
    });
  }

  #bodyRow(userId: string, messageId: string): Promise<Row | undefined> {
    const { partitionKey, rowKey } = bodyKey(userId, messageId);
    return readRow(this.#table, partitionKey, rowKey);
  }

  #readOrNote = <Value>(row: Row, read: (row: Row) => Value): Promise<Value | undefined> =>
    readOrNote(this.#control, row, read, tableNames.recipients);

  /** The rows of one partition are serialised while those of others are being sent. */
  async writeFacts(rows: readonly FactsRow[]): Promise<void> {
    const partitions = [...Map.groupBy(rows, ({ userId }) => partitionOf(userIdOf(userId))).values()];
    const write = (some: readonly FactsRow[]) => applyAll(this.#table, some.map(mergingFacts));
    await trying('write facts to Recipients', () => actOnEach(partitions, transactionsInFlight, write));
  }

  async markMailboxes(marks: readonly MailboxMark[]): Promise<void> {
    const actions = marks.map((mark): TransactionAction => ['upsert', mailboxRow(mark), 'Merge']);
    await trying('mark mailboxes in Recipients', () => applyAll(this.#table, actions));
  }

  async markAbsent(userIds: readonly string[], since: Date): Promise<void> {
    const actions = userIds.map((userId): TransactionAction => ['upsert', absentRow(userId, since), 'Merge']);
    await trying('mark people absent in Recipients', () => applyAll(this.#table, actions));
  }

  async readMark(): Promise<string | undefined> {
    return trying('read the mark of Recipients', async () => {
      const row = await readRow(this.#table, markKey.partitionKey, markKey.rowKey);
      return row && (await this.#readOrNote(row, markIn));
    });
  }

  async writeMark(mark: string): Promise<void> {
    await trying('write the mark of Recipients', () => putRow(this.#table, { ...markKey, mark }));
  }

  async readHeads(next: string | undefined, limit: number): Promise<JourneyPage> {
    const page = await trying('list people in Recipients', () => nextHeads(this.#table, next, limit));
    await this.#note(page.journeys);
    return page;
  }

  async readJourneys(next: string | undefined): Promise<JourneyPage> {
    const page = await trying('list journeys in Recipients', () => nextJourneys(this.#table, next));
    await this.#note(page.journeys);
    return page;
  }

  async #note(journeys: readonly StoredJourney[]): Promise<void> {
    const unreadable = journeys.flatMap(({ unreadableRows = [] }) => unreadableRows);
    if (unreadable.length > 0)
      await trying('write down in Control what cannot be read', () => noteUnreadable(this.#control, unreadable));
  }
}

/** One transaction holds 100 rows. */
const rowsBesideHead = 99;

/** The head, what is released, and the rest. */
function splitActions(write: JourneyWrite): { now: TransactionAction[]; before: TransactionAction[] } {
  const { userId, messages = [], entryNotices = [], bodies = [], evidence = [], releaseBodyOf = [] } = write;
  const letters = [...messages.map(messageRow), ...entryNotices.map(entryNoticeRow)];
  const state = [...letters, ...bodies.map((body) => bodyRow(userId, body))];
  const room = Math.max(0, rowsBesideHead - state.length - releaseBodyOf.length);
  const rows = evidence.map(evidenceRow);
  return {
    now: toTransactions([...state, ...rows.slice(0, room)].map(replacing)).flat(),
    before: rows.slice(room).map(replacing),
  };
}

/** A body that the same write pins stays. */
function releases({ userId, bodies = [] }: JourneyWrite, messageIds: readonly string[]): TransactionAction[] {
  const pinned = new Set(bodies.map(({ messageId }) => messageId.toLowerCase()));
  const released = new Set(messageIds.map((messageId) => messageId.toLowerCase()));
  return [...released]
    .filter((messageId) => !pinned.has(messageId))
    .map((messageId) => ['delete', bodyKey(userId, messageId)]);
}

function toAnswer(outcome: Exclude<WriteOutcome, { kind: 'rowMissing' }>, writeIds: readonly string[]): JourneyAnswer {
  if (outcome.kind === 'written') return { kind: 'written', version: toVersion(outcome.etag, writeIds) };
  return outcome.kind === 'superseded' ? { kind: 'written', version: outdated } : { kind: 'conflict' };
}

const mergingFacts = (facts: FactsRow): TransactionAction => ['upsert', factsRow(facts), 'Merge'];

/** A row to be put there whatever was there before. */
const replacing = (row: TransactionAction[1]): TransactionAction => ['upsert', row, 'Replace'];
