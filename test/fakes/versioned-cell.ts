import { kept } from './kept.ts';

/** One value that is only written as it was read. */
export class VersionedCell<Value> {
  #value: Value | undefined;
  #writes = 0;

  get value(): Value | undefined {
    return this.#value;
  }

  /** Undefined when nothing was written yet. */
  get version(): string | undefined {
    return this.#writes === 0 ? undefined : `v${this.#writes}`;
  }

  write(value: Value, version: string | undefined): { kind: 'written'; version: string } | { kind: 'conflict' } {
    if (version !== this.version) return { kind: 'conflict' };
    this.#value = kept(value);
    this.#writes += 1;
    return { kind: 'written', version: `v${this.#writes}` };
  }
}
