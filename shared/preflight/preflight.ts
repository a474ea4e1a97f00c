import { domainOf } from '../recipient/address.ts';
import { defaultQualifyingServicePlans } from '../recipient/audience.ts';
import { isNonPremium, type Probe } from '../tenant/probe.ts';
import { fail, pass, unclear, warn, type Check, type CheckStatus } from './check.ts';
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
import { permitted, type Permitted, type PreflightWords } from './preflight-words.ts';

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
    ...checkSenderDomain(facts.senderDomain, facts.words),
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
  const { resources, groups, origin, words: say } = facts;
  const { registeredMethods, adminRoles, mailboxPurposes } = resources;
  const asked = [...groups.values()];
  const group = asked.find(({ kind }) => kind !== 'read') ?? asked[0];
  const check = (permission: string, what: Permitted, probe: Probe<unknown> | undefined) =>
    probe === undefined ? [] : [checkPermission(permission, what, probe, say)];
  return [
    ...check('User.Read.All', 'users', resources.users),
    ...check('AuditLog.Read.All', 'registrationReport', resources.registrationReport),
    ...(hasAuditLog(origin.cloud)
      ? check('AuditLog.Read.All', 'auditLog', resources.auditLog)
      : [warn(permissionId('auditLog'), say.noAuditLog, say.noAuditLogSo)]),
    ...check('GroupMember.Read.All', 'groupMembers', group),
    ...check('UserAuthenticationMethod.Read.All', 'methods', registeredMethods),
    ...check('RoleManagement.Read.Directory', 'adminRoles', adminRoles),
    ...check('MailboxSettings.Read', 'mailboxes', mailboxPurposes),
  ];
}

/** The tenant has no report, and people's own methods are read instead. */
const isReadByMethods = ({ resources }: PreflightFacts): boolean => resources.registeredMethods !== undefined;

const permissionId = (what: Permitted) => `permission: ${permitted[what]}` as const;

function checkPermission(permission: string, what: Permitted, probe: Probe<unknown>, say: PreflightWords): Check {
  const id = permissionId(what);
  const inWords = say.permitted[what];
  if (probe.kind === 'read' || isNonPremium(probe)) return pass(id, say.may(inWords, permission));
  if (probe.kind === 'refused' && probe.status === 403)
    return fail(id, say.mayNot(inWords, permission), say.grant(permission));
  return unclear(id, probe, say);
}

const premiumPlans = defaultQualifyingServicePlans.synchronised;

function checkPremium(facts: PreflightFacts): Check {
  const { resources, subscriptions, words: say } = facts;
  const id = 'premium licence';
  if (isReadByMethods(facts)) return checkDeclaredPolicy(facts);
  if (isNonPremium(resources.registrationReport)) return fail(id, say.reportAnswers, say.buy);
  if (subscriptions.kind === 'read') {
    const premium = subscriptions.value.filter(({ servicePlans }) =>
      servicePlans.some((plan) => premiumPlans.includes(plan)),
    );
    if (premium.length === 0) return fail(id, say.noSubscription, say.buy);
    const isAssigned = premium.some(({ consumedUnits }) => consumedUnits !== 0);
    return isAssigned ? pass(id, say.assigned) : warn(id, say.notAssigned, say.assign);
  }
  if (subscriptions.kind === 'refused' && subscriptions.status === 403)
    return warn(id, say.subscriptionsUnread, say.grant('Organization.Read.All'));
  return unclear(id, subscriptions, say);
}

/** What the report tells and methods do not has to be declared, or nobody is known to be able to reset, or not to be. */
function checkDeclaredPolicy({ document: { sspr }, words: say }: PreflightFacts): Check {
  const id = 'premium licence';
  const seen = say.byMethods;
  const missing = [
    ...(sspr.scope === 'unknown' ? ['sspr.scope'] : []),
    ...(sspr.allowedMethods === undefined ? ['sspr.allowedMethods'] : []),
  ];
  if (missing.length > 0) return fail(id, `${seen} ${say.nobodyKnown}`, say.declare(missing.join(` ${say.and} `)));
  if (sspr.allowedMethods?.includes('securityQuestions'))
    return warn(id, `${seen} ${say.questionsAllowed}`, say.takeQuestionsOut);
  return pass(id, seen);
}

function checkGroups({ groups, document, words: say }: PreflightFacts): Check {
  const id = 'groups';
  const missing = [...groups].filter(([, probe]) => probe.kind === 'read' && !probe.value).map(([groupId]) => groupId);
  if (missing.length === 0) return pass(id, say.groupsThere(groups.size));
  return fail(id, say.groupsMissing(missing.join(', ')), say.mendGroups(document.detection.staleAfterHours));
}

/** Of a document that names no list there is nothing to say. */
function checkLists({ lists, words: say }: PreflightFacts): readonly Check[] {
  if (lists.size === 0) return [];
  const id = 'lists';
  const wrong = [...lists].filter(([, standing]) => standing !== 'there');
  if (wrong.length === 0) return [pass(id, say.listsThere(lists.size))];
  const named = wrong.map(([name, standing]) =>
    standing === 'missing' ? say.listMissing(name) : say.listUnread(name),
  );
  return [fail(id, say.listsWrong(named.join(', ')), say.mendLists)];
}

/** https://learn.microsoft.com/azure/communication-services/concepts/service-limits */
const managedDomain = { suffix: '.azurecomm.net', mailsPerMinute: 5, mailsPerHour: 10 };
const customDomainDefault = { mailsPerMinute: 30, mailsPerHour: 100 };

export const isManagedDomain = (domain: string): boolean => domain.endsWith(managedDomain.suffix);

function checkSender({ senderAddress, document: { capacity }, words: say }: PreflightFacts): Check {
  const id = 'sender';
  const domain = domainOf(senderAddress);
  if (!isManagedDomain(domain)) return pass(id, say.customDomain(domain));
  const { mailsPerMinute, mailsPerHour } = managedDomain;
  const isOver = capacity.mailsPerMinute > mailsPerMinute || capacity.mailsPerHour > mailsPerHour;
  const detail = say.managedDomain(domain, mailsPerMinute, mailsPerHour);
  return isOver ? fail(id, `${detail} ${say.setToMore}`, say.ownDomain) : warn(id, detail, say.ownDomain);
}

function checkMailService({ mailService, words: say }: PreflightFacts): Check {
  const id = 'mail service';
  if (mailService.kind !== 'noAnswer') return pass(id, say.mailServiceAnswers);
  if (mailService.lacks === 'token') return fail(id, say.mailServiceNoToken, `${say.getToken} ${say.mailServiceToken}`);
  return fail(id, say.mailServiceSilent(mailService.because), say.checkMailService);
}

function checkQuota({ document: { capacity, cadence }, report, words: say }: PreflightFacts): Check {
  const id = 'quota';
  const openHours = openHoursPerDay(cadence.quietHours);
  const mailsPerHour = Math.min(capacity.mailsPerHour, capacity.mailsPerMinute * 60);
  const byQuota = Math.max(1, Math.floor(mailsPerHour * openHours));
  const days = Math.ceil(report.tally.places.waits / Math.min(byQuota, capacity.newRecipientsPerDay));
  const detail = say.waiting(report.tally.places.waits, mailsPerHour, capacity.newRecipientsPerDay, days);
  if (byQuota < capacity.newRecipientsPerDay) {
    const wanted = Math.ceil(capacity.newRecipientsPerDay / openHours);
    return warn(id, `${detail} ${say.quotaLetsThrough(byQuota)}`, say.askForQuota(wanted, byQuota));
  }
  if (mailsPerHour > customDomainDefault.mailsPerHour || capacity.mailsPerMinute > customDomainDefault.mailsPerMinute)
    return warn(id, `${detail} ${say.moreThanDefault}`, say.makeSure);
  return pass(id, detail);
}

function openHoursPerDay({ from, to }: { readonly from: string; readonly to: string }): number {
  const [closes, opens] = [hoursOf(from), hoursOf(to)];
  return closes > opens ? closes - opens : 24 - (opens - closes);
}

const hoursOf = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;

function checkStorage({ poison, words: say }: PreflightFacts): Check {
  const id = 'queues and tables';
  if (poison === 'unreadable') return fail(id, say.queuesUnread, say.queueRole);
  const poisoned = Object.entries(poison).filter(([, count]) => count > 0);
  if (poisoned.length === 0) return pass(id, say.storageAnswers);
  const list = poisoned.map(([queue, count]) => say.poisonedIn(count, queue)).join(', ');
  return warn(id, say.poisoned(list), say.seePoison);
}

function checkRows({ unreadableRows, currentPass, words: say }: PreflightFacts): Check {
  const id = 'stored rows';
  const loss = currentPass && lossOf(currentPass);
  if (unreadableRows.length === 0 && loss)
    return warn(id, say.rowsLost(loss.foundBy, loss.people, loss.histories), say.seeLost);
  if (unreadableRows.length === 0) return pass(id, say.rowsRight);
  return fail(id, say.rowsSetAside(unreadableRows.map(nameOf).join('; ')), say.seeUnreadable);
}

function checkPass({ lastPass, currentPass, now, document, words: say }: PreflightFacts): Check {
  const id = 'full pass';
  if (currentPass?.state === 'distrusted') {
    const remedy = currentPass.refusedFor ? say.passGoesOn : say.passStartsAnew;
    return fail(id, say.passNotBelieved(currentPass.because), remedy);
  }
  if (currentPass && standsStill(currentPass, now)) {
    const { collection, page, because, progressedAt } = currentPass;
    const since = progressedAt.toISOString();
    return warn(id, say.passStandsStill(page, collection, since, because), say.passByItself);
  }
  if (lastPass === undefined) return warn(id, say.noPass, say.runPass);
  const hours = Math.floor((now.getTime() - lastPass.startedAt.getTime()) / 3_600_000);
  if (hours >= document.detection.staleAfterHours) return warn(id, say.passOld(hours), say.runPass);
  return pass(id, say.passFound(hours, lastPass.counts.users));
}

/** Whether a registration would be seen: by the pass, which has its own check, or by the audit log. */
function checkDetection({ lastPass, logReading, now, document, origin, words: say }: PreflightFacts): Check {
  const id = 'detection';
  const { staleAfterHours } = document.detection;
  const detection = judgeDetection({ reportReadAt: lastPass?.startedAt, logReading, staleAfterHours }, now);
  if (detection.kind === 'stale') return fail(id, say.nobodySees(detection.since.toISOString()), say.mendSeeing);
  if (!hasAuditLog(origin.cloud)) return pass(id, say.reportAlone);
  if (logReading === undefined) return warn(id, say.logUnread, say.mendSeeing);
  const readAt = logReading.readAt.toISOString();
  if (isLogOverdue(logReading.readAt, now)) return warn(id, say.logOverdue(readAt), say.mendSeeing);
  const told = logReading.hasTold ? '' : ` ${say.logToldNothing}`;
  return pass(id, `${say.logRead(readAt)}${told}`);
}

/**
 * Nothing is logged of resets before somebody has opened their log once.
 * https://learn.microsoft.com/entra/identity/authentication/howto-sspr-reporting
 */
function checkOptIn({ logReading, origin, words: say }: PreflightFacts): readonly Check[] {
  if (!hasAuditLog(origin.cloud) || logReading === undefined) return [];
  const id = 'log of resets';
  return [logReading.hasTold ? pass(id, say.logTells) : warn(id, say.logSilent, say.openLog)];
}

const tolerableSkewSeconds = 300;

function checkClock({ timeAtGraph, now, words: say }: PreflightFacts): Check {
  const id = 'clock';
  if (timeAtGraph.kind !== 'read' || Number.isNaN(timeAtGraph.value.getTime()))
    return warn(id, say.timeUnread, say.grant('Organization.Read.All'));
  const seconds = Math.round(Math.abs(now.getTime() - timeAtGraph.value.getTime()) / 1000);
  const detail = say.clockOff(seconds);
  return seconds <= tolerableSkewSeconds ? pass(id, detail) : fail(id, detail, say.setClock);
}

function checkSwitches({ state, dryRun, words: say }: PreflightFacts): Check {
  const id = 'switches';
  if (dryRun) return warn(id, say.dryRun, say.endDryRun);
  if (state.status === 'paused') return warn(id, say.paused(state.because), say.resume);
  return pass(id, say.runs);
}
