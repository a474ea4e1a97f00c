import type { Probe } from '../tenant/probe.ts';
import type { PreflightWords } from './preflight-words.ts';

export type CheckStatus = 'pass' | 'warn' | 'fail';

/** Every check there is. */
export const checkIds = [
  'campaign document',
  'permission: read users',
  'permission: read the registration report',
  'permission: read the audit log',
  'permission: read group members',
  'permission: read methods of people',
  'permission: read admin roles',
  'permission: read what mailboxes are for',
  'premium licence',
  'groups',
  'lists',
  'SSPR scope',
  'password writeback',
  'domains',
  'methods policy',
  'Entra registration campaign',
  'reset by admins',
  'licences',
  'licence grace period',
  'unreadable rows',
  'sender',
  'sender domain',
  'mail service',
  'replies',
  'methods that end',
  'administrators',
  'notices',
  'owners',
  'quota',
  'queues and tables',
  'stored rows',
  'full pass',
  'detection',
  'log of resets',
  'clock',
  'switches',
] as const;

export type CheckId = (typeof checkIds)[number];

export interface Check {
  readonly id: CheckId;
  readonly status: CheckStatus;
  readonly detail: string;
  /** What to do about it; there is none for what passes. */
  readonly remedy?: string;
}

export const pass = (id: CheckId, detail: string): Check => ({ id, status: 'pass', detail });
export const warn = (id: CheckId, detail: string, remedy: string): Check => ({ id, status: 'warn', detail, remedy });
export const fail = (id: CheckId, detail: string, remedy: string): Check => ({ id, status: 'fail', detail, remedy });

/** A check that the tenant would not let us make. */
export function unclear(id: CheckId, probe: Probe<unknown>, say: PreflightWords): Check {
  if (probe.kind === 'throttled') return warn(id, say.throttled, say.runAgain);
  if (probe.kind === 'noToken') return fail(id, say.noToken, say.getToken);
  if (probe.kind !== 'refused') return fail(id, say.graphSilent, say.checkNetwork);
  const { status, code } = probe;
  if (status >= 500) return warn(id, say.graphAtFault(status, code), say.runAgain);
  return fail(id, say.graphRefused(status, code), say.checkCloud);
}
