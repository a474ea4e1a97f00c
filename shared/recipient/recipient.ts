import type { UserFacts, Variant } from './verdict.ts';
import { addressOf, variantFor } from './verdict.ts';
import type { AddressFallback } from './audience.ts';
import type { ChosenLocale, WantedLocale } from './locale.ts';

/** Somebody who is written to: where, in which language, by which clock, and with which first mail. */
export interface Recipient {
  readonly userId: string;
  readonly userPrincipalName: string;
  /** Undefined when there is none to write to. */
  readonly address: string | undefined;
  readonly locale: string;
  /** What the language was chosen by. */
  readonly localeBecause: ChosenLocale['because'];
  readonly timeZone: string;
  /** Whose public holidays are observed. */
  readonly country: string | undefined;
  readonly variant: Variant;
}

/** What the organisation decides about how its people are written to. */
export interface MailHabits {
  readonly addressFallback: readonly AddressFallback[];
  readonly localeOf: (wanted: WantedLocale) => ChosenLocale;
  /** The zone of a country, as `chooseTimeZone` has it. */
  readonly timeZoneOf: (country: string | undefined) => string;
}

/** How one user would be written to, whether or not the verdict selects them. */
export function recipientOf(facts: UserFacts, habits: MailHabits): Recipient {
  const { user } = facts;
  const chosen = habits.localeOf(user);
  return {
    userId: user.id,
    userPrincipalName: user.userPrincipalName,
    address: addressOf(facts, habits),
    locale: chosen.locale,
    localeBecause: chosen.because,
    timeZone: habits.timeZoneOf(user.usageLocation),
    country: user.usageLocation?.toUpperCase(),
    variant: variantFor(facts),
  };
}
