import { z } from 'zod';
import { drawsFor } from './randomness.ts';

const FAULT_KINDS = [
  '429',
  '429-without-retry-after',
  '404',
  '500',
  '503',
  'reset-before-body',
  'reset-after-taking',
  'lost-answer',
  'slow',
  'taken-late',
  'truncated',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export const faultRuleSchema = z.strictObject({
  /** Part of a route's name, such as `POST /emails:send`; without it, every route of Graph, mail and login. */
  route: z.string().optional(),
  /** Only the nth request that the rule matches, from 1. */
  nth: z.number().int().positive().optional(),
  /** Otherwise, each matching request with this chance (default: always). */
  probability: z.number().min(0).max(1).optional(),
  /** No more than this many times. */
  times: z.number().int().positive().optional(),
  kind: z.enum(FAULT_KINDS),
  retryAfterSeconds: z.number().int().nonnegative().default(10),
  /** Real time, for `slow` (the answer waits) and `taken-late` (the request itself does). */
  delayMs: z.number().int().nonnegative().default(3_000),
});

export type FaultRule = z.infer<typeof faultRuleSchema>;

/** Which requests go wrong, and how; the same rules and seed hit the same requests. */
export class Faults {
  private rules: { rule: FaultRule; matched: number; hits: number }[] = [];
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** Puts these rules in place of the former ones, and counts from the start. */
  replace(rules: readonly FaultRule[]): void {
    this.rules = rules.map((rule) => ({ rule, matched: 0, hits: 0 }));
  }

  /** The rule that hits this request; the first one that applies. */
  next(routeName: string): FaultRule | undefined {
    let hit: FaultRule | undefined;
    for (const [index, entry] of this.rules.entries()) {
      if (!matches(entry.rule, routeName)) continue;
      entry.matched++;
      if (hit !== undefined || !this.isHit(index, entry)) continue;
      entry.hits++;
      hit = entry.rule;
    }
    return hit;
  }

  private isHit(index: number, { rule, matched, hits }: { rule: FaultRule; matched: number; hits: number }): boolean {
    if (rule.times !== undefined && hits >= rule.times) return false;
    if (rule.nth !== undefined) return matched === rule.nth;
    return drawsFor(this.seed, 'fault', index, matched)() < (rule.probability ?? 1);
  }
}

function matches(rule: FaultRule, routeName: string): boolean {
  return rule.route === undefined || routeName.toLowerCase().includes(rule.route.toLowerCase());
}
