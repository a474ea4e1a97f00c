import type { AgendaChange, Agenda, AgendaEntry, WatchEntry } from '../shared/ports/agenda.ts';
import type { MessageIndex } from '../shared/ports/message-index.ts';
import type { JourneyPage, JourneyWrite, RecipientStore, StoredJourney } from '../shared/ports/recipient-store.ts';
import type { PersonReader, PersonReading } from '../shared/ports/person-reader.ts';
import { factsOf, idOf, numberOf, userOf } from './campaign-people.ts';

type Kept = Omit<StoredJourney, 'facts' | 'rowReadAt' | 'userId'>;
const untouched: Kept = { enrolment: undefined, evidence: [], messages: [], version: undefined };

/**
 * A million people in memory. Facts are made when they are asked for, and what is written is kept as it is, uncopied:
 * the fakes of the tests copy and freeze, which takes three times the memory.
 */
export class LeanRecipients implements RecipientStore {
  readonly #kept: (Kept | undefined)[];
  readonly #readAt: Date;
  readonly #bodies = new Map<string, unknown>();
  #writes = 0;

  constructor(people: number, readAt: Date) {
    this.#kept = Array.from({ length: people });
    this.#readAt = readAt;
  }

  async readJourney(userId: string): Promise<StoredJourney> {
    return this.#journeyOf(numberOf(userId));
  }

  async writeJourney(write: JourneyWrite) {
    const n = numberOf(write.userId);
    const before = this.#kept[n] ?? untouched;
    if (before.version !== write.version) return { kind: 'conflict' as const };
    const { messages = [], bodies = [], releaseBodyOf = [] } = write;
    for (const body of bodies) this.#bodies.set(body.messageId, body);
    for (const messageId of releaseBodyOf) this.#bodies.delete(messageId);
    const others = before.messages.filter(({ step }) => !messages.some((message) => message.step === step));
    const version = String((this.#writes += 1));
    this.#kept[n] = {
      enrolment: write.enrolment ?? before.enrolment,
      evidence: write.evidence ? [...before.evidence, ...write.evidence] : before.evidence,
      messages: [...others, ...messages],
      version,
    };
    return { kind: 'written' as const, version };
  }

  async readBody(): Promise<undefined> {
    return undefined;
  }

  async readMark(): Promise<undefined> {
    return undefined;
  }

  async writeMark(): Promise<void> {
    /* Nothing of the bench gets lost. */
  }

  async readHeads(next: string | undefined, limit: number): Promise<JourneyPage> {
    const page = this.#page(next, limit);
    return { ...page, journeys: page.journeys.map((journey) => ({ ...journey, messages: [], evidence: [] })) };
  }

  async readJourneys(next: string | undefined): Promise<JourneyPage> {
    return this.#page(next, 1_000);
  }

  #page(next: string | undefined, limit: number): JourneyPage {
    const from = next === undefined ? 0 : numberOf(next) + 1;
    const to = Math.min(this.#kept.length, from + limit);
    const journeys = Array.from({ length: to - from }, (_, i) => this.#journeyOf(from + i));
    return { journeys, next: to < this.#kept.length ? idOf(to - 1) : undefined };
  }

  /** Facts are known already: a pass over the same people changes nothing. */
  async writeFacts(): Promise<void> {}
  async markAbsent(): Promise<void> {}
  async markMailboxes(): Promise<void> {}

  get pinnedBodies(): number {
    return this.#bodies.size;
  }

  #journeyOf(n: number): StoredJourney {
    return { userId: idOf(n), facts: factsOf(n), rowReadAt: this.#readAt, ...(this.#kept[n] ?? untouched) };
  }
}

/** People as the last pass read them, and how often the directory was asked about one of them. */
export class CountedPeople implements PersonReader {
  requests = 0;

  async readPerson(userId: string): Promise<PersonReading> {
    this.requests += 1;
    return { kind: 'read', user: userOf(numberOf(userId)), memberOf: [] };
  }
}

/** An agenda whose entries lie in a bucket for each minute, and which counts what would be storage transactions. */
export class LeanAgenda implements Agenda {
  readonly #due = new TimeBuckets();
  readonly #watched = new TimeBuckets();
  transactions = 0;

  async put(entries: readonly AgendaEntry[]): Promise<void> {
    for (const entry of entries) this.#due.add(entry.dueAt, entry);
  }

  async readDue(now: Date, limit: number): Promise<readonly AgendaEntry[]> {
    this.transactions += 1;
    return this.#due.until(now, limit).map(({ at, userId, step }) => ({ dueAt: at, userId, step }));
  }

  async readWatched(now: Date, limit: number): Promise<readonly WatchEntry[]> {
    this.transactions += 1;
    return this.#watched.until(now, limit).map(({ at, userId, step }) => ({ watchAt: at, userId, step }));
  }

  async watch(entries: readonly AgendaEntry[], watchAt: Date): Promise<void> {
    for (const entry of entries) {
      this.#watched.add(watchAt, entry);
      this.#due.drop(entry.dueAt, entry);
    }
  }

  async replace({ put = [], putWatch = [], drop = [], dropWatch = [] }: AgendaChange): Promise<void> {
    for (const entry of drop) this.#due.drop(entry.dueAt, entry);
    for (const entry of dropWatch) this.#watched.drop(entry.watchAt, entry);
    for (const entry of put) this.#due.add(entry.dueAt, entry);
    for (const entry of putWatch) this.#watched.add(entry.watchAt, entry);
  }

  async count(limit: number) {
    return { due: Math.min(this.#due.size, limit), watched: Math.min(this.#watched.size, limit) };
  }
}

type Entry = Pick<AgendaEntry, 'userId' | 'step'> & { readonly at: Date };

class TimeBuckets {
  readonly #buckets = new Map<number, Map<string, Entry>>();
  /** The minutes that have a bucket, ascending. */
  readonly #minutes: number[] = [];
  size = 0;

  add(at: Date, { userId, step }: Pick<AgendaEntry, 'userId' | 'step'>): void {
    const bucket = this.#bucketOf(minuteOf(at));
    const before = bucket.size;
    bucket.set(keyOf(at, userId, step), { at, userId, step });
    this.size += bucket.size - before;
  }

  drop(at: Date, { userId, step }: Pick<AgendaEntry, 'userId' | 'step'>): void {
    const bucket = this.#buckets.get(minuteOf(at));
    if (!bucket?.delete(keyOf(at, userId, step))) return;
    this.size -= 1;
    if (bucket.size > 0) return;
    this.#buckets.delete(minuteOf(at));
    this.#minutes.splice(this.#minutes.indexOf(minuteOf(at)), 1);
  }

  /** The oldest first; within a minute in the order in which they came. */
  until(now: Date, limit: number): readonly Entry[] {
    const found: Entry[] = [];
    for (const minute of this.#minutes) {
      if (minute > minuteOf(now)) break;
      for (const entry of this.#buckets.get(minute)!.values()) {
        if (found.length >= limit) return found;
        if (entry.at <= now) found.push(entry);
      }
    }
    return found;
  }

  #bucketOf(minute: number): Map<string, Entry> {
    let bucket = this.#buckets.get(minute);
    if (bucket === undefined) {
      this.#buckets.set(minute, (bucket = new Map<string, Entry>()));
      const position = this.#minutes.findIndex((other) => other > minute);
      this.#minutes.splice(position < 0 ? this.#minutes.length : position, 0, minute);
    }
    return bucket;
  }
}

const minuteOf = (at: Date): number => Math.floor(at.getTime() / 60_000);
const keyOf = (at: Date, userId: string, step: string): string => `${at.getTime()}|${userId}|${step}`;

/** Delivery reports are left out of the campaign, so nobody asks whose message an id is. */
export class CountedIndex implements MessageIndex {
  messages = 0;

  async enter(): Promise<'own'> {
    this.messages++;
    return 'own';
  }

  async find(): Promise<undefined> {
    return undefined;
  }

  async has(): Promise<boolean> {
    return false;
  }
}
