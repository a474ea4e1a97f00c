import type { ExclusionReason } from '../recipient/exclusion.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import type { Journey } from './journey.ts';
import { listed } from './list-length.ts';
import { decideNextStep } from './next-step.ts';
import type { NextStep } from './owed-step.ts';
import { readinessOf } from './readiness-of.ts';
import { isLinkAwaited } from './whom-to-tell.ts';

/**
 * Somebody registered, and a reset would fail nevertheless: the SSPR link waits until that is mended, and is sent then.
 */
export interface HeldLink {
  readonly userId: string;
  readonly because: HoldingReason;
}

type HoldingReason = Extract<ExclusionReason, 'writebackNotEnabled' | 'onPremisesProtected'>;

/** The link that is held of one person whose next step was decided, if one is. */
export function heldLinkOf(journey: Journey, next: NextStep, policy: CadencePolicy): HeldLink | undefined {
  if (next.kind !== 'stop') return undefined;
  const { because } = next;
  if (because !== 'writebackNotEnabled' && because !== 'onPremisesProtected') return undefined;
  const isHeld = readinessOf(journey, policy).kind === 'capable' && isLinkAwaited(journey, policy);
  return isHeld ? { userId: journey.userId, because } : undefined;
}

/** Counts the links that are held. */
export class HeldLinkCounter {
  readonly #policy: CadencePolicy;
  readonly #now: Date;
  readonly #heldLinks: HeldLink[] = [];
  #heldLinksCount = 0;

  constructor(policy: CadencePolicy, now: Date) {
    this.#policy = policy;
    this.#now = now;
  }

  add(journey: Journey): void {
    const held = heldLinkOf(journey, decideNextStep(journey, this.#policy, this.#now), this.#policy);
    if (held === undefined) return;
    this.#heldLinksCount++;
    if (this.#heldLinks.length < listed) this.#heldLinks.push(held);
  }

  total() {
    return { heldLinks: this.#heldLinks, heldLinksCount: this.#heldLinksCount };
  }
}
