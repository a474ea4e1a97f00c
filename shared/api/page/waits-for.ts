import { endReasons, type EndReason, type LeftOutBecause } from '../../campaign/place.ts';
import type { PlaceCounts } from '../../campaign/tally.ts';
import type { PageLanguage } from './page-language.ts';
import { leftOutWords, stopWords } from './words/reasons.ts';
import { waiterWords, type Waiter } from './words/waiting.ts';

const waitsFor: Readonly<Record<LeftOutBecause | EndReason, Waiter>> = {
  notInDirectory: 'nobody',
  unreadable: 'entra',
  erased: 'nobody',
  accountDisabled: 'nobody',
  guest: 'nobody',
  notStartedYet: 'time',
  excludedByOperator: 'you',
  inExcludedGroup: 'you',
  inDenyList: 'you',
  outsideIncludedGroups: 'you',
  outsideAllowLists: 'you',
  withExcludedAttribute: 'you',
  outsideAttributes: 'you',
  sharedOrServiceAccount: 'nobody',
  sharedMailbox: 'nobody',
  notReported: 'time',
  registrationUnknown: 'you',
  adminUnderTwoGatePolicy: 'you',
  notInSsprScope: 'entra',
  noQualifyingLicence: 'licences',
  onPremisesProtected: 'activeDirectory',
  writebackNotEnabled: 'activeDirectory',
  inactive: 'managers',
  noUsableAddress: 'mailboxes',
  addressMalformed: 'mailboxes',
  addressSuppressed: 'mailboxes',
  mailboxOfAnother: 'nobody',
  holdout: 'you',
  remindersExhausted: 'managers',
  nudgeNotDelivered: 'mailboxes',
  securityInfoLost: 'time',
  waveCancelled: 'you',
};

/** People who need something else first, for one reason. */
export interface WaitingGroup {
  readonly place: 'leftOut' | 'ended';
  readonly because: LeftOutBecause | EndReason;
  readonly people: number;
}

const order = Object.keys(waiterWords.en) as readonly Waiter[];

const rankOf = ({ because }: Pick<WaitingGroup, 'because'>): number => order.indexOf(waitsFor[because]);

/** Everyone who is neither able to reset nor written to, by who can mend it; those with the most people first. */
export function waitingGroups({ leftOut, ended }: Pick<PlaceCounts, 'leftOut' | 'ended'>): readonly WaitingGroup[] {
  const out = (Object.entries(leftOut) as [LeftOutBecause, number][]).map(
    ([because, people]) => ({ place: 'leftOut', because, people }) as const,
  );
  const over = (Object.entries(ended) as [EndReason, number][])
    .filter(([because]) => endReasons.includes(because))
    .map(([because, people]) => ({ place: 'ended', because, people }) as const);
  return [...out, ...over]
    .filter(({ people }) => people > 0)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || b.people - a.people);
}

/** Who can mend it, and what it means. */
export function waitingInWords({ place, because }: WaitingGroup, language: PageLanguage) {
  const meanings: Readonly<Partial<Record<string, string>>> =
    place === 'leftOut' ? leftOutWords[language] : stopWords[language];
  return { waiter: waiterWords[language][waitsFor[because]], meaning: meanings[because] ?? '' };
}

export const peopleWaiting = (places: Pick<PlaceCounts, 'leftOut' | 'ended'>): number =>
  waitingGroups(places).reduce((sum, { people }) => sum + people, 0);
