import type { CauseId } from './cause.ts';
import type { Reading } from './diagnosis-facts.ts';

/**
 * The questions in the order in which they are asked: each one makes those after it idle while it is not mended. What
 * people have seen comes first: the page and the server know why they refused.
 */
export const rungQuestions = {
  serverEvent: 'What did the server of Entra Connect log?',
  shownCode: 'What did the page show?',
  directory: 'Is the account in the directory?',
  account: 'Is the account enabled?',
  homeTenant: 'Does the account belong to this tenant?',
  licence: 'Does a licence cover a reset for this kind of account?',
  scope: 'Does the password reset policy cover the person?',
  twoGatePolicy: 'Does the two-gate policy for admins stand in the way?',
  methods: 'Are enough of the allowed methods registered?',
  writeback: 'Can a new password reach the place where the password lives?',
  onPremisesProtection: 'May the password be changed on-premises?',
  lastAttempt: 'How did the last attempt end?',
} as const;

export type RungId = keyof typeof rungQuestions;

/** Where what was seen comes from. */
export type RungSource =
  'directory' | 'registrationReport' | 'auditLog' | 'keptEvidence' | 'campaignDocument' | 'domains' | 'caller';

export interface Rung {
  readonly id: RungId;
  readonly status: 'pass' | 'fail' | 'unknown';
  /** What was seen, in words; holds no name, address or number of the person. */
  readonly seen: string;
  readonly source: RungSource;
  /** Of what fails. */
  readonly cause?: CauseId;
  /** Of what could not be read for want of it. */
  readonly missingPermission?: string;
  /** How to make what is unknown known. */
  readonly next?: string;
}

export const passed = (id: RungId, source: RungSource, seen: string): Rung => ({ id, status: 'pass', seen, source });

export const failed = (id: RungId, source: RungSource, cause: CauseId, seen: string): Rung => ({
  id,
  status: 'fail',
  seen,
  source,
  cause,
});

export const unclear = (id: RungId, source: RungSource, seen: string, next: string): Rung => ({
  id,
  status: 'unknown',
  seen,
  source,
  next,
});

/** What could not be read is unknown, never a pass. */
export function unread(id: RungId, source: RungSource, reading: Extract<Reading<unknown>, { kind: 'unread' }>): Rung {
  const { because: seen, permission } = reading;
  if (permission === undefined) return unclear(id, source, seen, 'Ask again later; GET /api/preflight says more.');
  const next = `Grant the app's identity the application permission ${permission} of Microsoft Graph with admin consent.`;
  return { ...unclear(id, source, seen, next), missingPermission: permission };
}
