import type { Step } from '../delivery/steps.ts';
import type { DayCounts } from './day-counts.ts';
import type { Journey } from './journey.ts';
import { HeldLinkCounter, type HeldLink } from './held-link.ts';
import { MailCounter, type OpenQuestion } from './mail-counter.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { ProfileCounter, type TenantProfile } from './profile-counter.ts';
import { RegistrationCounter } from './registration-counter.ts';
import { TallyCounter, type Tally } from './tally.ts';

/** What one step brought about, as far as the audit log tells the time of a registration. */
export interface StepEffect {
  readonly sent: number;
  readonly delivered: number;
  /** People who registered after this mail and before the next one. */
  readonly registeredAfter: number;
  /** The real end: people whose first reset after a mail of ours came after this one and before the next. */
  readonly resetAfter: number;
}

export interface CampaignReport {
  readonly tally: Tally;
  readonly effects: Readonly<Partial<Record<Step, StepEffect>>>;
  /** People who can reset and were never nudged, or registered before their nudge. */
  readonly registeredUnasked: number;
  /** People who were nudged and can reset, with no time of it in the audit log. */
  readonly registeredAtUnknownTime: number;
  /** How those who are not nudged do, for comparison. */
  readonly holdout: { readonly people: number; readonly capable: number };
  /** People who can reset and will hold too few methods when SMS and voice end with January 2027. */
  readonly phoneOnly: number;
  readonly profile: TenantProfile;
  readonly days: readonly ReportDay[];
  /** Messages that a human has to look at. */
  readonly needsHuman: readonly OpenQuestion[];
  readonly needsHumanCount: number;
  /** SSPR links that wait until somebody has mended what a reset would fail for. */
  readonly heldLinks: readonly HeldLink[];
  readonly heldLinksCount: number;
}

export interface ReportDay {
  readonly day: string;
  readonly mails: number;
  readonly registrations: number;
}

/** Adds up the report as journeys come, so that a tenant is never held in memory. */
export class ReportCounter {
  readonly #tally: TallyCounter;
  readonly #mails: MailCounter;
  readonly #registrations: RegistrationCounter;
  readonly #profile: ProfileCounter;
  readonly #heldLinks: HeldLinkCounter;

  constructor(policy: CadencePolicy, now: Date) {
    this.#tally = new TallyCounter(policy, now);
    this.#mails = new MailCounter(policy.timeZone);
    this.#registrations = new RegistrationCounter(policy, now);
    this.#heldLinks = new HeldLinkCounter(policy, now);
    this.#profile = new ProfileCounter(policy.audience);
  }

  add(journey: Journey): void {
    this.#tally.add(journey);
    if (journey.facts === undefined) return;
    this.#mails.add(journey);
    this.#registrations.add(journey);
    this.#profile.add(journey);
    this.#heldLinks.add(journey);
  }

  total(): CampaignReport {
    const { steps, days: mailDays, needsHuman, needsHumanCount } = this.#mails.total();
    const { afterStep, resetAfterStep, days: registrationDays, counts, holdout } = this.#registrations.total();
    const effects = [...steps].map(([step, sent]) => [
      step,
      { ...sent, registeredAfter: afterStep.get(step) ?? 0, resetAfter: resetAfterStep.get(step) ?? 0 },
    ]);
    return {
      tally: this.#tally.total(),
      effects: Object.fromEntries(effects) as Partial<Record<Step, StepEffect>>,
      ...counts,
      holdout,
      profile: this.#profile.total(),
      days: daysOf(mailDays, registrationDays),
      needsHuman,
      needsHumanCount,
      ...this.#heldLinks.total(),
    };
  }
}

function daysOf(mails: DayCounts, registrations: DayCounts): readonly ReportDay[] {
  const days = [...new Set([...mails.days, ...registrations.days])].toSorted();
  return days.map((day) => ({ day, mails: mails.on(day), registrations: registrations.on(day) }));
}
