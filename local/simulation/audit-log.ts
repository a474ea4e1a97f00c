import type { AuditFact } from './audit-fact.ts';
import { MINUTE_MS } from './durations.ts';
import type { Person } from './person.ts';
import type { PersonState } from './person-state.ts';
import { drawsFor, guidFor } from './randomness.ts';

/** A record of the log; it can be read only from `visibleAtMs` on. */
export interface AuditEntry {
  readonly atMs: number;
  readonly visibleAtMs: number;
  readonly record: DirectoryAudit;
}

type DirectoryAudit = ReturnType<typeof directoryAudit>;

/** The entry for something that happened to a person, initiated by that person unless an administrator is named. */
export function auditEntry(
  seed: number,
  state: PersonState,
  fact: AuditFact,
  atMs: number,
  admin?: Person,
): AuditEntry {
  const number = state.auditEntries++;
  const key = [seed, 'audit', state.person.index, number] as const;
  const latencyMs = Math.floor((1 + drawsFor(...key)() * 3) * MINUTE_MS);
  const record = directoryAudit(guidFor(...key), fact, state.person, admin ?? state.person, atMs);
  return { atMs, visibleAtMs: atMs + latencyMs, record };
}

const ID_PREFIXES: Readonly<Record<AuditFact['service'], string>> = {
  'Authentication Methods': 'Authentication Methods',
  'Self-service Password Management': 'SSPR',
  'Core Directory': 'Directory',
};

/** Shaped as in learn.microsoft.com/graph/api/directoryaudit-list, example 2. */
function directoryAudit(guid: string, fact: AuditFact, target: Person, initiator: Person, atMs: number) {
  return {
    id: `${ID_PREFIXES[fact.service]}_${guid}_${Number.parseInt(guid.slice(0, 6), 16)}`,
    category: 'UserManagement',
    correlationId: guid,
    result: fact.result,
    resultReason: fact.reason,
    activityDisplayName: fact.activity,
    activityDateTime: new Date(atMs).toISOString(),
    loggedByService: fact.service,
    operationType: fact.service === 'Core Directory' ? 'Update' : '',
    initiatedBy: fact.by === 'application' ? { app: APPLICATION, user: null } : { app: null, user: actor(initiator) },
    targetResources: [
      {
        id: target.id,
        displayName: target.displayName,
        type: 'User',
        userPrincipalName: target.userPrincipalName,
        groupType: null,
        modifiedProperties: [],
      },
    ],
    additionalDetails: fact.details ?? [],
  };
}

const APPLICATION = {
  appId: '6d2f1b1e-0c9a-4b57-9a51-2f7f3c1d8e40',
  displayName: 'Help desk portal',
  servicePrincipalId: 'c0a7d1f4-52c3-4d0e-8a26-9b9d5c3e7f11',
  servicePrincipalName: null,
};

function actor({ id, displayName, userPrincipalName, index }: Person) {
  const home = { homeTenantId: null, homeTenantName: null };
  return { id, displayName, userPrincipalName, ipAddress: `203.0.113.${index % 254}`, userType: null, ...home };
}
