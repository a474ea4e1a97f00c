/** Text keys in order. */
export class SortedKeys {
  readonly #keys: string[] = [];

  add(key: string): void {
    const position = this.positionOf(key);
    if (this.#keys[position] !== key) this.#keys.splice(position, 0, key);
  }

  delete(key: string): void {
    const position = this.positionOf(key);
    if (this.#keys[position] === key) this.#keys.splice(position, 1);
  }

  /** Up to `limit` keys from `from` on that come before `end`. */
  range(from: string, end: string, limit = Infinity): readonly string[] {
    const start = this.positionOf(from);
    const stop = this.positionOf(end);
    return this.#keys.slice(start, Math.min(stop, start + Math.max(0, limit)));
  }

  /** Where the key is or would be. */
  private positionOf(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
