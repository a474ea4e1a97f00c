import type { LiveWorld } from './live-world.ts';
import type { Need } from './needs.ts';

export interface Finding {
  /** Facts in words, a line each: times, statuses, counts, codes. No names, no addresses. */
  readonly seen: readonly string[];
  /** What follows from them, or why nothing does. */
  readonly answer: string;
}

/** Something that no document says and the product has to do with. */
export interface Question {
  /** As `mail-1`; docs/live-suite.md has a row for each. */
  readonly id: string;
  readonly asks: string;
  readonly needs: readonly Need[];
  /** At most so many mails are sent for it. */
  readonly mails?: number;
  ask(world: LiveWorld): Promise<Finding>;
}

/** How many minutes, hours or days, in words. */
export function inWords(ms: number): string {
  const [value, unit] = ms < 60_000 ? [ms / 1_000, 'second'] : ms < 3_600_000 ? [ms / 60_000, 'minute'] : hours(ms);
  return `${Math.round(value)} ${unit}${Math.round(value) === 1 ? '' : 's'}`;
}

const hours = (ms: number): [number, string] =>
  ms < 172_800_000 ? [ms / 3_600_000, 'hour'] : [ms / 86_400_000, 'day'];
