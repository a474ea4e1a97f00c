import type { AuditFact } from './audit-fact.ts';

/**
 * The audit activities of registration and reset, spelled as Microsoft's reference of audit activities does
 * (learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities).
 */
const METHOD_NAMES: Readonly<Record<string, string>> = {
  mobilePhone: 'Mobile Phone SMS',
  email: 'Email',
  microsoftAuthenticatorPush: 'Authenticator App with Push Notification',
};

export const REGISTRATION_STARTED = authenticationMethods(
  'User started security info registration',
  'User started the registration for security info.',
);
export const REGISTRATION_CANCELLED: AuditFact = {
  service: 'Authentication Methods',
  activity: 'User registered all required security info',
  result: 'failure',
  reason: 'User canceled security info registration.',
};
export const REGISTERED_ALL = authenticationMethods(
  'User registered all required security info',
  'User registered all required security info.',
);
export const SAVED_FOR_RESET = passwordManagement('Security info saved for self-service password reset', 'success', '');
export const REGISTERED_FOR_RESET = passwordManagement(
  'User registered for self-service password reset',
  'success',
  '',
);
export const DELETED = authenticationMethods('User deleted security info', 'User deleted Mobile Phone SMS.');
export const ADMIN_REGISTERED = adminRegistered('mobilePhone');
/** What the help desk does with a Temporary Access Pass, and what a program does: its event says "User registered". */
export const PASS_GIVEN = byAdmin(
  'Admin registered security info',
  'Admin registered temporary access pass method for user',
);
export const PASS_DELETED = byAdmin(
  'Admin deleted security info',
  'Admin deleted temporary access pass method for user',
);
export const PASS_GIVEN_BY_APPLICATION: AuditFact = {
  ...authenticationMethods('User registered security info', 'User registered temporary access pass method'),
  by: 'application',
};
/** One of the two rows that a passkey writes; the other is of another service. The reason names no method. */
export const PASSKEY_REGISTERED: AuditFact = {
  ...authenticationMethods('User registered security info', ''),
  details: [{ key: 'AuthenticationMethod', value: 'Passkey' }],
};
/** What an admin does for the whole directory. */
export const WRITEBACK_OFF = passwordManagement('Disable password writeback for directory', 'success', '');
export const WRITEBACK_ON = passwordManagement('Enable password writeback for directory', 'success', '');
export const USER_DELETED = coreDirectory('Delete user');
export const USER_DISABLED = coreDirectory('Disable account');
export const RESET_STARTED = authenticationMethods('user started password reset', 'User started password reset.');
export const RESET_SUCCEEDED = passwordManagement(
  'Reset password (self-service)',
  'success',
  'Successfully completed reset.',
);

export function methodRegistered(method: string): AuditFact {
  return authenticationMethods('User registered security info', `User registered ${METHOD_NAMES[method] ?? method}.`);
}

export function adminRegistered(method: string): AuditFact {
  return authenticationMethods('Admin registered security info', `Admin registered ${nameOf(method)} method for user`);
}

export function adminDeleted(method: string): AuditFact {
  return authenticationMethods('Admin deleted security info', `Admin deleted ${nameOf(method)} method for user`);
}

function nameOf(method: string): string {
  return { email: 'email', alternateMobilePhone: 'alternate phone' }[method] ?? 'phone';
}

export function resetProgress(reason: string): AuditFact {
  return passwordManagement('Self-service password reset flow activity progress', 'success', reason);
}

export function resetFailed(reason: string): AuditFact {
  return passwordManagement('Reset password (self-service)', 'failure', reason);
}

export const RESET_BLOCKED = passwordManagement(
  'Blocked from self-service password reset',
  'success',
  'User entered too many invalid SMS codes and is blocked for 24 hours.',
);

export const RESET_FAILURES = {
  /** SSPR_0012 */
  noLicence: 'User does not have a license assigned.',
  /** SSPR_0013 */
  notInScope: 'This user is not a member of the password reset users group.',
  /** SSPR_0014. Some reasons carry a trailing space in real logs. */
  notRegistered: `User's account has insufficient authentication methods defined. Add authentication info to resolve this `,
  /** SSPR_0010 */
  writebackOff: `User's password is managed on-premises. You can enable Password Writeback to resolve this`,
  /** SSPR_0029 */
  onPremises: `We encountered a problem while resetting the user's on-premises password. Check your sync machine's event log.`,
  /** SSPR_0030 */
  unreachable: `We could not reach your on-premises password reset service. Check your sync machine's event log.`,
  weakPassword: 'FuzzyPolicyViolationInvalidPassword',
} as const;

function authenticationMethods(activity: string, reason: string): AuditFact {
  return { service: 'Authentication Methods', activity, result: 'success', reason };
}

function byAdmin(activity: string, reason: string): AuditFact {
  return { ...authenticationMethods(activity, reason), by: 'admin' };
}

function passwordManagement(activity: string, result: AuditFact['result'], reason: string): AuditFact {
  return { service: 'Self-service Password Management', activity, result, reason };
}

function coreDirectory(activity: string): AuditFact {
  return { service: 'Core Directory', activity, result: 'success', reason: '' };
}
