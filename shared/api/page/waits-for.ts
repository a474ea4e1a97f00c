import { endReasons, type EndReason, type LeftOutBecause } from '../../campaign/place.ts';
import type { PlaceCounts } from '../../campaign/tally.ts';
import { exclusions } from '../../recipient/exclusion.ts';
import { stopMeaning } from './stop-words.ts';

/** Who can mend what keeps somebody from registering. */
type Waiter = 'nobody' | 'managers' | 'licences' | 'entra' | 'mailboxes' | 'activeDirectory' | 'you' | 'time';

const waiters: Readonly<Record<Waiter, string>> = {
  licences: 'Licence admins',
  entra: 'Entra ID admins',
  activeDirectory: 'Active Directory and Entra Connect admins',
  mailboxes: 'Mailbox admins',
  managers: 'Managers and the help desk',
  you: 'You: the campaign',
  time: 'Nobody: it takes time',
  nobody: 'Nobody',
};

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
  /** Who can mend it, in words. */
  readonly waiter: string;
  readonly meaning: string;
}

const order = Object.keys(waiters) as readonly Waiter[];

const rankOf = ({ because }: Pick<WaitingGroup, 'because'>): number => order.indexOf(waitsFor[because]);

/** Everyone who is neither able to reset nor written to, by who can mend it; those with the most people first. */
export function waitingGroups({ leftOut, ended }: Pick<PlaceCounts, 'leftOut' | 'ended'>): readonly WaitingGroup[] {
  const out = (Object.entries(leftOut) as [LeftOutBecause, number][]).map(([because, people]) => {
    return { place: 'leftOut' as const, because, people, meaning: exclusions[because].text };
  });
  const over = (Object.entries(ended) as [EndReason, number][])
    .filter(([because]) => endReasons.includes(because))
    .map(([because, people]) => ({ place: 'ended' as const, because, people, meaning: stopMeaning(because) }));
  return [...out, ...over]
    .filter(({ people }) => people > 0)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || b.people - a.people)
    .map((group) => ({ ...group, waiter: waiters[waitsFor[group.because]] }));
}

export const peopleWaiting = (places: Pick<PlaceCounts, 'leftOut' | 'ended'>): number =>
  waitingGroups(places).reduce((sum, { people }) => sum + people, 0);
