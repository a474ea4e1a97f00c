import type { Evidence } from '../registration/evidence.ts';
import { failedForWriteback } from '../registration/writeback-signal.ts';
import type { Journey } from './journey.ts';

/** What the tenant is like, as far as the preconditions ask. Guests and disabled accounts are not counted. */
export interface TenantProfile {
  /** By `isSsprEnabled` of the registration report. */
  readonly scope: { readonly enabled: number; readonly notEnabled: number };
  /** People by the domain of their user principal name. */
  readonly domains: Readonly<Record<string, number>>;
  readonly synchronised: number;
  readonly resets: {
    readonly succeeded: number;
    readonly synchronisedSucceeded: number;
    readonly failed: number;
    /** Failed since the password is managed on-premises and writeback is off. */
    readonly writebackOff: number;
  };
}

/** Counts what the tenant is like. */
export class ProfileCounter {
  readonly #scope = { enabled: 0, notEnabled: 0 };
  readonly #domains: Record<string, number> = {};
  readonly #resets = { succeeded: 0, synchronisedSucceeded: 0, failed: 0, writebackOff: 0 };
  #synchronised = 0;

  add({ facts, evidence }: Journey): void {
    const { user, registration, isInDirectory } = facts!;
    if (!isInDirectory || !user.accountEnabled || user.userType === 'guest') return;
    const domain = user.userPrincipalName.split('@').at(-1)!.toLowerCase();
    this.#domains[domain] = (this.#domains[domain] ?? 0) + 1;
    if (user.onPremisesSyncEnabled) this.#synchronised++;
    if (registration) this.#scope[registration.isSsprEnabled ? 'enabled' : 'notEnabled']++;
    for (const one of withoutSecondRows(evidence)) this.#addReset(one, user.onPremisesSyncEnabled);
  }

  #addReset(one: Evidence, isSynchronised: boolean): void {
    const { kind } = one;
    if (kind === 'resetSucceeded') {
      this.#resets.succeeded++;
      if (isSynchronised) this.#resets.synchronisedSucceeded++;
    }
    if (kind !== 'resetFailed') return;
    this.#resets.failed++;
    if (failedForWriteback(one)) this.#resets.writebackOff++;
  }

  total(): TenantProfile {
    return { scope: this.#scope, domains: this.#domains, synchronised: this.#synchronised, resets: this.#resets };
  }
}

/** A reset that got through may be logged twice within its visit: by the reset itself, and by the last row of the flow. */
function withoutSecondRows(evidence: readonly Evidence[]): readonly Evidence[] {
  const successes = evidence.filter(({ kind }) => kind === 'resetSucceeded').toSorted(byTime);
  const seconds = successes.filter((one, i) => i > 0 && one.at.getTime() - successes[i - 1]!.at.getTime() < visitMs);
  return evidence.filter((one) => !seconds.includes(one));
}

const byTime = (a: Evidence, b: Evidence): number => a.at.getTime() - b.at.getTime();
const visitMs = 5 * 60_000;
