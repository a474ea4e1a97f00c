import type {
  FactsRow,
  JourneyPage,
  JourneyWrite,
  MailboxMark,
  PinnedBody,
  RecipientStore,
  StoredJourney,
} from '../ports/recipient-store.ts';
import type { ErasedPeople } from './erased-people.ts';

type JourneyAnswer = Awaited<ReturnType<RecipientStore['writeJourney']>>;

/**
 * The people without those who were erased, whatever a restored table says of them. Read by their id they are the account
 * that stands for them, which is left out of everything; listed they are not there; and what is written of them is not kept.
 */
export class RecipientsWithoutErased implements RecipientStore {
  readonly #inner: RecipientStore;
  readonly #people: ErasedPeople;

  constructor(inner: RecipientStore, people: ErasedPeople) {
    this.#inner = inner;
    this.#people = people;
  }

  async readJourney(userId: string): Promise<StoredJourney> {
    const { standsFor } = await this.#people.known();
    return this.#inner.readJourney(standsFor(userId) ?? userId);
  }

  /** Rows that begin are compared with the list itself: for those that are there already, the erasure changed the version. */
  async writeJourney(write: JourneyWrite): Promise<JourneyAnswer> {
    const { standsFor } = await (write.version === undefined ? this.#people.anew() : this.#people.known());
    if (standsFor(write.userId) !== undefined) return { kind: 'written', version: 'erased' };
    return this.#inner.writeJourney(write);
  }

  async readBody(userId: string, messageId: string): Promise<PinnedBody | 'unreadable' | undefined> {
    return this.#inner.readBody(userId, messageId);
  }

  async writeFacts(rows: readonly FactsRow[]): Promise<void> {
    return this.#inner.writeFacts(await this.#kept(rows, ({ userId }) => userId));
  }

  async markMailboxes(marks: readonly MailboxMark[]): Promise<void> {
    return this.#inner.markMailboxes(await this.#kept(marks, ({ userId }) => userId));
  }

  async markAbsent(userIds: readonly string[], since: Date): Promise<void> {
    return this.#inner.markAbsent(await this.#kept(userIds, (userId) => userId), since);
  }

  async #kept<Item>(items: readonly Item[], userIdOf: (item: Item) => string): Promise<readonly Item[]> {
    if (items.length === 0) return items;
    const { count, standsFor } = await this.#people.anew();
    return count === 0 ? items : items.filter((item) => standsFor(userIdOf(item)) === undefined);
  }

  async readMark(): Promise<string | undefined> {
    return this.#inner.readMark();
  }

  async writeMark(mark: string): Promise<void> {
    return this.#inner.writeMark(mark);
  }

  async readHeads(next: string | undefined, limit: number): Promise<JourneyPage> {
    return this.#listed(await this.#inner.readHeads(next, limit));
  }

  async readJourneys(next: string | undefined): Promise<JourneyPage> {
    return this.#listed(await this.#inner.readJourneys(next));
  }

  async #listed(page: JourneyPage): Promise<JourneyPage> {
    const { count, standsFor } = await this.#people.known();
    if (count === 0) return page;
    return { ...page, journeys: page.journeys.filter(({ userId }) => standsFor(userId) === undefined) };
  }
}
