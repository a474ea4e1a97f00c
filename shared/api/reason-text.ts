import { exclusions, type ExclusionReason } from '../recipient/exclusion.ts';

/** A text for each reason that is no exclusion; one for an exclusion is said instead of the exclusion's own. */
type OwnTexts<Reason extends string> = Readonly<
  Record<Exclude<Reason, ExclusionReason>, string> & Partial<Record<Extract<Reason, ExclusionReason>, string>>
>;

/** What each exclusion means to an admin. */
const exclusionTexts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(exclusions).map(([reason, { text }]) => [reason, text]),
);

/** What each reason means to an admin: its text in `own`, or that of the exclusion that it is. */
export const textsOf = <Reason extends string>(own: OwnTexts<Reason>): Readonly<Record<Reason, string>> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each reason is an exclusion or has a text of its own
  ({ ...exclusionTexts, ...own }) as Readonly<Record<Reason, string>>;
