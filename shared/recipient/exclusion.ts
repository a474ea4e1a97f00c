/**
 * Why somebody gets no nudge: a closed list, in the order in which the reasons are looked for. The first that holds is
 * the one an admin is shown, so the reasons that no campaign can change come first.
 */
export const exclusionReasons = [
  'notInDirectory',
  'accountDisabled',
  'guest',
  'excludedByOperator',
  'inExcludedGroup',
  'outsideIncludedGroups',
  'sharedOrServiceAccount',
  'notReported',
  'alreadyCapable',
  'adminUnderTwoGatePolicy',
  'notInSsprScope',
  'noQualifyingLicence',
  'onPremisesProtected',
  'writebackNotEnabled',
  'inactive',
  'noUsableAddress',
  'addressSuppressed',
  'holdout',
] as const;

export type ExclusionReason = (typeof exclusionReasons)[number];

/** What each reason means to an admin, and the next step. Adding a reason does not compile until it is explained here. */
export const exclusionText: Readonly<Record<ExclusionReason, string>> = {
  notInDirectory: 'No longer in the directory. Nothing to do.',
  accountDisabled: 'The account is disabled. Enable it if the person is still with you.',
  guest: 'Guests reset their password in their home tenant. Set audience.guests if they should be written to anyway.',
  excludedByOperator: 'An operator excluded this person. Include them again to change that.',
  inExcludedGroup: 'Member of a group in audience.excludeGroups.',
  outsideIncludedGroups:
    'Not a member of any group in audience.includeGroups. A wave that names a group or a user overrides this.',
  sharedOrServiceAccount: 'Looks like a shared mailbox or service account: no person signs in with it.',
  notReported: 'The registration report has no readable row yet. New accounts appear within a day.',
  alreadyCapable: 'Can already reset a password. Nothing to do.',
  adminUnderTwoGatePolicy: 'Admins fall under the stricter two-gate policy. Set audience.admins to write to them.',
  notInSsprScope: 'The SSPR policy does not cover this user. Add them to the SSPR group, or set SSPR to All.',
  noQualifyingLicence: 'No licence that covers SSPR for this kind of account. Assign Entra ID P1 or better.',
  writebackNotEnabled:
    'The password is managed on-premises and sspr.passwordWriteback is declared off. Enable writeback first.',
  onPremisesProtected:
    'On-premises a protected account (AdminCount=1), which writeback cannot reset. The password is changed on-premises.',
  inactive: 'Has not signed in for audience.skipInactiveForDays days.',
  noUsableAddress: 'No mail address to write to. Add one, or allow audience.addressFallback.',
  addressSuppressed:
    'Mail to every address the campaign may use bounced or was suppressed. Correct one; none of them is tried again by itself.',
  holdout: 'In the random share that is not nudged, so that the effect can be measured.',
};
