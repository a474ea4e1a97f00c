import type { Requests } from './summary.ts';

/** How often each route was asked, refused for being asked too often, and hit by a fault. */
export class RequestCounts {
  private readonly byRoute = new Map<string, number>();
  private readonly throttledByRoute = new Map<string, number>();
  private readonly faultsByRoute = new Map<string, number>();

  asked(route: string): void {
    increment(this.byRoute, route);
  }

  answered(route: string, status: number): void {
    if (status === 429) increment(this.throttledByRoute, route);
  }

  faulted(route: string): void {
    increment(this.faultsByRoute, route);
  }

  read(): Requests {
    return {
      byRoute: Object.fromEntries(this.byRoute),
      throttledByRoute: Object.fromEntries(this.throttledByRoute),
      faultsByRoute: Object.fromEntries(this.faultsByRoute),
    };
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
