/** Things to come in the order of time; at the same instant, in the order of their rank, then as they were added. */
export class Schedule<T> {
  private readonly heap: { atMs: number; rank: number; order: number; item: T }[] = [];
  private added = 0;

  get size(): number {
    return this.heap.length;
  }

  add(atMs: number, rank: number, item: T): void {
    this.heap.push({ atMs, rank, order: this.added++, item });
    this.rise(this.heap.length - 1);
  }

  /** Takes the next thing that is due at or before an instant. */
  take(untilMs: number): { readonly atMs: number; readonly item: T } | undefined {
    const first = this.heap[0];
    if (first === undefined || first.atMs > untilMs) return undefined;
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) {
      this.heap[0] = last;
      this.sink(0);
    }
    return first;
  }

  private rise(from: number): void {
    for (let i = from; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.isBefore(i, parent)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private sink(from: number): void {
    for (let i = from; ;) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (left < this.heap.length && this.isBefore(left, least)) least = left;
      if (right < this.heap.length && this.isBefore(right, least)) least = right;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }

  private isBefore(i: number, j: number): boolean {
    const [a, b] = [this.heap[i]!, this.heap[j]!];
    return a.atMs - b.atMs < 0 || (a.atMs === b.atMs && (a.rank - b.rank || a.order - b.order) < 0);
  }

  private swap(i: number, j: number): void {
    [this.heap[i], this.heap[j]] = [this.heap[j]!, this.heap[i]!];
  }
}
