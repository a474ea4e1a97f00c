import { MINUTE_MS } from './durations.ts';
import type { Person } from './person.ts';
import type { PersonState } from './person-state.ts';
import { drawsFor, guidFor } from './randomness.ts';

export type LoggedByService = 'Authentication Methods' | 'Self-service Password Management' | 'Core Directory';

/** What happened, before it is dressed as a `directoryAudit` object. */
export interface AuditFact {
  readonly service: LoggedByService;
  readonly activity: string;
  readonly result: 'success' | 'failure';
  readonly reason: string;
  readonly details?: readonly { readonly key: string; readonly value: string }[];
}

/** A record of the log; it can be read only from `visibleAtMs` on. */
export interface AuditEntry {
  readonly atMs: number;
  readonly visibleAtMs: number;
  readonly record: DirectoryAudit;
}

export type DirectoryAudit = ReturnType<typeof directoryAudit>;

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

const ID_PREFIXES: Readonly<Record<LoggedByService, string>> = {
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
    initiatedBy: {
      app: null,
      user: {
        id: initiator.id,
        displayName: initiator.displayName,
        userPrincipalName: initiator.userPrincipalName,
        ipAddress: `203.0.113.${initiator.index % 254}`,
        userType: null,
        homeTenantId: null,
        homeTenantName: null,
      },
    },
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
