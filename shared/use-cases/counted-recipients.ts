import { applyChange } from '../campaign/journey-change.ts';
import type {
  FactsRow,
  JourneyPage,
  JourneyWrite,
  MailboxMark,
  PinnedBody,
  RecipientStore,
  StoredJourney,
} from '../ports/recipient-store.ts';
import type { WriteOrder } from '../ports/write-order.ts';
import type { FigureKeeper } from './keep-figures.ts';

type JourneyAnswer = Awaited<ReturnType<RecipientStore['writeJourney']>>;

/** Who is read is written soon after, if at all. */
const mostRemembered = 256;

/**
 * The people, with every write of a journey noted for the figures. What a pass writes of facts, mailboxes and absence is
 * not: everybody is counted anew when it is complete.
 */
export class CountedRecipients implements RecipientStore {
  readonly #inner: RecipientStore;
  readonly #order: WriteOrder;
  readonly #keeper: FigureKeeper;
  /** Journeys as they were read or written last, by object id. */
  readonly #known = new Map<string, StoredJourney>();

  constructor(inner: RecipientStore, order: WriteOrder, keeper: FigureKeeper) {
    this.#inner = inner;
    this.#order = order;
    this.#keeper = keeper;
  }

  async readJourney(userId: string): Promise<StoredJourney> {
    return this.#remember(await this.#inner.readJourney(userId));
  }

  async writeJourney(write: JourneyWrite): Promise<JourneyAnswer> {
    const before = await this.#before(write);
    const answer = await this.#inner.writeJourney(write);
    if (answer.kind === 'written') this.#note(before, write, answer.version);
    return answer;
  }

  /** The journey that the write was made for; undefined where it cannot be had: figures hold no write up. */
  async #before({ userId, version }: JourneyWrite): Promise<StoredJourney | undefined> {
    const known = this.#known.get(userId.toLowerCase());
    if (known?.version === version && known) return known;
    const read = await this.#inner.readJourney(userId).catch(() => undefined);
    return read?.version === version ? read : undefined;
  }

  #note(before: StoredJourney | undefined, write: JourneyWrite, version: string): void {
    const order = this.#order.of(version);
    if (before === undefined || order === undefined) return this.#keeper.noteUnknown();
    const after = { ...applyChange(before, write), version };
    this.#keeper.note({ userId: before.userId, order, before, after });
    this.#remember(after);
  }

  #remember(journey: StoredJourney): StoredJourney {
    this.#known.delete(journey.userId);
    this.#known.set(journey.userId, journey);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostRemembered) this.#known.delete(oldest!);
    return journey;
  }

  async readBody(userId: string, messageId: string): Promise<PinnedBody | 'unreadable' | undefined> {
    return this.#inner.readBody(userId, messageId);
  }

  async writeFacts(rows: readonly FactsRow[]): Promise<void> {
    return this.#inner.writeFacts(rows);
  }

  async markMailboxes(marks: readonly MailboxMark[]): Promise<void> {
    return this.#inner.markMailboxes(marks);
  }

  async markAbsent(userIds: readonly string[], since: Date): Promise<void> {
    return this.#inner.markAbsent(userIds, since);
  }

  async readMark(): Promise<string | undefined> {
    return this.#inner.readMark();
  }

  async writeMark(mark: string): Promise<void> {
    return this.#inner.writeMark(mark);
  }

  async readHeads(next: string | undefined, limit: number): Promise<JourneyPage> {
    return this.#inner.readHeads(next, limit);
  }

  async readJourneys(next: string | undefined): Promise<JourneyPage> {
    return this.#inner.readJourneys(next);
  }
}
