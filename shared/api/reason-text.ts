import { exclusions, type ExclusionReason } from '../recipient/exclusion.ts';

/** A text for each reason that is no exclusion; one for an exclusion is said instead of the exclusion's own. */
type OwnTexts<Reason extends string> = Readonly<
  Record<Exclude<Reason, ExclusionReason>, string> & Partial<Record<Extract<Reason, ExclusionReason>, string>>
>;

/** What each reason means to an admin: its text in `own`, or that of the exclusion that it is. */
export function textsOf<Reason extends string>(own: OwnTexts<Reason>): (reason: Reason) => string {
  const texts: Readonly<Partial<Record<string, string>>> = own;
  return (reason) => texts[reason] ?? exclusions[reason as ExclusionReason].text;
}
