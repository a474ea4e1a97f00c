/**
 * Writes of many callers, fewer requests: what comes while a write is under way waits for it, and then goes together. A
 * caller alone waits for nothing. Whoever adds is answered when theirs is written, or with the failure of that write.
 */
export class GatheredWrites<Item> {
  readonly #write: (items: readonly Item[]) => Promise<void>;
  #waiting: Item[] = [];
  #nextWrite: Promise<void> | undefined;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(write: (items: readonly Item[]) => Promise<void>) {
    this.#write = write;
  }

  add(item: Item): Promise<void> {
    this.#waiting.push(item);
    this.#nextWrite ??= this.#lastWrite.then(() => this.#writeWaiting());
    return this.#nextWrite;
  }

  #writeWaiting(): Promise<void> {
    const items = this.#waiting;
    this.#waiting = [];
    this.#nextWrite = undefined;
    const written = this.#write(items);
    this.#lastWrite = written.catch(() => undefined); // whoever added them is told
    return written;
  }
}
