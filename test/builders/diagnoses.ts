import type { DiagnosisFacts, Reading, ResetEvent } from '../../shared/diagnosis/diagnosis-facts.ts';
import { after, now } from './instants.ts';
import { aUser, capableRegistration, personId } from './people.ts';
import { anAudience } from './policies.ts';

export const read = <Value>(value: Value): Reading<Value> => ({ kind: 'read', value });

export const denied = (permission: string): Reading<never> => ({
  kind: 'unread',
  because: `Microsoft Graph refused it: ${permission} is missing.`,
  permission,
});

export const tenantDomains = [
  { name: 'contoso.com', isFederated: false },
  { name: 'fabrikam-works.com', isFederated: true },
];

/** A failed reset of an hour ago. */
export const aReset = (change: Partial<ResetEvent> = {}): ResetEvent => ({
  eventId: 'SSPR_1',
  correlationId: '5f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a10',
  at: after({ hours: -1 }),
  activity: 'Reset password (self-service)',
  result: 'failure',
  reason: 'FuzzyPolicyViolationInvalidPassword',
  ...change,
});

/** Somebody of the cloud who can reset, with everything read. */
export const someDiagnosisFacts = (change: Partial<DiagnosisFacts> = {}): DiagnosisFacts => ({
  userId: personId(1),
  tenantId: '9d0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a19',
  cloud: 'public',
  now,
  user: read(aUser()),
  registration: read(capableRegistration),
  domains: read(tenantDomains),
  writebackSwitches: read([]),
  resetEvents: read([]),
  evidence: [],
  memberOf: [],
  audience: anAudience(),
  methodsRequired: 1,
  told: {},
  ...change,
});
