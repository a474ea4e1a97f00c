/** One reason why somebody gets no nudge. A new reason does not compile until each of these is answered. */
export interface Exclusion {
  /** What it means to an admin, and the next step. */
  readonly text: string;
  /** Whether it also keeps the SSPR link, and the mail about phones, from somebody who can reset already. */
  readonly barsLink: boolean;
  /** Whether nobody may enter security info for such a person. */
  readonly barsPrepopulation: boolean;
  /** Whether a reset would fail, or is not a person's here, however much is registered: they do not count as able to. */
  readonly barsReset: boolean;
}

const barsAll = { barsLink: true, barsPrepopulation: true, barsReset: true } as const;
/** Decided here: they are left alone, and may be able to reset all the same. */
const barsMail = { barsLink: true, barsPrepopulation: true, barsReset: false } as const;
/** Says only that they need not, or cannot, register by themselves. */
const barsPrepopulationOnly = { barsLink: false, barsPrepopulation: true, barsReset: false } as const;
/** There is no mail that can reach them; they may still be prepared for a reset. */
const barsLinkOnly = { barsLink: true, barsPrepopulation: false, barsReset: false } as const;
/** Keeps somebody from the nudge, and from nothing else. */
const barsNeither = { barsLink: false, barsPrepopulation: false, barsReset: false } as const;

/**
 * Why somebody gets no nudge: a closed list, in the order in which the reasons are looked for. The first that holds is
 * the one an admin is shown, so the reasons that no campaign can change come first.
 */
export const exclusions = {
  erased: { text: 'Everything about this person was erased. They are never written to again.', ...barsAll },
  notInDirectory: { text: 'No longer in the directory. Nothing to do.', ...barsAll },
  unreadable: {
    text: 'What the directory or the report says of this account could not be read; the log of the last full pass names the field.',
    ...barsAll,
  },
  accountDisabled: {
    text: 'The account is disabled. Enable it if the person is still with you.',
    ...barsAll,
  },
  guest: {
    text: 'Guests reset their password in their home tenant, and so do external members. Set audience.guests if they should be written to anyway.',
    ...barsAll,
  },
  notStartedYet: {
    text: 'The first day of work (employeeHireDate) is still to come. Written to from that day on.',
    ...barsLinkOnly,
  },
  excludedByOperator: {
    text: 'An operator excluded this person. Include them again to change that.',
    ...barsMail,
  },
  inExcludedGroup: { text: 'Member of a group in audience.excludeGroups.', ...barsMail },
  inDenyList: {
    text: 'On a list that audience.excludeLists names. Upload the list without them to change that.',
    ...barsMail,
  },
  outsideIncludedGroups: {
    text: 'Not a member of any group in audience.includeGroups. A wave that names a group or a user overrides this.',
    ...barsNeither,
  },
  outsideAllowLists: {
    text: 'On none of the lists that audience.includeLists names. A wave that names a group or a user overrides this.',
    ...barsNeither,
  },
  withExcludedAttribute: {
    text: 'Has a department, company, country, employee type or domain that audience.exclude names.',
    ...barsMail,
  },
  outsideAttributes: {
    text: 'Has none of the departments, companies, countries, employee types or domains that audience names. A wave that names a group or a user overrides this.',
    ...barsNeither,
  },
  sharedOrServiceAccount: {
    text: 'Looks like a shared mailbox, a room, a shared device or a service account: no person signs in with it.',
    ...barsAll,
  },
  sharedMailbox: {
    text: 'The mailbox is a shared one, of a room or of equipment, as Exchange Online says: no person signs in with it. One that became a person’s is seen within 90 days.',
    ...barsAll,
  },
  notReported: {
    text: 'The registration report has no row yet. New accounts appear within a day.',
    ...barsPrepopulationOnly,
  },
  registrationUnknown: {
    text: 'Whether this person can reset is not known: without Entra ID P1 only their own methods tell, and those could not be read, or do not tell without sspr.scope and sspr.allowedMethods, or where security questions are allowed, or admin roles could not be read.',
    ...barsPrepopulationOnly,
  },
  alreadyCapable: { text: 'Can already reset a password. Nothing to do.', ...barsPrepopulationOnly },
  adminUnderTwoGatePolicy: {
    text: 'Admins fall under the stricter two-gate policy. Set audience.admins to write to them.',
    ...barsPrepopulationOnly,
  },
  notInSsprScope: {
    text: 'The SSPR policy does not cover this user. Add them to the SSPR group, or set SSPR to All.',
    ...barsPrepopulationOnly,
  },
  noQualifyingLicence: {
    text: 'No licence that covers SSPR for this kind of account. Assign Entra ID P1 or better.',
    ...barsPrepopulationOnly,
  },
  onPremisesProtected: {
    text: 'On-premises a protected account (AdminCount=1), which writeback cannot reset. The password is changed on-premises.',
    ...barsAll,
  },
  writebackNotEnabled: {
    text: 'The password is managed elsewhere and password writeback is off: declared so in sspr.passwordWriteback, or seen in the audit log. Enable writeback first.',
    ...barsAll,
  },
  inactive: {
    text: 'Has not signed in for audience.skipInactiveForDays days, or never since the account was made.',
    ...barsNeither,
  },
  noUsableAddress: {
    text: 'No mail address to write to. Add one, or allow audience.addressFallback.',
    ...barsLinkOnly,
  },
  addressMalformed: {
    text: 'There is a mail address, but no mail can be sent to it as it is written. Correct it in the directory.',
    ...barsLinkOnly,
  },
  addressSuppressed: {
    text: 'Mail to every address the campaign may use bounced or was suppressed. Correct one; none of them is tried again by itself.',
    ...barsLinkOnly,
  },
  mailboxOfAnother: {
    text: 'The mailbox belongs to another account, which is written to instead: one mailbox gets one mail of a kind.',
    ...barsLinkOnly,
  },
  holdout: {
    text: 'In the random share that is not nudged, so that the effect can be measured.',
    ...barsNeither,
  },
} as const satisfies Readonly<Record<string, Exclusion>>;

export type ExclusionReason = keyof typeof exclusions;

export const exclusionReasons = Object.keys(exclusions) as readonly ExclusionReason[];

/** The reasons whose row says so: whoever reads one answer need not know the others. */
export type ReasonThatBars<Answer extends keyof Exclusion> = {
  [Reason in ExclusionReason]: (typeof exclusions)[Reason][Answer] extends true ? Reason : never;
}[ExclusionReason];

/** The reasons that bar the link or pre-population, in the order in which they are looked for. */
export const reasonsThatBar = <Answer extends 'barsLink' | 'barsPrepopulation'>(answer: Answer) =>
  exclusionReasons.filter((reason): reason is ReasonThatBars<Answer> => exclusions[reason][answer]);
