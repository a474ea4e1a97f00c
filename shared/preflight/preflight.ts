import { domainOf } from '../recipient/address.ts';
import { defaultQualifyingServicePlans } from '../recipient/audience.ts';
import { isNonPremium, nonPremium, type Probe } from '../tenant/probe.ts';
import { fail, getToken, grant, pass, unclear, warn, type Check, type CheckStatus } from './check.ts';
import { checkMails } from './mail-checks.ts';
import { checkPeople } from './people-checks.ts';
import { checkPolicies } from './policy-checks.ts';
import { checkSenderDomain } from './sender-domain.ts';
import { checkTenant } from './tenant-checks.ts';
import { nameOf } from '../faults/unreadable-row.ts';
import { hasAuditLog } from '../registration/cloud.ts';
import { isLogOverdue, judgeDetection } from '../registration/detection.ts';
import { lossOf, standsStill } from '../registration/pass.ts';
import type { PreflightFacts } from './preflight-facts.ts';

export interface Preflight {
  /** That of the worst check. */
  readonly status: CheckStatus;
  readonly checks: readonly Check[];
}

/** Judges every precondition of the campaign. Pure; each check names its remedy. */
export function judgePreflight(facts: PreflightFacts): Preflight {
  const checks = [
    ...checkPermissions(facts),
    checkPremium(facts),
    checkGroups(facts),
    ...checkLists(facts),
    ...checkTenant(facts),
    ...checkPolicies(facts),
    ...checkPeople(facts),
    checkSender(facts),
    ...checkSenderDomain(facts.senderDomain),
    checkMailService(facts),
    ...checkMails(facts),
    checkQuota(facts),
    checkStorage(facts),
    checkRows(facts),
    checkPass(facts),
    checkDetection(facts),
    ...checkOptIn(facts),
    checkClock(facts),
    checkSwitches(facts),
  ];
  const worst = (['fail', 'warn'] as const).find((status) => checks.some((check) => check.status === status));
  return { status: worst ?? 'pass', checks };
}

/** https://learn.microsoft.com/entra/identity/authentication/howto-authentication-methods-activity */
function checkPermissions(facts: PreflightFacts): readonly Check[] {
  const { resources, groups, origin } = facts;
  const { registeredMethods, adminRoles, mailboxPurposes } = resources;
  return [
    checkPermission('User.Read.All', 'read users', resources.users),
    checkPermission('AuditLog.Read.All', 'read the registration report', resources.registrationReport),
    hasAuditLog(origin.cloud)
      ? checkPermission('AuditLog.Read.All', 'read the audit log', resources.auditLog)
      : withoutAuditLog,
    ...[...groups.values()].slice(0, 1).map((probe) => {
      const refused = [...groups.values()].find(({ kind }) => kind !== 'read');
      return checkPermission('GroupMember.Read.All', 'read group members', refused ?? probe);
    }),
    ...(registeredMethods
      ? [checkPermission('UserAuthenticationMethod.Read.All', 'read methods of people', registeredMethods)]
      : []),
    ...(adminRoles ? [checkPermission('RoleManagement.Read.Directory', 'read admin roles', adminRoles)] : []),
    ...(mailboxPurposes
      ? [checkPermission('MailboxSettings.Read', 'read what mailboxes are for', mailboxPurposes)]
      : []),
  ];
}

/** The tenant has no report, and people's own methods are read instead. */
const isReadByMethods = ({ resources }: PreflightFacts): boolean => resources.registeredMethods !== undefined;

const withoutAuditLog = warn(
  'permission: read the audit log',
  'In the cloud of China no application can read the audit log: registrations are seen by the nightly report alone.',
  'Nothing can be done about it. Expect the SSPR link up to a day or two after the registration.',
);

function checkPermission(permission: string, what: string, probe: Probe<unknown>): Check {
  const id = `permission: ${what}`;
  if (probe.kind === 'read' || isNonPremium(probe)) return pass(id, `The app may ${what} (${permission}).`);
  if (probe.kind === 'refused' && probe.status === 403)
    return fail(id, `The app may not ${what}: ${permission} is missing.`, grant(permission));
  return unclear(id, probe);
}

const premiumPlans = defaultQualifyingServicePlans.synchronised;

function checkPremium(facts: PreflightFacts): Check {
  const { resources, subscriptions } = facts;
  const id = 'premium licence';
  const remedy =
    'Buy Entra ID P1 or P2 (Microsoft 365 Business Premium, E3 and E5 include it) and assign it; or let the app read the methods of each person, by the app setting METHODS_WITHOUT_P1.';
  if (isReadByMethods(facts)) return checkDeclaredPolicy(facts);
  if (isNonPremium(resources.registrationReport)) {
    return fail(id, `The registration report answers ${nonPremium}: the tenant has no Entra ID P1 or P2.`, remedy);
  }
  if (subscriptions.kind === 'read') {
    const premium = subscriptions.value.filter(({ servicePlans }) =>
      servicePlans.some((plan) => premiumPlans.includes(plan)),
    );
    if (premium.length === 0) return fail(id, 'No subscription in force includes Entra ID P1 or P2.', remedy);
    const isAssigned = premium.some(({ consumedUnits }) => consumedUnits !== 0);
    if (isAssigned) return pass(id, 'The tenant has Entra ID P1 or P2, and seats of it are assigned.');
    const detail = 'The tenant has Entra ID P1 or P2, and not one seat of it is assigned (consumedUnits is 0).';
    return warn(id, detail, 'Assign the licence: to one person for the report, to everybody who is to reset.');
  }
  if (subscriptions.kind === 'refused' && subscriptions.status === 403) {
    const detail = 'Subscriptions cannot be read (Organization.Read.All is missing), so the licence was not checked.';
    return warn(id, detail, grant('Organization.Read.All'));
  }
  return unclear(id, subscriptions);
}

/** What the report tells and methods do not has to be declared, or nobody is known to be able to reset, or not to be. */
function checkDeclaredPolicy({ document: { sspr } }: PreflightFacts): Check {
  const id = 'premium licence';
  const seen =
    'The tenant has no Entra ID P1 or P2, and so no registration report: the methods of each person are read (METHODS_WITHOUT_P1).';
  const missing = [
    ...(sspr.scope === 'unknown' ? ['sspr.scope'] : []),
    ...(sspr.allowedMethods === undefined ? ['sspr.allowedMethods'] : []),
  ];
  if (missing.length > 0)
    return fail(
      id,
      `${seen} Nobody but administrators is known to be able to reset, or not to be.`,
      `Declare ${missing.join(' and ')} in the campaign document, as set in Entra.`,
    );
  if (sspr.allowedMethods?.includes('securityQuestions'))
    return warn(
      id,
      `${seen} Security questions are allowed and cannot be seen: whoever lacks one method is unknown, and gets no mail.`,
      'Take security questions out of the policy, and out of sspr.allowedMethods.',
    );
  return pass(id, seen);
}

function checkGroups({ groups, document }: PreflightFacts): Check {
  const id = 'groups';
  const missing = [...groups].filter(([, probe]) => probe.kind === 'read' && !probe.value).map(([groupId]) => groupId);
  if (missing.length === 0) return pass(id, `${groups.size} groups are named, none of them is missing.`);
  return fail(
    id,
    `The directory has no group ${missing.join(', ')}.`,
    `Take it out of the campaign document, or put the id of the group that replaced it. Until then no pass is believed, and everyone stays as they were; the audit log still tells of registrations. Where that is silent for ${document.detection.staleAfterHours} hours too, only SSPR links leave.`,
  );
}

/** Of a document that names no list there is nothing to say. */
function checkLists({ lists }: PreflightFacts): readonly Check[] {
  if (lists.size === 0) return [];
  const id = 'lists';
  const wrong = [...lists].filter(([, standing]) => standing !== 'there');
  if (wrong.length === 0) return [pass(id, `${lists.size} lists of people are named, and all of them are there.`)];
  const named = wrong.map(
    ([name, standing]) => `${name} ${standing === 'missing' ? 'is not there' : 'cannot be read'}`,
  );
  return [
    fail(
      id,
      `Of the lists that the document names, ${named.join(', ')}.`,
      'Upload it (PUT /api/lists/{name}), or take it out of the campaign document. Until then no pass is believed and no mail leaves, since nobody can say who is on it.',
    ),
  ];
}

/** https://learn.microsoft.com/azure/communication-services/concepts/service-limits */
const managedDomain = { suffix: '.azurecomm.net', mailsPerMinute: 5, mailsPerHour: 10 };
const customDomainDefault = { mailsPerMinute: 30, mailsPerHour: 100 };

export const isManagedDomain = (domain: string): boolean => domain.endsWith(managedDomain.suffix);

function checkSender({ senderAddress, document: { capacity } }: PreflightFacts): Check {
  const id = 'sender';
  const domain = domainOf(senderAddress);
  if (!isManagedDomain(domain)) return pass(id, `Mails come from the custom domain ${domain}.`);
  const { mailsPerMinute, mailsPerHour } = managedDomain;
  const isOver = capacity.mailsPerMinute > mailsPerMinute || capacity.mailsPerHour > mailsPerHour;
  const detail = `${domain} is a domain that Azure manages: ${mailsPerMinute} mails a minute and ${mailsPerHour} an hour, which cannot be raised.`;
  const remedy = 'Set up a domain of your own with SPF, DKIM and DMARC, and send from it.';
  return isOver ? fail(id, `${detail} The campaign is set to more.`, remedy) : warn(id, detail, remedy);
}

function checkMailService({ mailService }: PreflightFacts): Check {
  const id = 'mail service';
  if (mailService.kind !== 'noAnswer') return pass(id, 'The mail service answers.');
  if (mailService.lacks === 'token') {
    const remedy = `${getToken} That gives no token for the mail service: set ACS_CONNECTION_STRING there.`;
    return fail(id, 'The app has no token for the mail service, so it was not asked.', remedy);
  }
  return fail(
    id,
    `The mail service did not answer: ${mailService.because}.`,
    'Check ACS_ENDPOINT, and that the app has the role Communication and Email Service Owner on the resource.',
  );
}

function checkQuota({ document: { capacity, cadence }, report }: PreflightFacts): Check {
  const id = 'quota';
  const openHours = openHoursPerDay(cadence.quietHours);
  const mailsPerHour = Math.min(capacity.mailsPerHour, capacity.mailsPerMinute * 60);
  const byQuota = Math.max(1, Math.floor(mailsPerHour * openHours));
  const days = Math.ceil(report.tally.places.waits / Math.min(byQuota, capacity.newRecipientsPerDay));
  const detail = `${report.tally.places.waits} people wait for a first mail: at ${mailsPerHour} mails an hour and ${capacity.newRecipientsPerDay} new recipients a day this takes ${days} working days.`;
  if (byQuota < capacity.newRecipientsPerDay) {
    const wanted = Math.ceil(capacity.newRecipientsPerDay / openHours);
    const remedy = `Ask for a quota of ${wanted} mails an hour (an Azure support request; the answer may take 72 hours), or lower capacity.newRecipientsPerDay to ${byQuota}.`;
    return warn(id, `${detail} The quota lets only ${byQuota} a day through, reminders included.`, remedy);
  }
  if (mailsPerHour > customDomainDefault.mailsPerHour || capacity.mailsPerMinute > customDomainDefault.mailsPerMinute) {
    const remedy = 'Make sure that this quota was granted to the subscription, and that nothing else in it sends mail.';
    return warn(id, `${detail} That is more than the 30 a minute and 100 an hour a subscription begins with.`, remedy);
  }
  return pass(id, detail);
}

function openHoursPerDay({ from, to }: { readonly from: string; readonly to: string }): number {
  const [closes, opens] = [hoursOf(from), hoursOf(to)];
  return closes > opens ? closes - opens : 24 - (opens - closes);
}

const hoursOf = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;

function checkStorage({ poison }: PreflightFacts): Check {
  const id = 'queues and tables';
  if (poison === 'unreadable')
    return fail(
      id,
      'The queues cannot be read.',
      'Give the app the role Storage Queue Data Contributor on the account.',
    );
  const poisoned = Object.entries(poison).filter(([, count]) => count > 0);
  if (poisoned.length === 0) return pass(id, 'Tables and queues answer; no message has failed for good.');
  const list = poisoned.map(([queue, count]) => `${count} in ${queue}`).join(', ');
  return warn(id, `Messages have failed for good: ${list}.`, 'See "poison queue" in docs/operations.md.');
}

function checkRows({ unreadableRows, currentPass }: PreflightFacts): Check {
  const id = 'stored rows';
  const loss = currentPass && lossOf(currentPass);
  if (unreadableRows.length === 0 && loss)
    return warn(
      id,
      `The pass of ${loss.foundBy} found rows of ${loss.people} people gone and wrote them anew; of ${loss.histories} nobody knows what they were sent.`,
      'See "rows of people are lost" in docs/operations.md.',
    );
  if (unreadableRows.length === 0) return pass(id, 'Every stored row that was read is as it should be.');
  const remedy = 'See "a stored row cannot be read" in docs/operations.md.';
  return fail(
    id,
    `Set aside; where a row is about a person or a wave, nothing leaves for them: ${unreadableRows.map(nameOf).join('; ')}.`,
    remedy,
  );
}

function checkPass({ lastPass, currentPass, now, document }: PreflightFacts): Check {
  const id = 'full pass';
  if (currentPass?.state === 'distrusted') {
    const next = currentPass.refusedFor ? 'the pass goes on within minutes' : 'the next pass starts by itself';
    const remedy = `Mend what it names; ${next}. Until then everyone stays as they were.`;
    return fail(id, `The last pass is not believed: ${currentPass.because ?? 'no reason was kept'}.`, remedy);
  }
  if (currentPass && standsStill(currentPass, now)) {
    const { collection, page, because, progressedAt } = currentPass;
    const what = `The pass stands still at page ${page} of ${collection} since ${progressedAt.toISOString()}`;
    return warn(id, `${what}: ${because ?? 'see the log'}.`, 'Nothing: it goes on by itself when Graph answers again.');
  }
  const remedy = 'Run refreshRegistrations (POST /admin/functions/refreshRegistrations), or wait for the night.';
  if (lastPass === undefined) return warn(id, 'No pass over the tenant is complete yet: nobody is known.', remedy);
  const hours = Math.floor((now.getTime() - lastPass.startedAt.getTime()) / 3_600_000);
  if (hours >= document.detection.staleAfterHours)
    return warn(id, `The last complete pass began ${hours} hours ago.`, remedy);
  return pass(id, `The last complete pass began ${hours} hours ago and found ${lastPass.counts.users} users.`);
}

/** Whether a registration would be seen: by the pass, which has its own check, or by the audit log. */
function checkDetection({ lastPass, logReading, now, document, origin }: PreflightFacts): Check {
  const id = 'detection';
  const { staleAfterHours } = document.detection;
  const detection = judgeDetection({ reportReadAt: lastPass?.startedAt, logReading, staleAfterHours }, now);
  const remedy = 'Mend what "full pass" and "permission: read the audit log" name; the mails go on by themselves.';
  if (detection.kind === 'stale') {
    const since = detection.since.toISOString();
    return fail(id, `Nobody has seen registrations since ${since}: everything but SSPR links waits.`, remedy);
  }
  if (!hasAuditLog(origin.cloud)) return pass(id, 'Registrations are seen by the report alone.');
  if (logReading === undefined) return warn(id, 'The audit log has not been read yet.', remedy);
  const readAt = logReading.readAt.toISOString();
  if (isLogOverdue(logReading.readAt, now))
    return warn(id, `The audit log was last read at ${readAt}: registrations are seen by the nightly report.`, remedy);
  const told = logReading.hasTold ? '' : ' It has told of no registration yet, so it is not relied upon.';
  return pass(id, `The audit log was last read at ${readAt}.${told}`);
}

/**
 * Nothing is logged of resets before somebody has opened their log once.
 * https://learn.microsoft.com/entra/identity/authentication/howto-sspr-reporting
 */
function checkOptIn({ logReading, origin }: PreflightFacts): readonly Check[] {
  if (!hasAuditLog(origin.cloud) || logReading === undefined) return [];
  const id = 'log of resets';
  if (logReading.hasTold) return [pass(id, 'The audit log tells of registrations and resets.')];
  const detail =
    'The audit log has told of no registration and no reset yet: whether Microsoft collects them is unknown.';
  const remedy =
    'Open Entra admin center, Password reset, Audit logs once: nothing is collected before. Then register or reset once, and run the preflight again.';
  return [warn(id, detail, remedy)];
}

const tolerableSkewSeconds = 300;

function checkClock({ timeAtGraph, now }: PreflightFacts): Check {
  const id = 'clock';
  if (timeAtGraph.kind !== 'read' || Number.isNaN(timeAtGraph.value.getTime()))
    return warn(id, 'The time at Microsoft Graph could not be read.', grant('Organization.Read.All'));
  const seconds = Math.round(Math.abs(now.getTime() - timeAtGraph.value.getTime()) / 1000);
  if (seconds <= tolerableSkewSeconds) return pass(id, `The clock is ${seconds} seconds off that of Microsoft Graph.`);
  const remedy = 'Set the clock of the machine: quiet hours, tokens and quotas depend on it.';
  return fail(id, `The clock is ${seconds} seconds off that of Microsoft Graph.`, remedy);
}

function checkSwitches({ state, dryRun }: PreflightFacts): Check {
  const id = 'switches';
  if (dryRun)
    return warn(id, 'DRY_RUN is on: everything runs and nothing is sent.', 'Set the app setting DRY_RUN to false.');
  if (state.status === 'paused')
    return warn(id, `The campaign is paused: ${state.because ?? 'no reason given'}.`, 'POST /api/campaign/resume');
  return pass(id, 'The campaign runs.');
}
