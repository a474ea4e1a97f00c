import type { PreflightWords } from '../preflight/preflight-words.ts';
import { isManagedDomain, judgePreflight, type Preflight } from '../preflight/preflight.ts';
import { dkimSelectors, type SenderDomain } from '../preflight/sender-domain.ts';
import { isNonPremium } from '../tenant/probe.ts';
import type { ChosenResource, TriedResources } from '../tenant/tenant-facts.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import type { MailOrigin } from '../config/campaign-mail.ts';
import type { DnsRecords } from '../ports/dns-records.ts';
import type { Ids } from '../ports/ids.ts';
import type { Mailer } from '../ports/mailer.ts';
import { listsOf } from './start-pass.ts';
import type { NamedLists } from '../ports/named-lists.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { TenantReader } from '../ports/tenant-reader.ts';
import type { UnreadableRows } from '../ports/unreadable-rows.ts';
import type { Watermarks } from '../ports/watermarks.ts';
import type { PoisonQueues } from '../ports/work-queues.ts';
import type { CurrentCampaign } from './current-campaign.ts';
import { domainOf } from '../recipient/address.ts';
import type { ReportReader } from './report-campaign.ts';

export interface PreflightPorts {
  readonly tenant: TenantReader;
  readonly dnsRecords: DnsRecords;
  readonly mailer: Mailer;
  readonly poisonQueues: PoisonQueues;
  readonly namedLists: Pick<NamedLists, 'read'>;
  readonly passes: PassStore;
  readonly watermarks: Pick<Watermarks, 'readReading'>;
  readonly reports: ReportReader;
  readonly ids: Ids;
  readonly unreadableRows: Pick<UnreadableRows, 'list'>;
}

export interface PreflightSettings {
  readonly dryRun: boolean;
  readonly noticeAddresses: readonly string[];
  readonly prepopulation: boolean;
  readonly methodsWithoutP1: boolean;
  readonly mailboxPurpose: boolean;
  readonly mail: { readonly senderAddress: string };
  readonly origin: MailOrigin;
  /** What the checks say, in the reader's language. */
  readonly words: PreflightWords;
}

const namedAtMost = 20;

/** Tries every precondition of the campaign. What cannot be tried is a finding, not an error. */
export async function runPreflight(
  { document, state, rules }: CurrentCampaign,
  settings: PreflightSettings,
  now: Date,
  ports: PreflightPorts,
): Promise<Preflight> {
  const { tenant, passes } = ports;
  const [asked, lists] = await Promise.all([
    askTenant(document, settings, tenant),
    lookForLists(document, ports.namedLists),
  ]);
  const [writebackSwitches, mailService, senderDomain, poison, lastPass, current, report, unreadableRows, logReading] =
    await Promise.all([
      tenant.readWritebackSwitches(),
      ports.mailer.ask(ports.ids.next()),
      lookUpSender(settings.mail.senderAddress, ports.dnsRecords),
      ports.poisonQueues.count().catch(() => 'unreadable' as const),
      passes.readLastComplete(),
      passes.readCurrent(),
      ports.reports.read(rules.cadence),
      ports.unreadableRows.list(namedAtMost),
      ports.watermarks.readReading(),
    ]);
  return judgePreflight({
    ...asked,
    lists,
    writebackSwitches,
    mailService,
    senderDomain,
    document,
    state,
    now,
    poison,
    lastPass,
    report,
    unreadableRows,
    currentPass: current?.pass,
    logReading,
    dryRun: settings.dryRun,
    noticeAddresses: settings.noticeAddresses,
    senderAddress: settings.mail.senderAddress,
    origin: settings.origin,
    words: settings.words,
  });
}

async function askTenant(document: CampaignDocument, settings: PreflightSettings, tenant: TenantReader) {
  const [resources, groups, subscriptions, domains, timeAtGraph, methodsPolicy, adminReset] = await Promise.all([
    tryResources(settings, tenant),
    tryGroups(document, tenant),
    tenant.readSubscriptions(),
    tenant.readDomains(),
    tenant.readTime(),
    tenant.readMethodsPolicy(),
    tenant.readAdminReset(),
  ]);
  return { resources, groups, subscriptions, domains, timeAtGraph, methodsPolicy, adminReset };
}

async function lookForLists({ audience }: CampaignDocument, lists: Pick<NamedLists, 'read'>) {
  const found = await Promise.all(
    listsOf(audience).map(async (name) => {
      const list = await lists.read(name);
      const standing = list === undefined ? 'missing' : list === 'unreadable' ? list : 'there';
      return [name, standing] as const;
    }),
  );
  return new Map(found);
}

/** Of a domain that Azure manages nobody has to set anything. */
async function lookUpSender(senderAddress: string, dns: DnsRecords): Promise<SenderDomain | undefined> {
  const domain = domainOf(senderAddress);
  if (isManagedDomain(domain)) return undefined;
  const above = domain.split('.').slice(1);
  const policies = [domain, ...(above.length > 1 ? [above.join('.')] : [])];
  const [texts, selectors, dmarc] = await Promise.all([
    dns.readTexts(domain),
    Promise.all(dkimSelectors.map((selector) => dns.readAlias(`${selector}._domainkey.${domain}`))),
    Promise.all(policies.map((name) => dns.readTexts(`_dmarc.${name}`))),
  ]);
  return { domain, texts, selectors, dmarc };
}

async function tryResources(settings: PreflightSettings, tenant: TenantReader): Promise<TriedResources> {
  const [users, registrationReport, auditLog] = await Promise.all([
    tenant.tryReading('users'),
    tenant.tryReading('registrationReport'),
    tenant.tryReading('auditLog'),
  ]);
  const chosen = chosenBy(settings, isNonPremium(registrationReport));
  const tried = await Promise.all(
    chosen.map(async (resource) => [resource, await tenant.tryReading(resource)] as const),
  );
  return { users, registrationReport, auditLog, ...Object.fromEntries(tried) };
}

/** What the app reads by a setting: for anything else it needs no permission. */
function chosenBy(settings: PreflightSettings, isWithoutReport: boolean): readonly ChosenResource[] {
  const readsMethods = settings.methodsWithoutP1 && isWithoutReport;
  return [
    ...(settings.prepopulation || readsMethods ? (['adminRoles'] as const) : []),
    ...(readsMethods ? (['registeredMethods'] as const) : []),
    ...(settings.mailboxPurpose ? (['mailboxPurposes'] as const) : []),
  ];
}

/** Every group that the document names. */
async function tryGroups({ audience, waves }: CampaignDocument, tenant: TenantReader) {
  const { includeGroups, excludeGroups, onPremisesProtectedGroups } = audience;
  const inWaves = waves.flatMap(({ groups = [] }) => groups);
  const named = [...includeGroups, ...excludeGroups, ...onPremisesProtectedGroups, ...inWaves];
  const groupIds = [...new Set(named.map((groupId) => groupId.toLowerCase()))];
  return new Map(
    await Promise.all(groupIds.map(async (groupId) => [groupId, await tenant.tryGroup(groupId)] as const)),
  );
}
