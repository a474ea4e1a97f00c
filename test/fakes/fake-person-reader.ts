import type { PersonReader, PersonReading } from '../../shared/ports/person-reader.ts';
import type { DirectoryUser } from '../../shared/recipient/directory-user.ts';

interface Known {
  readonly user: DirectoryUser;
  readonly memberOf: readonly string[];
}

/** People in memory, as the directory knows them now: those whom a test put in, and else as `known` has them. */
export class FakePersonReader implements PersonReader {
  readonly #known: (userId: string) => Promise<Known | undefined>;
  readonly #people = new Map<string, Known | 'deleted'>();
  readonly #readings: PersonReading[] = [];
  /** Who was asked for, in order. */
  readonly asked: string[] = [];

  constructor(known: (userId: string) => Promise<Known | undefined> = async () => undefined) {
    this.#known = known;
  }

  put(user: DirectoryUser, memberOf: readonly string[] = []): void {
    this.#people.set(user.id.toLowerCase(), { user, memberOf });
  }

  delete(userId: string): void {
    this.#people.set(userId.toLowerCase(), 'deleted');
  }

  /** The next question is answered like this, whoever it is about. */
  answerNext(reading: PersonReading): void {
    this.#readings.push(reading);
  }

  async readPerson(userId: string, groupIds: readonly string[]): Promise<PersonReading> {
    this.asked.push(userId);
    const told = this.#readings.shift();
    if (told) return told;
    const known = this.#people.get(userId.toLowerCase()) ?? (await this.#known(userId));
    if (known === undefined || known === 'deleted') return { kind: 'notThere' };
    const wanted = groupIds.map((groupId) => groupId.toLowerCase());
    return { kind: 'read', user: known.user, memberOf: known.memberOf.filter((groupId) => wanted.includes(groupId)) };
  }
}
