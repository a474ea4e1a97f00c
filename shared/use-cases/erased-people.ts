import type { Clock } from '../ports/clock.ts';
import type { Erasures } from '../ports/erasures.ts';
import { personHashOf } from '../recipient/person-hash.ts';
import { KeptFresh } from './kept-fresh.ts';

/** Who was erased, and what stands for people. */
export interface ErasedLookup {
  readonly count: number;
  /** The hash of anybody, erased or not. */
  readonly hashOf: (userId: string) => string;
  /** The hash that stands for somebody who was erased; undefined for everybody else. */
  readonly standsFor: (userId: string) => string | undefined;
}

/** An erasure by another process is known within this time; what comes in from Graph is compared with the list itself. */
const knownForSeconds = 60;

/** Who was erased, at hand for every reading of a person: the list is read once a minute, the key once in a process. */
export class ErasedPeople {
  readonly #store: Erasures;
  readonly #lookups: KeptFresh<ErasedLookup>;
  #key: Promise<Uint8Array> | undefined;

  constructor(store: Erasures, clock: Clock) {
    this.#store = store;
    this.#lookups = new KeptFresh(clock, knownForSeconds);
  }

  /** As it was known a minute ago at the latest. */
  async known(): Promise<ErasedLookup> {
    return this.#lookups.read(() => this.#read());
  }

  /** As it is now. */
  async anew(): Promise<ErasedLookup> {
    this.#lookups.forget();
    return this.known();
  }

  async hashOf(userId: string): Promise<string> {
    return personHashOf(await this.#readKey(), userId);
  }

  async #read(): Promise<ErasedLookup> {
    const [key, hashes] = await Promise.all([this.#readKey(), this.#store.list()]);
    return erasedLookup(key, new Set(hashes));
  }

  #readKey(): Promise<Uint8Array> {
    const key = (this.#key ??= this.#store.readKey());
    key.catch(() => {
      this.#key = undefined;
    });
    return key;
  }
}

/** As long as nobody was erased, nobody's hash is computed. */
function erasedLookup(key: Uint8Array, erased: ReadonlySet<string>): ErasedLookup {
  const hashOf = (userId: string) => personHashOf(key, userId);
  const standsFor = (userId: string) => {
    if (erased.size === 0) return undefined;
    const hash = hashOf(userId);
    return erased.has(hash) ? hash : undefined;
  };
  return { count: erased.size, hashOf, standsFor };
}
