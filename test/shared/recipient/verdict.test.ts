import { describe, expect, it } from 'vitest';
import type { AudiencePolicy } from '../../../shared/recipient/audience.ts';
import type { DirectoryUser } from '../../../shared/recipient/directory-user.ts';
import { exclusionReasons, exclusions, type ExclusionReason } from '../../../shared/recipient/exclusion.ts';
import {
  judgeUser,
  reasonsAgainst,
  variantFor,
  type UserFacts,
  type Variant,
} from '../../../shared/recipient/verdict.ts';
import { listKeyOf } from '../../../shared/recipient/named-list.ts';
import { businessStandardSkus, officeSkus } from '../../../shared/recipient/sku-ids.ts';
import { after, now } from '../../builders/instants.ts';
import {
  aRegistration,
  aUser,
  businessPlan,
  capableRegistration,
  groupId,
  otherGroupId,
  personId,
  someFacts,
} from '../../builders/people.ts';
import { anAudience } from '../../builders/policies.ts';

/** Where the rules come from. `audience.…` and `sspr.…` are fields of the campaign document. */
const source = {
  report: 'https://learn.microsoft.com/graph/api/authenticationmethodsroot-list-userregistrationdetails',
  flags: 'https://learn.microsoft.com/graph/api/resources/userregistrationdetails',
  methods: 'https://learn.microsoft.com/graph/api/authentication-list-methods',
  licensing: 'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-licensing',
  plans: 'https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference',
  howItWorks: 'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks',
  guests:
    'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-howitworks#password-reset-for-b2b-users',
  twoGate:
    'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences',
  writeback: 'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-writeback',
  signIn: 'https://learn.microsoft.com/graph/api/resources/signinactivity',
  user: 'https://learn.microsoft.com/graph/api/resources/user',
  mailbox: 'https://learn.microsoft.com/graph/api/resources/mailboxsettings',
  bounces:
    'https://learn.microsoft.com/azure/communication-services/concepts/email/sender-reputation-managed-suppression-list',
  addressing: 'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1',
  document: 'the campaign document',
} as const;

/** EXCHANGE_S_STANDARD, which licenses no reset. */
const exchangePlan = '9aaf7827-d63c-4b61-89c3-182f06f82e5c';
const protectedGroupId = '9f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a13';

interface Row {
  readonly rule: string;
  readonly source: string;
  readonly facts?: Partial<UserFacts>;
  readonly user?: Partial<DirectoryUser>;
  readonly audience?: Partial<AudiencePolicy>;
  readonly namedByWave?: boolean;
}

function judge({ facts = {}, user = {}, audience = {}, namedByWave = false }: Omit<Row, 'rule' | 'source'>) {
  return judgeUser(someFacts({ user: aUser(user), ...facts }), { audience: anAudience(audience), now, namedByWave });
}

const excluded: readonly (Row & { readonly because: ExclusionReason })[] = [
  // Who is not there
  {
    rule: 'Somebody who was erased, whether or not the directory has them',
    source: 'docs/decisions/0035-a-hash-stands-for-the-erased.md',
    user: { isErased: true },
    facts: { isInDirectory: false },
    because: 'erased',
  },
  {
    rule: 'Somebody a complete pass no longer found',
    source: source.user,
    facts: { isInDirectory: false },
    because: 'notInDirectory',
  },
  { rule: 'A disabled account', source: source.report, user: { accountEnabled: false }, because: 'accountDisabled' },
  {
    rule: 'A disabled account, which the report leaves out, is disabled rather than not reported',
    source: source.report,
    user: { accountEnabled: false },
    facts: { registration: undefined },
    because: 'accountDisabled',
  },
  // Guests
  { rule: 'A guest', source: source.guests, user: { userType: 'guest' }, because: 'guest' },
  {
    rule: 'A guest of a wave that names them',
    source: source.guests,
    user: { userType: 'guest' },
    namedByWave: true,
    because: 'guest',
  },
  {
    rule: 'A guest who may be written to still needs a licence',
    source: source.licensing,
    user: { userType: 'guest', servicePlanIds: [] },
    audience: { guests: true },
    because: 'noQualifyingLicence',
  },
  // What cannot be read, and who is not there yet
  {
    rule: 'Somebody of whom nothing could be read (truth 1)',
    source: source.user,
    facts: { unreadable: true, registration: undefined },
    because: 'unreadable',
  },
  {
    rule: 'Somebody whose first day is to come, though a wave names them (truth 7)',
    source: source.user,
    user: { employeeHireDate: after({ days: 14 }) },
    namedByWave: true,
    because: 'notStartedYet',
  },
  // Operators and groups
  {
    rule: 'Somebody an operator excluded',
    source: source.document,
    facts: { excludedByOperator: true },
    because: 'excludedByOperator',
  },
  {
    rule: 'Somebody an operator excluded, though a wave names them',
    source: source.document,
    facts: { excludedByOperator: true },
    namedByWave: true,
    because: 'excludedByOperator',
  },
  {
    rule: 'A member of an excluded group',
    source: 'audience.excludeGroups',
    facts: { memberOf: [groupId] },
    audience: { excludeGroups: [groupId] },
    because: 'inExcludedGroup',
  },
  {
    rule: 'A member of an excluded group, though a wave names them',
    source: 'audience.excludeGroups',
    facts: { memberOf: [groupId] },
    audience: { excludeGroups: [groupId] },
    namedByWave: true,
    because: 'inExcludedGroup',
  },
  {
    rule: 'A member of an excluded and an included group',
    source: 'audience.excludeGroups',
    facts: { memberOf: [groupId, otherGroupId] },
    audience: { includeGroups: [otherGroupId], excludeGroups: [groupId] },
    because: 'inExcludedGroup',
  },
  {
    rule: 'Nobody is excluded by being in one of several excluded groups only: one is enough',
    source: 'audience.excludeGroups',
    facts: { memberOf: [otherGroupId] },
    audience: { excludeGroups: [groupId, otherGroupId] },
    because: 'inExcludedGroup',
  },
  {
    rule: 'A member of none of the included groups',
    source: 'audience.includeGroups',
    audience: { includeGroups: [groupId] },
    because: 'outsideIncludedGroups',
  },
  {
    rule: 'A member of another group than the included one',
    source: 'audience.includeGroups',
    facts: { memberOf: [otherGroupId] },
    audience: { includeGroups: [groupId] },
    because: 'outsideIncludedGroups',
  },
  // Lists that were uploaded
  {
    rule: 'Somebody on an excluded list, though a wave names them (everyone 4)',
    source: 'audience.excludeLists',
    facts: { memberOf: [listKeyOf('works-council')] },
    audience: { excludeLists: ['others', 'works-council'] },
    namedByWave: true,
    because: 'inDenyList',
  },
  {
    rule: 'Somebody on an excluded and an included list (everyone 4)',
    source: 'audience.excludeLists',
    facts: { memberOf: [listKeyOf('pilots'), listKeyOf('works-council')] },
    audience: { includeLists: ['pilots'], excludeLists: ['works-council'] },
    because: 'inDenyList',
  },
  {
    rule: 'Somebody on none of the included lists (everyone 4)',
    source: 'audience.includeLists',
    facts: { memberOf: [listKeyOf('others')] },
    audience: { includeLists: ['pilots'] },
    because: 'outsideAllowLists',
  },
  {
    rule: 'Somebody on an included list, and in no included group (everyone 4)',
    source: 'audience.includeLists',
    facts: { memberOf: [listKeyOf('pilots')] },
    audience: { includeLists: ['pilots'], includeGroups: [groupId] },
    because: 'outsideIncludedGroups',
  },
  // What the directory says of somebody's place in the organisation
  ...(
    [
      ['department', { departments: ['Finance'] }],
      ['company', { companies: ['Fabrikam'] }],
      ['country', { countries: ['Norway', 'Denmark'] }],
      ['employee type', { employeeTypes: ['Contractor'] }],
      ['domain', { domains: ['fabrikam.com'] }],
      ['country, though the department is named', { departments: ['Sales'], countries: ['Norway'] }],
    ] as const
  ).map(([what, audience]) => ({
    rule: `Somebody of another ${what} than those that are named (everyone 4)`,
    source: 'audience.departments and the like',
    audience,
    because: 'outsideAttributes' as const,
  })),
  {
    rule: 'Somebody of whom the directory names no department, where some are named (everyone 4)',
    source: 'audience.departments',
    user: { department: undefined },
    audience: { departments: ['Sales'] },
    because: 'outsideAttributes',
  },
  ...(
    [
      ['department, in another spelling', { departments: [' sales'] }],
      ['company', { companies: ['Contoso AB'] }],
      ['country', { countries: ['Norway', 'Sweden'] }],
      ['employee type', { employeeTypes: ['Employee'] }],
      ['domain', { domains: ['Contoso.com'] }],
    ] as const
  ).map(([what, exclude]) => ({
    rule: `Somebody of an excluded ${what}, though a wave names them (everyone 4)`,
    source: 'audience.exclude',
    audience: { exclude },
    namedByWave: true,
    because: 'withExcludedAttribute' as const,
  })),
  // Mailboxes without a person
  ...[
    'svc-backup',
    'service.print',
    'srv_sql',
    'sa-deploy',
    'shared.finance',
    'room-oslo',
    'resource-car',
    'noreply-hr',
    'no-reply.hr',
    'adminsvc-x',
    'admin-svc_x',
    'SVC-UPPER',
  ].map((name) => ({
    rule: `An unlicensed account called ${name}`,
    source: source.user,
    user: { userPrincipalName: `${name}@contoso.com`, servicePlanIds: [] },
    because: 'sharedOrServiceAccount' as const,
  })),
  {
    rule: 'A Teams room with a mailbox and Entra ID P1 (truth 5)',
    source: source.plans,
    user: { skuIds: ['4cde982a-ede4-4409-9ae6-b003453c8ea6'] },
    because: 'sharedOrServiceAccount' as const,
  },
  {
    rule: 'A shared device with a mailbox and Entra ID P1 (truth 5)',
    source: source.plans,
    user: { skuIds: ['295a8eb0-f78d-45c7-8b5b-1eed5ed02dff'] },
    because: 'sharedOrServiceAccount' as const,
  },
  ...(['shared', 'room', 'equipment'] as const).map((purpose) => ({
    rule: `A mailbox that is ${purpose}, licensed and named as people are, though a wave names it`,
    source: source.mailbox,
    facts: { mailbox: { purpose, readAt: now } },
    namedByWave: true,
    because: 'sharedMailbox' as const,
  })),
  // The report
  {
    rule: 'Nobody the report is silent about',
    source: source.report,
    facts: { registration: undefined },
    because: 'notReported',
  },
  ...(['methodsUnreadable', 'policyNotDeclared', 'mayHaveQuestions', 'rolesUnreadable'] as const).map((unknown) => ({
    rule: `Nobody whose own methods do not tell (${unknown}), whatever the flags say`,
    source: source.methods,
    facts: { registration: { ...capableRegistration, unknown } },
    because: 'registrationUnknown' as const,
  })),
  {
    rule: 'Somebody who can reset already',
    source: source.flags,
    facts: { registration: capableRegistration },
    because: 'alreadyCapable',
  },
  {
    rule: 'An admin who can reset already',
    source: source.flags,
    facts: { registration: { ...capableRegistration, isAdmin: true } },
    because: 'alreadyCapable',
  },
  {
    rule: 'An admin, by default',
    source: source.twoGate,
    facts: { registration: aRegistration({ isAdmin: true }) },
    because: 'adminUnderTwoGatePolicy',
  },
  {
    rule: 'An admin a wave names',
    source: source.twoGate,
    facts: { registration: aRegistration({ isAdmin: true }) },
    namedByWave: true,
    because: 'adminUnderTwoGatePolicy',
  },
  {
    rule: 'Somebody the SSPR policy does not cover',
    source: source.flags,
    facts: { registration: aRegistration({ isSsprEnabled: false }) },
    because: 'notInSsprScope',
  },
  {
    rule: 'Somebody registered whom the SSPR policy does not cover',
    source: source.flags,
    facts: { registration: aRegistration({ isSsprEnabled: false, isSsprRegistered: true }) },
    because: 'notInSsprScope',
  },
  {
    rule: 'A row that says capable and out of scope',
    source: source.flags,
    facts: { registration: { ...capableRegistration, isSsprEnabled: false } },
    because: 'notInSsprScope',
  },
  {
    rule: 'An admin out of scope, where admins may be written to',
    source: source.twoGate,
    facts: { registration: aRegistration({ isAdmin: true, isSsprEnabled: false }) },
    audience: { admins: 'include' },
    because: 'notInSsprScope',
  },
  // Licences
  {
    rule: 'Somebody without any licence',
    source: source.licensing,
    user: { servicePlanIds: [] },
    because: 'noQualifyingLicence',
  },
  {
    rule: 'Somebody with a licence that covers no reset',
    source: source.licensing,
    user: { servicePlanIds: ['57ff2da0-773e-42df-b2af-ffb7a2317929'] },
    because: 'noQualifyingLicence',
  },
  {
    rule: 'A synchronised account with a plan that has no writeback',
    source: source.licensing,
    user: { servicePlanIds: [businessPlan], onPremisesSyncEnabled: true },
    because: 'noQualifyingLicence',
  },
  {
    rule: 'A plan that the document does not name, once it names some',
    source: 'audience.qualifyingServicePlans',
    audience: { qualifyingServicePlans: { cloudOnly: [businessPlan], synchronised: [] } },
    because: 'noQualifyingLicence',
  },
  {
    rule: 'A synchronised account where the document names plans of cloud-only accounts',
    source: 'audience.qualifyingServicePlans',
    user: { servicePlanIds: [businessPlan], onPremisesSyncEnabled: true },
    audience: { qualifyingServicePlans: { cloudOnly: [businessPlan], synchronised: [] } },
    because: 'noQualifyingLicence',
  },
  {
    rule: 'A synchronised account with Business Standard (truth 3)',
    source: source.licensing,
    user: { skuIds: [businessStandardSkus[0]!], servicePlanIds: [exchangePlan], onPremisesSyncEnabled: true },
    because: 'noQualifyingLicence',
  },
  {
    rule: 'A cloud-only account with Business Standard of which every plan has lapsed (truth 3)',
    source: source.licensing,
    user: { skuIds: [businessStandardSkus[0]!], servicePlanIds: [], hasLapsedPlans: true },
    because: 'noQualifyingLicence',
  },
  {
    rule: 'Business Standard, once the document names other licences (truth 3)',
    source: 'audience.qualifyingSkus',
    user: { skuIds: [businessStandardSkus[0]!], servicePlanIds: [exchangePlan] },
    audience: { qualifyingSkus: { cloudOnly: [officeSkus[0]!], synchronised: [] } },
    because: 'noQualifyingLicence',
  },
  {
    rule: 'An Office licence, by default (truth 3)',
    source: source.licensing,
    user: { skuIds: [officeSkus[0]!], servicePlanIds: [exchangePlan] },
    because: 'noQualifyingLicence',
  },
  {
    rule: 'An Office licence of a synchronised account, whatever the document says (truth 3)',
    source: 'audience.acceptOfficeLicences',
    user: { skuIds: [officeSkus[0]!], servicePlanIds: [exchangePlan], onPremisesSyncEnabled: true },
    audience: { acceptOfficeLicences: true },
    because: 'noQualifyingLicence',
  },
  // Writeback
  {
    rule: 'A synchronised account that is protected on-premises, though a wave names them',
    source: source.writeback,
    user: { onPremisesSyncEnabled: true },
    facts: { memberOf: [groupId, protectedGroupId] },
    audience: { onPremisesProtectedGroups: [protectedGroupId] },
    namedByWave: true,
    because: 'onPremisesProtected',
  },
  {
    rule: 'A synchronised account without writeback',
    source: source.writeback,
    user: { onPremisesSyncEnabled: true },
    audience: { passwordWriteback: 'disabled' },
    because: 'writebackNotEnabled',
  },
  {
    rule: 'A synchronised account without writeback, though no licence is asked for',
    source: source.writeback,
    user: { onPremisesSyncEnabled: true, servicePlanIds: [] },
    audience: { passwordWriteback: 'disabled', requireLicence: false },
    because: 'writebackNotEnabled',
  },
  {
    rule: 'A synchronised account that is protected on-premises, which writeback cannot reset',
    source: source.writeback,
    user: { onPremisesSyncEnabled: true },
    facts: { memberOf: [otherGroupId] },
    audience: { onPremisesProtectedGroups: [otherGroupId] },
    because: 'onPremisesProtected',
  },
  // People who are away
  {
    rule: 'Nobody who signed in 181 days ago',
    source: 'audience.skipInactiveForDays',
    user: { lastSignInDateTime: after({ days: -181 }) },
    because: 'inactive',
  },
  {
    rule: 'The first moment after the 180 days',
    source: 'audience.skipInactiveForDays',
    user: { lastSignInDateTime: after({ days: -180, seconds: -1 }) },
    because: 'inactive',
  },
  {
    rule: 'Nobody away for eight days, where seven are the limit',
    source: 'audience.skipInactiveForDays',
    user: { lastSignInDateTime: after({ days: -8 }) },
    audience: { skipInactiveForDays: 7 },
    because: 'inactive',
  },
  {
    rule: 'An account of 300 days that nobody ever signed in with (truth 7)',
    source: source.signIn,
    user: { lastSignInDateTime: undefined, neverSignedIn: true, createdDateTime: after({ days: -300 }) },
    because: 'inactive',
  },
  // Addresses
  { rule: 'Somebody without a mailbox', source: source.user, user: { mail: undefined }, because: 'noUsableAddress' },
  {
    rule: 'Somebody whose mail is no address',
    source: source.addressing,
    user: { mail: 'see reception' },
    because: 'addressMalformed',
  },
  {
    rule: 'A private address, where the document does not allow it',
    source: 'audience.addressFallback',
    user: { mail: undefined, otherMails: ['asa@example.com'] },
    because: 'noUsableAddress',
  },
  {
    rule: 'A sign-in name is no address, unless the document says so',
    source: 'audience.addressFallback',
    user: { mail: undefined },
    audience: { addressFallback: ['otherMails'] },
    because: 'noUsableAddress',
  },
  {
    rule: 'An address that bounced',
    source: source.bounces,
    facts: { suppressedAddresses: [aUser().mail!] },
    because: 'addressSuppressed',
  },
  {
    rule: 'An address that bounced, in another spelling',
    source: source.bounces,
    facts: { suppressedAddresses: [aUser().mail!.toUpperCase()] },
    because: 'addressSuppressed',
  },
  {
    rule: 'A private address that bounced',
    source: source.bounces,
    user: { mail: undefined, otherMails: ['asa@example.com'] },
    facts: { suppressedAddresses: ['asa@example.com'] },
    audience: { addressFallback: ['otherMails'] },
    because: 'addressSuppressed',
  },
  {
    rule: 'Somebody whose every address bounced',
    source: source.bounces,
    user: { otherMails: ['asa@example.com'] },
    facts: { suppressedAddresses: ['asa@example.com', aUser().mail!] },
    audience: { addressFallback: ['otherMails'] },
    because: 'addressSuppressed',
  },
  {
    rule: 'An account that shares the mailbox of another (truth 8)',
    source: source.document,
    facts: { mailboxOf: personId(7) },
    because: 'mailboxOfAnother',
  },
  {
    rule: 'A fallback address that is none either (truth 12)',
    source: source.addressing,
    user: { mail: undefined, otherMails: ['ask reception'] },
    audience: { addressFallback: ['otherMails'] },
    because: 'addressMalformed',
  },
  // Measuring
  {
    rule: 'Everyone, where everyone is held out',
    source: 'holdoutPercent',
    audience: { holdoutPercent: 100 },
    because: 'holdout',
  },
  {
    rule: 'Somebody held out, though a wave names them',
    source: 'holdoutPercent',
    audience: { holdoutPercent: 100 },
    namedByWave: true,
    because: 'holdout',
  },
];

const selected: readonly (Row & { readonly variant?: Variant; readonly address?: string })[] = [
  ...(['user', 'linked', 'none', 'unknown'] as const).map((purpose) => ({
    rule: `Somebody whose mailbox is ${purpose} (everyone 4)`,
    source: source.mailbox,
    facts: { mailbox: { purpose, readAt: now } },
  })),
  {
    rule: 'Somebody of whose registration an older reading stands (truth 1)',
    source: source.report,
    facts: { unreadable: true },
  },
  {
    rule: 'Somebody of each attribute that is named (everyone 4)',
    source: 'audience.departments and the like',
    audience: {
      departments: ['Finance', 'sales'],
      companies: ['contoso ab'],
      countries: ['Sweden'],
      employeeTypes: ['Employee'],
      domains: ['contoso.com'],
    },
  },
  {
    rule: 'Somebody of a department that is not named, whom a wave names (everyone 4)',
    source: 'audience.departments',
    audience: { departments: ['Finance'] },
    namedByWave: true,
  },
  {
    rule: 'Somebody of whom the directory names no department, where one is excluded (everyone 4)',
    source: 'audience.exclude',
    user: { department: undefined },
    audience: { exclude: { departments: ['Sales'] } },
  },
  {
    rule: 'Somebody on the first day of work (truth 7)',
    source: source.user,
    user: { employeeHireDate: new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`) },
  },
  {
    rule: 'An account of 300 days that waited for its person until last week (truth 7)',
    source: source.signIn,
    user: {
      lastSignInDateTime: undefined,
      neverSignedIn: true,
      createdDateTime: after({ days: -300 }),
      employeeHireDate: after({ days: -7 }),
    },
  },
  {
    rule: 'A young account that nobody signed in with yet (truth 7)',
    source: source.signIn,
    user: { lastSignInDateTime: undefined, neverSignedIn: true, createdDateTime: after({ days: -170 }) },
  },
  ...businessStandardSkus.map((sku) => ({
    rule: `A cloud-only account with Business Standard ${sku} (truth 3)`,
    source: source.licensing,
    user: { skuIds: [sku], servicePlanIds: [exchangePlan] },
  })),
  {
    rule: 'A licence that was assigned a moment ago and has no plans yet (truth 3)',
    source: source.licensing,
    user: { skuIds: [businessStandardSkus[0]!], servicePlanIds: [] },
  },
  {
    rule: 'A licence that the document names for synchronised accounts (truth 3)',
    source: 'audience.qualifyingSkus',
    user: { skuIds: [officeSkus[0]!], servicePlanIds: [exchangePlan], onPremisesSyncEnabled: true },
    audience: { qualifyingSkus: { cloudOnly: [], synchronised: [officeSkus[0]!] } },
  },
  {
    rule: 'A cloud-only account with an Office licence, where the document lets it count (truth 3)',
    source: 'audience.acceptOfficeLicences',
    user: { skuIds: [officeSkus[0]!], servicePlanIds: [exchangePlan] },
    audience: { acceptOfficeLicences: true },
  },
  { rule: 'Somebody licensed and in scope who has registered nothing', source: source.flags },
  {
    rule: 'Somebody registered whose methods are not enough: one more method',
    source: source.howItWorks,
    facts: { registration: aRegistration({ isSsprRegistered: true, methodsRegistered: ['mobilePhone'] }) },
    variant: 'oneMoreMethod',
  },
  {
    rule: 'A row that says capable but not registered is no success',
    source: source.flags,
    facts: { registration: aRegistration({ isSsprCapable: true }) },
  },
  {
    rule: 'A guest, where guests are written to',
    source: 'audience.guests',
    user: { userType: 'guest' },
    audience: { guests: true },
  },
  {
    rule: 'An admin, where admins are written to: a mail of their own',
    source: source.twoGate,
    facts: { registration: aRegistration({ isAdmin: true }) },
    audience: { admins: 'include' },
    variant: 'admin',
  },
  {
    rule: 'An admin who lacks one method gets the mail for admins',
    source: source.twoGate,
    facts: { registration: aRegistration({ isAdmin: true, isSsprRegistered: true }) },
    audience: { admins: 'include' },
    variant: 'admin',
  },
  {
    rule: 'A member of an included group',
    source: 'audience.includeGroups',
    facts: { memberOf: [groupId] },
    audience: { includeGroups: [groupId] },
  },
  {
    rule: 'A member of one of several included groups',
    source: 'audience.includeGroups',
    facts: { memberOf: [otherGroupId] },
    audience: { includeGroups: [groupId, otherGroupId] },
  },
  {
    rule: 'Somebody outside the included groups whom a wave names',
    source: 'audience.includeGroups',
    audience: { includeGroups: [groupId] },
    namedByWave: true,
  },
  {
    rule: 'Somebody on one of several included lists (everyone 4)',
    source: 'audience.includeLists',
    facts: { memberOf: [listKeyOf('pilots')] },
    audience: { includeLists: ['others', 'pilots'], excludeLists: ['works-council'] },
  },
  {
    rule: 'Somebody on none of the included lists whom a wave names (everyone 4)',
    source: 'audience.includeLists',
    audience: { includeLists: ['pilots'] },
    namedByWave: true,
  },
  {
    rule: 'A member of other groups than the excluded one',
    source: 'audience.excludeGroups',
    facts: { memberOf: [otherGroupId] },
    audience: { excludeGroups: [groupId] },
  },
  {
    rule: 'A person whose name looks like a service account, since they are licensed',
    source: source.user,
    user: { userPrincipalName: 'sa.berg@contoso.com' },
  },
  {
    rule: 'An unlicensed person with an ordinary name, where no licence is asked for',
    source: 'audience.requireLicence',
    user: { userPrincipalName: 'sami.service@contoso.com', servicePlanIds: [] },
    audience: { requireLicence: false },
  },
  {
    rule: 'A name that only begins like a service account',
    source: source.user,
    user: { userPrincipalName: 'svcarlsson@contoso.com', servicePlanIds: [] },
    audience: { requireLicence: false },
  },
  { rule: 'A cloud-only account with Entra ID P1', source: source.licensing },
  {
    rule: 'A cloud-only account with Entra ID P2',
    source: source.plans,
    user: { servicePlanIds: ['eec0eb4f-6444-4f95-aba0-50c24d67f998'] },
  },
  { rule: 'A cloud-only account with a business plan', source: source.plans, user: { servicePlanIds: [businessPlan] } },
  {
    rule: 'A qualifying plan among others',
    source: source.plans,
    user: { servicePlanIds: ['57ff2da0-773e-42df-b2af-ffb7a2317929', businessPlan] },
  },
  {
    rule: 'A synchronised account with Entra ID P1 and writeback',
    source: source.licensing,
    user: { onPremisesSyncEnabled: true },
  },
  {
    rule: 'A synchronised account with Entra ID P2 and writeback',
    source: source.licensing,
    user: { onPremisesSyncEnabled: true, servicePlanIds: ['eec0eb4f-6444-4f95-aba0-50c24d67f998'] },
  },
  {
    rule: 'A plan that the document names for synchronised accounts',
    source: 'audience.qualifyingServicePlans',
    user: { onPremisesSyncEnabled: true, servicePlanIds: [businessPlan] },
    audience: { qualifyingServicePlans: { cloudOnly: [], synchronised: [businessPlan] } },
  },
  {
    rule: 'A synchronised account, where nobody knows whether writeback is on',
    source: 'sspr.passwordWriteback',
    user: { onPremisesSyncEnabled: true },
    audience: { passwordWriteback: 'unknown' },
  },
  {
    rule: 'A cloud-only account in a group of protected ones: only on-premises accounts are protected there',
    source: source.writeback,
    facts: { memberOf: [otherGroupId] },
    audience: { onPremisesProtectedGroups: [otherGroupId] },
  },
  {
    rule: 'A cloud-only account needs no writeback',
    source: source.writeback,
    audience: { passwordWriteback: 'disabled' },
  },
  {
    rule: 'A synchronised account in no group of protected accounts',
    source: source.writeback,
    user: { onPremisesSyncEnabled: true },
    facts: { memberOf: [groupId] },
    audience: { onPremisesProtectedGroups: [protectedGroupId] },
  },
  {
    rule: 'Somebody who signed in exactly 180 days ago',
    source: 'audience.skipInactiveForDays',
    user: { lastSignInDateTime: after({ days: -180 }) },
  },
  {
    rule: 'Somebody whose sign-ins are unknown, as without a premium licence: unknown is not inactive',
    source: source.signIn,
    user: { lastSignInDateTime: undefined },
  },
  {
    rule: 'Somebody away for years, where inactivity does not matter',
    source: 'audience.skipInactiveForDays',
    user: { lastSignInDateTime: after({ days: -3000 }) },
    audience: { skipInactiveForDays: 0 },
  },
  {
    rule: 'Somebody without a mailbox at a private address, where that is allowed',
    source: 'audience.addressFallback',
    user: { mail: undefined, otherMails: ['asa@example.com'] },
    audience: { addressFallback: ['otherMails'] },
    address: 'asa@example.com',
  },
  {
    rule: 'Somebody whose address was corrected after a bounce',
    source: source.bounces,
    facts: { suppressedAddresses: ['old@contoso.com'] },
  },
  {
    rule: 'Somebody whose mailbox bounced, at a private address where that is allowed',
    source: source.bounces,
    user: { otherMails: ['asa@example.com'] },
    facts: { suppressedAddresses: [aUser().mail!] },
    audience: { addressFallback: ['otherMails'] },
    address: 'asa@example.com',
  },
  {
    rule: 'Somebody with a mailbox, though the private address bounced',
    source: source.bounces,
    user: { otherMails: ['asa@example.com'] },
    facts: { suppressedAddresses: ['asa@example.com'] },
    audience: { addressFallback: ['otherMails'] },
  },
  { rule: 'Everyone, where nobody is held out', source: 'holdoutPercent', audience: { holdoutPercent: 0 } },
];

describe('nobody is written to who', () => {
  it.each(excluded)('$because: $rule ($source)', ({ because, ...row }) => {
    expect(judge(row)).toEqual({ selected: false, because });
  });
});

describe('the campaign writes to', () => {
  it.each(selected)('$rule ($source)', ({ variant = 'register', address = aUser().mail!, ...row }) => {
    expect(judge(row)).toEqual({ selected: true, address, variant });
  });
});

describe('the rulebook', () => {
  it('has at least sixty rules, and reaches every reason for an exclusion', () => {
    expect(excluded.length + selected.length).toBeGreaterThanOrEqual(60);
    expect(new Set(excluded.map(({ because }) => because))).toEqual(new Set(exclusionReasons));
  });

  it.each(exclusionReasons)('explains %s in a sentence', (reason) => {
    expect(exclusions[reason].text).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('gives every reason a text of its own', () => {
    expect(new Set(exclusionReasons.map((reason) => exclusions[reason].text)).size).toBe(exclusionReasons.length);
  });
});

/** The first reason that holds is the one that is shown: what no campaign can change comes first. */
describe('of several reasons', () => {
  const faults: Readonly<Record<ExclusionReason, { user?: Partial<DirectoryUser>; facts?: Partial<UserFacts> }>> = {
    erased: { user: { isErased: true } },
    notInDirectory: { facts: { isInDirectory: false } },
    unreadable: { facts: { unreadable: true, registration: undefined } },
    accountDisabled: { user: { accountEnabled: false } },
    guest: { user: { userType: 'guest' } },
    notStartedYet: { user: { employeeHireDate: after({ days: 20 }) } },
    excludedByOperator: { facts: { excludedByOperator: true } },
    inExcludedGroup: { facts: { memberOf: [otherGroupId] } },
    inDenyList: { facts: { memberOf: [listKeyOf('works-council')] } },
    outsideIncludedGroups: { facts: { memberOf: [] } },
    outsideAllowLists: { facts: { memberOf: [groupId] } },
    withExcludedAttribute: { user: { department: 'Board' } },
    outsideAttributes: { user: { country: 'Norway' } },
    sharedOrServiceAccount: { user: { userPrincipalName: 'room-1@contoso.com', servicePlanIds: [] } },
    sharedMailbox: { facts: { mailbox: { purpose: 'shared', readAt: now } } },
    notReported: { facts: { registration: undefined } },
    registrationUnknown: { facts: { registration: aRegistration({ unknown: 'policyNotDeclared', isAdmin: true }) } },
    alreadyCapable: { facts: { registration: { ...capableRegistration, isAdmin: true } } },
    adminUnderTwoGatePolicy: { facts: { registration: aRegistration({ isAdmin: true, isSsprEnabled: false }) } },
    notInSsprScope: { facts: { registration: aRegistration({ isSsprEnabled: false }) } },
    noQualifyingLicence: { user: { servicePlanIds: [] } },
    onPremisesProtected: {
      user: { onPremisesSyncEnabled: true },
      facts: { memberOf: [groupId, listKeyOf('pilots'), protectedGroupId] },
    },
    writebackNotEnabled: { user: { onPremisesSyncEnabled: true } },
    inactive: { user: { lastSignInDateTime: after({ days: -400 }) } },
    noUsableAddress: { user: { mail: undefined } },
    addressMalformed: { user: { mail: 'see reception' } },
    addressSuppressed: { facts: { suppressedAddresses: [aUser().mail!] } },
    mailboxOfAnother: { facts: { mailboxOf: personId(7) } },
    holdout: {},
  };
  const audience = {
    includeGroups: [groupId],
    excludeGroups: [otherGroupId],
    includeLists: ['pilots'],
    excludeLists: ['works-council'],
    countries: ['Sweden'],
    exclude: { departments: ['Board'] },
    onPremisesProtectedGroups: [protectedGroupId],
    passwordWriteback: 'disabled',
    holdoutPercent: 100,
  } as const;

  /** Somebody to whom this reason applies and all that come after it. */
  function everythingFrom(reason: ExclusionReason): Omit<Row, 'rule' | 'source'> {
    const later = exclusionReasons.slice(exclusionReasons.indexOf(reason)).toReversed();
    const base = { user: {}, facts: { memberOf: [groupId, listKeyOf('pilots')] } as Partial<UserFacts>, audience };
    return later.reduce(
      (all, one) => ({
        ...all,
        user: { ...all.user, ...faults[one].user },
        facts: { ...all.facts, ...faults[one].facts },
      }),
      base,
    );
  }

  it.each(exclusionReasons)('%s is shown before all that come after it', (reason) => {
    expect(judge(everythingFrom(reason))).toEqual({ selected: false, because: reason });
  });
});

describe('everything that keeps somebody out', () => {
  it('is named in the order in which it is looked for, and is nothing for who is selected', () => {
    const context = { audience: anAudience({ holdoutPercent: 100 }), now };
    const facts = someFacts({ user: aUser({ mail: undefined, servicePlanIds: [] }), excludedByOperator: true });
    expect(reasonsAgainst(facts, context)).toEqual([
      'excludedByOperator',
      'noQualifyingLicence',
      'noUsableAddress',
      'holdout',
    ]);
    expect(reasonsAgainst(someFacts(), { audience: anAudience(), now })).toEqual([]);
  });
});

describe('the verdict', () => {
  it('is the same for the same facts', () => {
    const facts = someFacts();
    const context = { audience: anAudience({ holdoutPercent: 50 }), now };
    expect(judgeUser(facts, context)).toEqual(judgeUser(structuredClone(facts), structuredClone(context)));
  });

  it('takes a wave to name nobody unless it says so', () => {
    const context = { audience: anAudience({ includeGroups: [groupId] }), now };
    expect(judgeUser(someFacts(), context)).toEqual({ selected: false, because: 'outsideIncludedGroups' });
  });

  it.each<[string, Partial<UserFacts>, Variant]>([
    ['nobody the report knows', { registration: undefined }, 'register'],
    [
      'somebody out of scope',
      { registration: aRegistration({ isSsprEnabled: false, isSsprRegistered: true }) },
      'register',
    ],
    ['somebody one method short', { registration: aRegistration({ isSsprRegistered: true }) }, 'oneMoreMethod'],
    ['an admin', { registration: aRegistration({ isAdmin: true }) }, 'admin'],
  ])('fits the first mail to %s: %s', (_who, facts, variant) => {
    expect(variantFor(someFacts(facts))).toBe(variant);
  });
});
