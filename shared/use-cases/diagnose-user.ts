import { isNonPremium, type Probe } from '../tenant/probe.ts';
import { diagnose, type Diagnosis } from '../diagnosis/diagnosis.ts';
import type { DiagnosisFacts, Reading } from '../diagnosis/diagnosis-facts.ts';
import { attemptsReadDays } from '../diagnosis/last-attempt.ts';
import { plainText } from '../diagnosis/plain-text.ts';
import type { Cloud } from '../registration/cloud.ts';
import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { TenantReader } from '../ports/tenant-reader.ts';
import type { UserInspector } from '../ports/user-inspector.ts';

export interface DiagnosePorts {
  readonly recipients: RecipientStore;
  readonly inspector: UserInspector;
  readonly tenant: Pick<TenantReader, 'readDomains' | 'readWritebackSwitches'>;
}

export interface DiagnosisRequest {
  /** An object id in lower case. */
  readonly userId: string;
  readonly tenantId: string;
  readonly cloud: Cloud;
  readonly told: DiagnosisFacts['told'];
}

export type DiagnosisAnswer =
  | { readonly kind: 'diagnosed'; readonly facts: DiagnosisFacts; readonly diagnosis: Diagnosis }
  | { readonly kind: 'unknownUser' };

/**
 * Looks afresh at one person and says why they cannot reset their password. Reads only what Graph tells of this person;
 * what cannot be read makes its rung unknown, and the others are answered all the same.
 */
export async function diagnoseUser(
  { userId, tenantId, cloud, told }: DiagnosisRequest,
  { audience, methodsRequired }: Pick<CadencePolicy, 'audience' | 'methodsRequired'>,
  now: Date,
  ports: DiagnosePorts,
): Promise<DiagnosisAnswer> {
  const user = readingOf(await ports.inspector.readUser(userId), 'User.Read.All');
  const { facts: known, evidence } = await ports.recipients.readJourney(userId);
  if (known === undefined && user.kind === 'read' && user.value === undefined) return { kind: 'unknownUser' };
  const read = await readTenant(userId, now, ports);
  const facts = {
    userId,
    tenantId,
    cloud,
    now,
    user,
    ...read,
    evidence,
    memberOf: known?.memberOf,
    audience,
    methodsRequired,
  };
  return { kind: 'diagnosed', facts: { ...facts, told }, diagnosis: diagnose({ ...facts, told }) };
}

async function readTenant(userId: string, now: Date, { inspector, tenant }: DiagnosePorts) {
  const since = new Date(now.getTime() - attemptsReadDays * 86_400_000);
  const [registration, resetEvents, domains, switches] = await Promise.all([
    inspector.readRegistration(userId),
    inspector.readResetEvents(userId, since),
    tenant.readDomains(),
    tenant.readWritebackSwitches(),
  ]);
  return {
    registration: readingOf(registration, 'AuditLog.Read.All'),
    resetEvents: readingOf(resetEvents, 'AuditLog.Read.All'),
    domains: readingOf(domains, 'Domain.Read.All'),
    writebackSwitches: readingOf(switches, 'AuditLog.Read.All'),
  };
}

function readingOf<Value>(probe: Probe<Value>, permission: string): Reading<Value> {
  switch (probe.kind) {
    case 'read':
      return probe;
    case 'throttled':
      return { kind: 'unread', because: 'Microsoft Graph asked to wait.' };
    case 'noToken':
      return { kind: 'unread', because: 'The app has no token for Microsoft Graph.' };
    case 'unreachable':
      return { kind: 'unread', because: 'Microsoft Graph gave no answer.' };
    case 'refused':
      return probe.status === 403 && !isNonPremium(probe)
        ? { kind: 'unread', because: `Microsoft Graph refused it: ${permission} is missing.`, permission }
        : { kind: 'unread', because: `Microsoft Graph answered ${probe.status} ${plainText(probe.code)}.` };
  }
}
