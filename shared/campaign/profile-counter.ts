import { domainOf } from '../recipient/address.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import { hangsOnGracePeriod, licenceGround, wouldNeedOfficeLicence } from '../recipient/licence.ts';
import { resetsIn, type ResetCounts } from '../registration/resets.ts';
import type { Journey } from './journey.ts';

/** What the tenant is like, as far as the preconditions ask. Guests and disabled accounts are not counted. */
export interface TenantProfile {
  /** By `isSsprEnabled` of the registration report. */
  readonly scope: { readonly enabled: number; readonly notEnabled: number };
  /** People by the domain of their user principal name. */
  readonly domains: Readonly<Record<string, number>>;
  readonly synchronised: number;
  /** What covers a reset of how many people, each counted by the strongest ground. */
  readonly licences: {
    readonly servicePlan: number;
    readonly sku: number;
    /** Nothing but an Office licence, whether or not the document lets it count. */
    readonly officeOnly: number;
    /** Covered by plans in their grace period, and no longer once it ends. */
    readonly inGracePeriod: number;
  };
  /** People with a row that could not be read in the last pass. */
  readonly unreadable: number;
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
  readonly #licences = { servicePlan: 0, sku: 0, officeOnly: 0, inGracePeriod: 0 };
  readonly #audience: AudiencePolicy;
  #synchronised = 0;
  #unreadable = 0;

  constructor(audience: AudiencePolicy) {
    this.#audience = audience;
  }

  add({ facts, evidence, ledger }: Journey): void {
    const { user, registration, isInDirectory, unreadable } = facts!;
    if (isInDirectory && unreadable) this.#unreadable++;
    if (!isInDirectory || !user.accountEnabled || user.userType === 'guest') return;
    const domain = domainOf(user.userPrincipalName);
    this.#domains[domain] = (this.#domains[domain] ?? 0) + 1;
    if (user.onPremisesSyncEnabled) this.#synchronised++;
    this.#addLicence(user);
    if (registration) this.#scope[registration.isSsprEnabled ? 'enabled' : 'notEnabled']++;
    for (const resets of [resetsIn(evidence), ...(ledger ? [ledger.resets] : [])])
      this.#addResets(resets, user.onPremisesSyncEnabled);
  }

  #addLicence(user: DirectoryUser): void {
    const ground = licenceGround(user, this.#audience);
    if (wouldNeedOfficeLicence(user, this.#audience)) this.#licences.officeOnly++;
    else if (ground === 'servicePlan' || ground === 'sku') this.#licences[ground]++;
    if (hangsOnGracePeriod(user, this.#audience)) this.#licences.inGracePeriod++;
  }

  #addResets({ succeeded, failed, writebackOff }: ResetCounts, isSynchronised: boolean): void {
    this.#resets.succeeded += succeeded;
    if (isSynchronised) this.#resets.synchronisedSucceeded += succeeded;
    this.#resets.failed += failed;
    this.#resets.writebackOff += writebackOff;
  }

  total(): TenantProfile {
    return {
      scope: this.#scope,
      domains: this.#domains,
      synchronised: this.#synchronised,
      licences: this.#licences,
      unreadable: this.#unreadable,
      resets: this.#resets,
    };
  }
}
