import type { LeftOutReason } from '../campaign/wave-plan.ts';
import { exclusions, type ExclusionReason } from '../recipient/exclusion.ts';

const otherText: Readonly<Record<Exclude<LeftOutReason, ExclusionReason>, string>> = {
  alreadyEnrolled: 'Another wave has them already.',
  accountTooNew: 'The account is younger than newJoiners.afterDays.',
  unknownUser: 'Not found in the last full pass: check the object id, or wait for the nightly refresh.',
  overLimit: 'Beyond the limit of the wave.',
  notNamed: 'Neither in a group that the wave names nor among its users.',
};

/** What a reason means to an admin, and the next step. */
export const meaningOf = (reason: LeftOutReason): string =>
  reason in otherText ? otherText[reason as keyof typeof otherText] : exclusions[reason as ExclusionReason].text;

/** The reasons with the most people first, each with its meaning. */
export function leftOutText(leftOut: Readonly<Partial<Record<LeftOutReason, number>>>) {
  return Object.entries(leftOut)
    .toSorted(([, a], [, b]) => b - a)
    .map(([because, people]) => ({ because, people, meaning: meaningOf(because as LeftOutReason) }));
}
