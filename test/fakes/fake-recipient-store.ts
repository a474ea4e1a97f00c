import { applyChange, type JourneyChange } from '../../shared/campaign/journey-change.ts';
import { recall, rowsOf } from '../../shared/campaign/recall.ts';
import type { Letter } from '../../shared/delivery/message.ts';
import type {
  FactsRow,
  JourneyPage,
  JourneyWrite,
  MailboxMark,
  PinnedBody,
  RecipientStore,
  StoredJourney,
} from '../../shared/ports/recipient-store.ts';
import type { WriteOrder } from '../../shared/ports/write-order.ts';
import type { KnownMailbox } from '../../shared/recipient/mailbox-purpose.ts';
import type { UserFacts } from '../../shared/recipient/verdict.ts';
import { standingOf } from '../../shared/registration/registration.ts';
import { keptAsIs } from './kept.ts';
import { SortedKeys } from './sorted-keys.ts';

type JourneyAnswer = Awaited<ReturnType<RecipientStore['writeJourney']>>;

/** What a person has whether or not facts are known of them yet. */
interface Marks {
  readonly excludedByOperator: boolean;
  readonly suppressedAddresses: readonly string[];
  readonly mailboxOf?: string;
  readonly mailbox?: KnownMailbox | undefined;
}

export type LostRows = 'all' | 'head' | 'messages';

const noMarks: Marks = { excludedByOperator: false, suppressedAddresses: [] };
const afterAll = '~';

/** People in memory. */
export class FakeRecipientStore implements RecipientStore {
  readonly #journeys = new Map<string, StoredJourney>();
  readonly #marks = new Map<string, Marks>();
  readonly #bodies = new Map<string, PinnedBody>();
  readonly #userIds = new SortedKeys();
  readonly #journeysPerPage: number;
  #writes = 0;
  #markOfAll: string | undefined;

  /** Of the writes in this store; its versions are numbered. */
  readonly writeOrder: WriteOrder = {
    of: (version) => (version === undefined ? undefined : orderOf(Number(version.slice(1)))),
    before: () => orderOf(this.#writes),
  };

  constructor(journeysPerPage = 500) {
    this.#journeysPerPage = journeysPerPage;
  }

  async readJourney(id: string): Promise<StoredJourney> {
    return this.#journeyOf(id.toLowerCase());
  }

  async writeJourney(write: JourneyWrite): Promise<JourneyAnswer> {
    const userId = write.userId.toLowerCase();
    const before = this.#journeyOf(userId);
    if (before.version !== write.version) return { kind: 'conflict' };
    this.#mark(userId, write);
    this.#pinAndRelease(write);
    for (const { messageId } of [...(write.ledger?.sent ?? []), ...(write.ledger?.notices ?? [])])
      this.#bodies.delete(messageId.toLowerCase());
    return { kind: 'written', version: this.#keep(applyChange(before, inLowerCase(write))) };
  }

  /** As if somebody had deleted these rows in the table: nothing else of the person changes by it. */
  loseRows(id: string, part: LostRows): void {
    const userId = id.toLowerCase();
    const before = this.#journeyOf(userId);
    const { messages, superseded = [] } = before;
    const rows = rowsOf(before);
    if (part !== 'head') for (const { messageId } of [...messages, ...superseded]) this.#bodies.delete(messageId);
    if (part !== 'messages') this.#marks.delete(userId);
    this.#journeys.delete(userId);
    if (part === 'messages') this.#journeys.set(userId, keptAsIs(withoutMessages(before)));
    else if (part === 'head' && rows.messages.length + rows.evidence.length > 0)
      this.#journeys.set(userId, keptAsIs(withoutHead(before)));
    else this.#userIds.delete(userId);
  }

  async readBody(_userId: string, messageId: string): Promise<PinnedBody | 'unreadable' | undefined> {
    return this.#bodies.get(messageId.toLowerCase());
  }

  async writeFacts(rows: readonly FactsRow[]): Promise<void> {
    for (const row of rows) {
      const userId = row.userId.toLowerCase();
      const absentSince = row.isInDirectory ? undefined : this.#journeyOf(userId).facts?.absentSince;
      const lost = lossOf(row, this.#journeyOf(userId).facts);
      const facts = { ...toFacts(row, this.#marksOf(userId)), ...lost, ...(absentSince && { absentSince }) };
      const { facts: before, rowReadAt } = this.#journeyOf(userId);
      const kept = row.keepsReading && before?.registration?.readFrom ? before.registration : undefined;
      const registered = kept
        ? { facts: { ...facts, registration: kept }, rowReadAt }
        : { facts, rowReadAt: row.reportReadAt };
      this.#keep({ ...this.#journeyOf(userId), ...registered });
    }
  }

  async markMailboxes(marks: readonly MailboxMark[]): Promise<void> {
    for (const mark of marks) {
      const userId = mark.userId.toLowerCase();
      const { mailboxOf: _o, ...marked } = this.#marksOf(userId);
      if ('mailbox' in mark) this.#marks.set(userId, { ...this.#marksOf(userId), mailbox: mark.mailbox });
      else this.#marks.set(userId, { ...marked, ...(mark.mailboxOf && { mailboxOf: mark.mailboxOf }) });
      const journey = this.#journeyOf(userId);
      const { mailboxOf: _, ...facts } = journey.facts ?? {};
      this.#keep({ ...journey, facts: journey.facts && { ...(facts as UserFacts), ...this.#marksOf(userId) } });
    }
  }

  async markAbsent(userIds: readonly string[], absentSince: Date): Promise<void> {
    for (const userId of userIds) {
      const journey = this.#journeyOf(userId.toLowerCase());
      this.#keep({ ...journey, facts: journey.facts && { ...journey.facts, isInDirectory: false, absentSince } });
    }
  }

  async readMark(): Promise<string | undefined> {
    return this.#markOfAll;
  }

  async writeMark(mark: string): Promise<void> {
    this.#markOfAll = mark;
  }

  async readHeads(next: string | undefined, limit: number): Promise<JourneyPage> {
    const { journeys, next: after } = this.#page(next, limit);
    return { journeys: journeys.map(headOnly), next: after };
  }

  async readJourneys(next: string | undefined): Promise<JourneyPage> {
    return this.#page(next, this.#journeysPerPage);
  }

  #page(next: string | undefined, limit: number): JourneyPage {
    const userIds = this.#userIds.range(next === undefined ? '' : next + afterAll, afterAll, limit);
    const journeys = userIds.map((userId) => this.#journeyOf(userId));
    return { journeys, next: journeys.length >= limit ? userIds.at(-1) : undefined };
  }

  #journeyOf(userId: string): StoredJourney {
    return this.#journeys.get(userId) ?? emptyJourney(userId);
  }

  #keep(journey: StoredJourney): string {
    const version = `v${++this.#writes}`;
    this.#journeys.set(journey.userId, keptAsIs({ ...journey, version }));
    this.#userIds.add(journey.userId);
    return version;
  }

  #marksOf(userId: string): Marks {
    return this.#marks.get(userId) ?? noMarks;
  }

  #mark(userId: string, { excludedByOperator, suppressedAddresses, seen }: JourneyWrite): void {
    if (seen?.mailbox) this.#marks.set(userId, { ...this.#marksOf(userId), mailbox: seen.mailbox });
    if (excludedByOperator === undefined && suppressedAddresses === undefined) return;
    this.#marks.set(userId, {
      ...this.#marksOf(userId),
      excludedByOperator: excludedByOperator ?? this.#marksOf(userId).excludedByOperator,
      suppressedAddresses: suppressedAddresses ?? this.#marksOf(userId).suppressedAddresses,
    });
  }

  #pinAndRelease({ bodies = [], releaseBodyOf = [] }: JourneyWrite): void {
    for (const messageId of releaseBodyOf) this.#bodies.delete(messageId.toLowerCase());
    for (const body of bodies) {
      const messageId = body.messageId.toLowerCase();
      this.#bodies.set(messageId, keptAsIs({ ...body, messageId }));
    }
  }
}

const headOnly = ({ superseded: _, ...journey }: StoredJourney): StoredJourney => ({
  ...journey,
  messages: [],
  evidence: [],
});

const orderOf = (write: number): string => String(write).padStart(9, '0');

const emptyHead = { facts: undefined, rowReadAt: undefined, enrolment: undefined, version: undefined };

const emptyJourney = (userId: string): StoredJourney => ({ userId, ...emptyHead, evidence: [], messages: [] });

/** What the ledger says of messages stands on the head. */
function withoutMessages(before: StoredJourney): StoredJourney {
  const { superseded: _, ...journey } = before;
  return { ...journey, ...recall(journey.userId, { ...rowsOf(before), messages: [] }, journey) };
}

function withoutHead(before: StoredJourney): StoredJourney {
  const { superseded: _, ledger: _l, otherEnrolments: _o, reopenings: _r, ...journey } = before;
  return { ...journey, ...emptyHead, ...recall(journey.userId, rowsOf(before), {}) };
}

const lossOf = ({ registration, infoLostAt: now }: FactsRow, before: UserFacts | undefined) => {
  const infoLostAt = now ?? before?.infoLostAt;
  return standingOf(registration) !== 'capable' && infoLostAt && { infoLostAt };
};

const toFacts = ({ user, isInDirectory, registration, memberOf, unreadable }: FactsRow, marks: Marks): UserFacts => ({
  user: { ...user, id: user.id.toLowerCase() },
  isInDirectory,
  registration,
  memberOf,
  ...(unreadable && { unreadable }),
  ...marks,
});

/** Ids as a store keeps them. */
function inLowerCase({ messages, evidence, entryNotices, ...write }: JourneyWrite): JourneyChange {
  return {
    ...write,
    ...(messages && { messages: messages.map(lowerMessage) }),
    ...(entryNotices && { entryNotices: entryNotices.map(lowerMessage) }),
    ...(evidence && { evidence: evidence.map((one) => ({ ...one, userId: one.userId.toLowerCase() })) }),
  };
}

const lowerMessage = <Lower extends Letter>(message: Lower): Lower =>
  keptAsIs({ ...message, userId: message.userId.toLowerCase(), messageId: message.messageId.toLowerCase() });
