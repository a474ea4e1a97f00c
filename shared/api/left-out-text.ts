import type { LeftOutReason } from '../campaign/candidacy.ts';
import { textsOf } from './reason-text.ts';

/** What a reason means to an admin, and the next step. */
export const leftOutTexts = textsOf<LeftOutReason>({
  alreadyEnrolled: 'Another wave of this goal has them already.',
  cannotResetYet: 'Cannot reset a password yet: a wave with the goal register is for them.',
  hasTheLink: 'Has had the SSPR link, or it is on its way. It comes once in a life.',
  hasThePhoneMail: 'Was asked for another way than the phone, or the mail is on its way. It comes once.',
  notByPhoneAlone: 'Can reset without a phone too. Nothing to do.',
  phonesGoOn:
    'Text messages and calls do not end for them (another cloud, or a provider of your own), or sspr.allowedMethods names too few other methods.',
  phonesHaveEnded:
    'Text messages and calls have ended. Whoever cannot reset any more is for a wave with the goal register.',
  accountTooNew: 'The account is younger than newJoiners.afterDays.',
  unknownUser: 'Not found in the last full pass: check the object id, or wait for the nightly refresh.',
  overLimit: 'Beyond the limit of the wave.',
  notNamed: 'Neither in a group that the wave names nor among its users.',
});

export const meaningOf = (reason: LeftOutReason): string => leftOutTexts[reason];

/** The reasons with the most people first, each with its meaning. */
export function leftOutText(leftOut: Readonly<Partial<Record<LeftOutReason, number>>>) {
  return Object.entries(leftOut)
    .toSorted(([, a], [, b]) => b - a)
    .map(([because, people]) => ({ because, people, meaning: meaningOf(because as LeftOutReason) }));
}
