import type { LeftOutReason } from '../campaign/wave-plan.ts';
import { textsOf } from './reason-text.ts';

/** What a reason means to an admin, and the next step. */
export const meaningOf = textsOf<LeftOutReason>({
  alreadyEnrolled: 'Another wave has them already.',
  accountTooNew: 'The account is younger than newJoiners.afterDays.',
  unknownUser: 'Not found in the last full pass: check the object id, or wait for the nightly refresh.',
  overLimit: 'Beyond the limit of the wave.',
  notNamed: 'Neither in a group that the wave names nor among its users.',
});

/** The reasons with the most people first, each with its meaning. */
export function leftOutText(leftOut: Readonly<Partial<Record<LeftOutReason, number>>>) {
  return Object.entries(leftOut)
    .toSorted(([, a], [, b]) => b - a)
    .map(([because, people]) => ({ because, people, meaning: meaningOf(because as LeftOutReason) }));
}
