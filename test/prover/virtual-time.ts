import type { Clock } from '../../shared/ports/clock.ts';

interface Happening {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/**
 * Time that only passes when the world steps on, and everything that is going to happen in it. What happens at the same
 * moment happens in the order in which it was planned.
 */
export class VirtualTime implements Clock {
  nowMs: number;
  /** How far the clocks of the servers are ahead of the truth. */
  skewMs = 0;
  readonly #heap: Happening[] = [];
  #planned = 0;

  constructor(startsAtMs: number) {
    this.nowMs = startsAtMs;
  }

  /** What the servers take for now. */
  now(): Date {
    return new Date(this.nowMs + this.skewMs);
  }

  /** When the next thing happens, or Infinity. */
  get nextMs(): number {
    return this.#heap[0]?.atMs ?? Infinity;
  }

  after(delayMs: number, run: () => void): void {
    this.#push({ atMs: this.nowMs + delayMs, order: this.#planned++, run });
  }

  /** Moves on to the next thing and lets it happen. */
  step(): void {
    const next = this.#pop();
    this.nowMs = Math.max(this.nowMs, next.atMs);
    next.run();
  }

  #push(happening: Happening): void {
    const heap = this.#heap;
    let at = heap.push(happening) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isEarlier(happening, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = happening;
  }

  #pop(): Happening {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(happening: Happening): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isEarlier(heap[below + 1]!, heap[below]!)) below++;
      if (!isEarlier(heap[below]!, happening)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = happening;
  }
}

const isEarlier = (a: Happening, b: Happening): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
