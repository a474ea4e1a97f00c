import type { MethodsReading, RegisteredMethods } from '../../shared/ports/registered-methods.ts';

/** Kinds of methods in memory, of the people a test puts in. */
export class FakeRegisteredMethods implements RegisteredMethods {
  readonly #methods = new Map<string, readonly string[]>();
  readonly #answers = new Map<string, MethodsReading>();
  readonly #next: MethodsReading[] = [];
  /** Everybody who was asked about, in order. */
  readonly asked: string[] = [];

  put(userId: string, methods: readonly string[] = []): void {
    this.#methods.set(userId.toLowerCase(), methods);
  }

  /** Whoever is asked about next is answered like this. */
  answerNext(...readings: readonly MethodsReading[]): void {
    this.#next.push(...readings);
  }

  /** This person is always answered like this. */
  answerFor(userId: string, reading: MethodsReading): void {
    this.#answers.set(userId.toLowerCase(), reading);
  }

  async read(userId: string): Promise<MethodsReading> {
    const id = userId.toLowerCase();
    this.asked.push(id);
    const told = this.#next.shift() ?? this.#answers.get(id);
    if (told) return told;
    const methods = this.#methods.get(id);
    return methods === undefined ? { kind: 'noSuchUser' } : { kind: 'read', methods: methods.toSorted() };
  }
}
