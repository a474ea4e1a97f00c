import { whyNoNotice } from '../campaign/notice-address.ts';
import { mailboxOwnerInWords, mailboxOwners, type MailboxOwner } from '../campaign/owner-mailbox.ts';
import type { SsprMethod } from '../registration/sspr-method.ts';
import { nonPremium } from '../tenant/probe.ts';

/** What the app may read, each with a permission of its own; also the end of the check's id. */
export const permitted = {
  users: 'read users',
  registrationReport: 'read the registration report',
  auditLog: 'read the audit log',
  groupMembers: 'read group members',
  methods: 'read methods of people',
  adminRoles: 'read admin roles',
  mailboxes: 'read what mailboxes are for',
} as const;

export type Permitted = keyof typeof permitted;

const ownersInWords = mailboxOwners.map((owner) => [owner, mailboxOwnerInWords(owner)] as const);

/** What could not be asked, whatever it was. */
const askingWords = {
  throttled: 'Microsoft Graph asked to wait, so this was not checked.',
  runAgain: 'Run the preflight again in a minute.',
  noToken: 'The app has no token for Microsoft Graph, so nothing was asked.',
  /** A user-assigned identity is not found without its client id: with none, App Service looks for the system-assigned one. */
  getToken:
    'Give the app a managed identity, and set AZURE_CLIENT_ID to its client id if it is a user-assigned one. On your own machine run "az login".',
  graphAtFault: (status: number, code: string) =>
    `Microsoft Graph answered ${status} ${code}: the fault is on its side. This was not checked.`,
  graphRefused: (status: number, code: string) => `Microsoft Graph answered ${status} ${code}.`,
  checkCloud: 'Check GRAPH_ENDPOINT and the cloud of the tenant.',
  graphSilent: 'Microsoft Graph gave no answer.',
  checkNetwork: 'Check GRAPH_ENDPOINT and that the app may reach it over the network.',
  grant: (permission: string) =>
    `Grant the app's managed identity the application permission ${permission} of Microsoft Graph with admin consent. A new token that carries it may take an hour.`,
};

const permissionWords = {
  noAuditLog:
    'In the cloud of China no application can read the audit log: registrations are seen by the nightly report alone.',
  noAuditLogSo: 'Nothing can be done about it. Expect the SSPR link up to a day or two after the registration.',
  may: (what: string, permission: string) => `The app may ${what} (${permission}).`,
  mayNot: (what: string, permission: string) => `The app may not ${what}: ${permission} is missing.`,
};

const premiumWords = {
  buy: 'Buy Entra ID P1 or P2 (Microsoft 365 Business Premium, E3 and E5 include it) and assign it; or let the app read the methods of each person, by the app setting METHODS_WITHOUT_P1.',
  reportAnswers: `The registration report answers ${nonPremium}: the tenant has no Entra ID P1 or P2.`,
  noSubscription: 'No subscription in force includes Entra ID P1 or P2.',
  assigned: 'The tenant has Entra ID P1 or P2, and seats of it are assigned.',
  notAssigned: 'The tenant has Entra ID P1 or P2, and not one seat of it is assigned (consumedUnits is 0).',
  assign: 'Assign the licence: to one person for the report, to everybody who is to reset.',
  subscriptionsUnread:
    'Subscriptions cannot be read (Organization.Read.All is missing), so the licence was not checked.',
  byMethods:
    'The tenant has no Entra ID P1 or P2, and so no registration report: the methods of each person are read (METHODS_WITHOUT_P1).',
  nobodyKnown: 'Nobody but administrators is known to be able to reset, or not to be.',
  declare: (fields: string) => `Declare ${fields} in the campaign document, as set in Entra.`,
  and: 'and',
  questionsAllowed:
    'Security questions are allowed and cannot be seen: whoever lacks one method is unknown, and gets no mail.',
  takeQuestionsOut: 'Take security questions out of the policy, and out of sspr.allowedMethods.',
};

const namedWords = {
  groupsThere: (count: number) => `${count} groups are named, none of them is missing.`,
  groupsMissing: (groups: string) => `The directory has no group ${groups}.`,
  mendGroups: (hours: number) =>
    `Take it out of the campaign document, or put the id of the group that replaced it. Until then no pass is believed, and everyone stays as they were; the audit log still tells of registrations. Where that is silent for ${hours} hours too, only SSPR links leave.`,
  listsThere: (count: number) => `${count} lists of people are named, and all of them are there.`,
  listMissing: (name: string) => `${name} is not there`,
  listUnread: (name: string) => `${name} cannot be read`,
  listsWrong: (lists: string) => `Of the lists that the document names, ${lists}.`,
  mendLists:
    'Upload it (PUT /api/lists/{name}), or take it out of the campaign document. Until then no pass is believed and no mail leaves, since nobody can say who is on it.',
};

const sendingWords = {
  customDomain: (domain: string) => `Mails come from the custom domain ${domain}.`,
  managedDomain: (domain: string, perMinute: number, perHour: number) =>
    `${domain} is a domain that Azure manages: ${perMinute} mails a minute and ${perHour} an hour, which cannot be raised.`,
  setToMore: 'The campaign is set to more.',
  ownDomain: 'Set up a domain of your own with SPF, DKIM and DMARC, and send from it.',
  mailServiceAnswers: 'The mail service answers.',
  mailServiceToken: 'That gives no token for the mail service: set ACS_CONNECTION_STRING there.',
  mailServiceNoToken: 'The app has no token for the mail service, so it was not asked.',
  mailServiceSilent: (because: string) => `The mail service did not answer: ${because}.`,
  checkMailService:
    'Check ACS_ENDPOINT, and that the app has the role Communication and Email Service Owner on the resource.',
  waiting: (people: number, perHour: number, perDay: number, days: number) =>
    `${people} people wait for a first mail: at ${perHour} mails an hour and ${perDay} new recipients a day this takes ${days} working days.`,
  askForQuota: (perHour: number, perDay: number) =>
    `Ask for a quota of ${perHour} mails an hour (an Azure support request; the answer may take 72 hours), or lower capacity.newRecipientsPerDay to ${perDay}.`,
  quotaLetsThrough: (perDay: number) => `The quota lets only ${perDay} a day through, reminders included.`,
  moreThanDefault: 'That is more than the 30 a minute and 100 an hour a subscription begins with.',
  makeSure: 'Make sure that this quota was granted to the subscription, and that nothing else in it sends mail.',
};

const storageWords = {
  queuesUnread: 'The queues cannot be read.',
  queueRole: 'Give the app the role Storage Queue Data Contributor on the account.',
  storageAnswers: 'Tables and queues answer; no message has failed for good.',
  poisonedIn: (count: number, queue: string) => `${count} in ${queue}`,
  poisoned: (list: string) => `Messages have failed for good: ${list}.`,
  seePoison: 'See "poison queue" in docs/operations.md.',
  rowsLost: (pass: string, people: number, histories: number) =>
    `The pass of ${pass} found rows of ${people} people gone and wrote them anew; of ${histories} nobody knows what they were sent.`,
  seeLost: 'See "rows of people are lost" in docs/operations.md.',
  rowsRight: 'Every stored row that was read is as it should be.',
  rowsSetAside: (rows: string) =>
    `Set aside; where a row is about a person or a wave, nothing leaves for them: ${rows}.`,
  seeUnreadable: 'See "a stored row cannot be read" in docs/operations.md.',
};

const seeingWords = {
  passGoesOn: 'Mend what it names; the pass goes on within minutes. Until then everyone stays as they were.',
  passStartsAnew: 'Mend what it names; the next pass starts by itself. Until then everyone stays as they were.',
  passNotBelieved: (because: string | undefined) =>
    `The last pass is not believed: ${because ?? 'no reason was kept'}.`,
  passStandsStill: (page: number, collection: string, since: string, because: string | undefined) =>
    `The pass stands still at page ${page} of ${collection} since ${since}: ${because ?? 'see the log'}.`,
  passByItself: 'Nothing: it goes on by itself when Graph answers again.',
  runPass: 'Run refreshRegistrations (POST /admin/functions/refreshRegistrations), or wait for the night.',
  noPass: 'No pass over the tenant is complete yet: nobody is known.',
  passOld: (hours: number) => `The last complete pass began ${hours} hours ago.`,
  passFound: (hours: number, users: number) =>
    `The last complete pass began ${hours} hours ago and found ${users} users.`,
  mendSeeing: 'Mend what "full pass" and "permission: read the audit log" name; the mails go on by themselves.',
  nobodySees: (since: string) => `Nobody has seen registrations since ${since}: everything but SSPR links waits.`,
  reportAlone: 'Registrations are seen by the report alone.',
  logUnread: 'The audit log has not been read yet.',
  logOverdue: (at: string) => `The audit log was last read at ${at}: registrations are seen by the nightly report.`,
  logRead: (at: string) => `The audit log was last read at ${at}.`,
  logToldNothing: 'It has told of no registration yet, so it is not relied upon.',
  logTells: 'The audit log tells of registrations and resets.',
  logSilent: 'The audit log has told of no registration and no reset yet: whether Microsoft collects them is unknown.',
  openLog:
    'Open Entra admin center, Password reset, Audit logs once: nothing is collected before. Then register or reset once, and run the preflight again.',
};

const runningWords = {
  timeUnread: 'The time at Microsoft Graph could not be read.',
  clockOff: (seconds: number) => `The clock is ${seconds} seconds off that of Microsoft Graph.`,
  setClock: 'Set the clock of the machine: quiet hours, tokens and quotas depend on it.',
  dryRun: 'DRY_RUN is on: everything runs and nothing is sent.',
  endDryRun: 'Set the app setting DRY_RUN to false.',
  paused: (because: string | undefined) => `The campaign is paused: ${because ?? 'no reason given'}.`,
  resume: 'POST /api/campaign/resume',
  runs: 'The campaign runs.',
};

const policyWords = {
  policyUnread: (permission: string) =>
    `The policy on authentication methods cannot be read (${permission} is missing): what it allows is unknown.`,
  accessPass: (isAllowed: boolean) => `A Temporary Access Pass is ${isAllowed ? '' : 'not '}allowed.`,
  accessPassUnknown: 'Of a Temporary Access Pass the policy says nothing.',
  notMigrated: (state: string | undefined) =>
    `policyMigrationState is ${state ?? 'not told'}: for resets the older policy counts too, which no API tells, so what is allowed is unknown.`,
  migrate:
    'Entra admin center, Authentication methods, Policies, Manage migration: finish it. Until then declare sspr.allowedMethods.',
  allows: (methods: string) => `The policy allows for resets: ${methods || 'nothing'}.`,
  allowOne: 'Allow at least one method under Authentication methods, Policies.',
  allowAnother: 'Allow Microsoft Authenticator, software tokens or email before that day, or nobody can reset.',
  phonesEnd: (day: string) => `Text messages and calls end on ${day}.`,
  sameWeek: (waves: string) => `In the same week we ask too: ${waves}.`,
  promptUnknown: 'The policy does not tell whether it is on.',
  lookAtPrompt: 'Look under Authentication methods, Registration campaign.',
  promptOff: 'It is off.',
  promptByDefault: (state: string, since: string) =>
    `It is ${state}: since ${since} Microsoft asks people who use text messages or calls.`,
  promptOn: 'It is on: Microsoft asks people at their sign-in for a stronger method.',
  promptOnToo: 'It is on: Microsoft asks people at their sign-in.',
  moveWave: 'Move the wave by a week, leave its people out of the registration campaign, or tell them of both.',
  adminsUnread: 'Whether admins may reset is unknown (Policy.Read.All is missing).',
  adminsUntold: 'Graph does not tell whether admins may reset.',
  tryWithOne: 'Try it with one of them.',
  adminsMay: 'Admins may reset (allowedToUseSSPR; it speaks of admins only).',
  adminsMayNot:
    'Admins may not reset: allowedToUseSSPR of the authorization policy is false. It speaks of admins only.',
  allowAdmins: 'Set it to true, or leave admins out (audience.admins). A change takes up to an hour.',
  adminsAreAsked: 'The campaign asks them to register.',
};

const methodEnds: Readonly<Partial<Record<SsprMethod, (day: string) => string>>> = {
  mobilePhone: (day) => `text messages and calls end on ${day}`,
  officePhone: (day) => `text messages and calls end on ${day}`,
  securityQuestions: () => 'security questions end in March 2027',
};

const mailWords = {
  repliesAsked: 'Mails ask for a reply where somebody has a question.',
  noReplies: 'REPLY_TO_ADDRESS is not set, so no mail asks for a reply: people are asked to call instead.',
  setReplies: 'Set REPLY_TO_ADDRESS to a mailbox that the help desk reads.',
  noMethodDeclared: 'No method is declared (sspr.allowedMethods). The mails recommend none, and say when phones end.',
  noMethodEnds: 'No method that the mails recommend ends within 120 days.',
  methodEnds,
  methodsEnd: (what: string) => `The mails recommend what ends within 120 days, and say so: ${what}.`,
  allowLasting:
    'Allow methods that last, and name them in sspr.allowedMethods. Set sspr.ownTelephonyProvider where a provider of your own reaches all of your people.',
  allowBeforeThat:
    'Allow another method in Entra before that day, or nobody can reset. Then put it into sspr.allowedMethods.',
  adminsWrittenTo: 'They are written to.',
  adminsLeftOut: 'They are left out.',
  adminRule:
    'Administrators are under Microsoft’s own rule (two methods, no security questions), whatever the SSPR policy says: test with somebody who is no admin.',
  noticesGo: (count: number) => `Every address of waveNotices and owners may be written to (${count}).`,
  noticesRefused: (list: string) => `Nothing is sent to some addresses: ${list}.`,
  mendNotices: 'Mend the address, or set NOTICE_ADDRESSES.',
  whyNoNotice,
  ownersTold: 'Each cause of trouble has a mailbox that is told of it.',
  ownersUntold: (list: string) => `Nobody is told of people in trouble whom these can help: ${list}.`,
  nameOwners: 'Name their mailboxes in owners, or that of owners.campaign, which is told of what has no other.',
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each owner has its words
  owners: Object.fromEntries(ownersInWords) as Readonly<Record<MailboxOwner, string>>,
};

const peopleWords = {
  noLicenceNeeded: 'audience.requireLicence is off: licences are not looked at.',
  licensed: (byPlan: number, bySku: number) =>
    `${byPlan} people are licensed by a service plan, ${bySku} by the SKU alone (audience.qualifyingSkus: Business Standard by default);`,
  officeCounts: (people: number) =>
    `${people} count by an Office licence only, by an older text of Microsoft's (audience.acceptOfficeLicences is on).`,
  officeLeftOut: (people: number) =>
    `${people} hold an Office licence only and are left out (audience.acceptOfficeLicences is off).`,
  tryLicences: (people: number) =>
    `Microsoft's texts differ about these licences: let one of the ${people} reset a password before the first wave, or take the licence out of the audience.`,
  noGrace: 'Nobody hangs on a licence in its grace period.',
  grace: (people: number) =>
    `${people} people hang on a licence in its grace period (Warning): they count until it ends, and are left out from then on.`,
  renew: 'Renew the subscription. Microsoft 365 admin center, Billing, Your products, says until when.',
  rowsRead: 'Every row of the last full pass could be read.',
  rowsUnread: (people: number) =>
    `Of ${people} people a row could not be read: what was known before stands, and who was not known is left out as unreadable.`,
  rowsNameless: (rows: number) => `${rows} rows had no id: until they have, nobody is taken to have left.`,
  seeRows:
    'The log of the pass (rowSetAside) names each id and field. Correct the account, or report the field as a fault of this program.',
};

const tenantWords = {
  scopeUnseen: (declared: string) => `Without a report the scope cannot be seen; sspr.scope says ${declared}.`,
  inScope: (enabled: number, people: number) => `${enabled} of ${people} people in the report are in scope.`,
  setScope: 'Entra admin center, Password reset, Properties: set SSPR to Selected or All. Then put it into sspr.scope.',
  nobodyReported: 'Nobody is reported yet.',
  waitForPass: 'Wait for the first full pass.',
  seemsNone: 'SSPR seems to be set to None.',
  scopeSays: (declared: string) => `sspr.scope says ${declared};`,
  scopeSaysAll: 'sspr.scope says all; only',
  correctScope: 'Correct sspr.scope in the campaign document.',
  checkScope: 'Check the scope and the licences.',
  declareScope: 'Declare sspr.scope to have it watched.',
  enableWriteback:
    'Enable password writeback in Entra Connect or cloud sync and under Password reset, On-premises integration; needs P1, P2 or Business Premium.',
  nobodySynchronised: 'Nobody is synchronised from on-premises: writeback is not needed.',
  writebackDisabled: (declared: string, at: string) =>
    `sspr.passwordWriteback says ${declared}, but the audit log says that it was disabled at ${at}.`,
  writebackEnabled: (declared: string, at: string) =>
    `sspr.passwordWriteback says ${declared}, but it was enabled at ${at}.`,
  correctWriteback: 'Correct sspr.passwordWriteback.',
  writebackFailed: (declared: string, resets: number) =>
    `sspr.passwordWriteback says ${declared}, but ${resets} resets failed for want of it.`,
  writebackWanted: (declared: string, people: number) =>
    `sspr.passwordWriteback says ${declared}, and ${people} people are synchronised.`,
  writebackWorks: (declared: string) =>
    `sspr.passwordWriteback says ${declared}, and resets of synchronised people succeed.`,
  writebackSeemsFine: (declared: string) =>
    `sspr.passwordWriteback says ${declared}, and nothing in the audit log contradicts it.`,
  domainsUnread: 'Domains cannot be read (Domain.Read.All is missing): federated ones were not looked for.',
  domains: (managed: number, federated: number, people: number) =>
    `${managed} managed domains, ${federated} federated ones with ${people} people.`,
  domainsNeedWriteback: (managed: number, federated: number, people: number) =>
    `${managed} managed domains, ${federated} federated ones with ${people} people, who can reset with password writeback only.`,
};

const senderDomainWords = {
  setRecords:
    'Set the records that Communication Services shows for the domain (docs/deploy.md); DMARC is yours to choose, none at first.',
  lookFromOutside: 'DNS could not be asked from here, or by a private name server: look the records up from outside.',
  spfUnknown: 'SPF is unknown.',
  spfMissing: 'SPF is missing.',
  spfSeveral: 'There are several SPF records, so that none counts.',
  spfWithout: 'SPF does not include spf.protection.outlook.com.',
  spfRight: 'SPF is right.',
  spfEnd: 'SPF does not end with -all.',
  dkimRight: 'DKIM is right.',
  dkimUnknown: 'DKIM is unknown.',
  dkimWrong: 'DKIM: a selector is missing or leads elsewhere.',
  dmarcUnknown: 'DMARC is unknown.',
  dmarcMissing: 'DMARC is missing.',
  dmarcNoPolicy: 'DMARC has no policy (p).',
  dmarcWatches: 'DMARC is there, and only watches (p=none).',
  dmarcRight: (policy: string) => `DMARC is right (p=${policy}).`,
};

/** What the checks say, and what to do about it. */
export const preflightWords = {
  ...askingWords,
  permitted: permitted as Readonly<Record<Permitted, string>>,
  ...permissionWords,
  ...premiumWords,
  ...namedWords,
  ...sendingWords,
  ...storageWords,
  ...seeingWords,
  ...runningWords,
  ...policyWords,
  ...mailWords,
  ...peopleWords,
  ...tenantWords,
  ...senderDomainWords,
};

export type PreflightWords = Readonly<typeof preflightWords>;
