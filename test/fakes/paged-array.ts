import type { Page, SetAsideRow, Throttled } from '../../shared/ports/paging.ts';
import { kept } from './kept.ts';

/** A page of an array; the cursor is the position of the next one. */
export function pageOf<Item>(
  items: readonly Item[],
  next: string | undefined,
  pageSize: number,
  setAside: readonly SetAsideRow[] = [],
): Page<Item> {
  const from = next === undefined ? 0 : Number(next);
  const to = from + pageSize;
  return {
    items: items.slice(from, to).map(kept),
    setAside: from === 0 ? setAside : [],
    next: to < items.length ? String(to) : undefined,
  };
}

/** Says "wait" as often as it was told to. */
export class Throttle {
  readonly #answers: Throttled[] = [];

  throttleNext(retryAfterSeconds: number): void {
    this.#answers.push({ throttled: true, retryAfterSeconds });
  }

  protected takeThrottled(): Throttled | undefined {
    return this.#answers.shift();
  }
}
