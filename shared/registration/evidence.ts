import { methodNamedIn, type RegisteredMethod } from './registered-method.ts';

export type { RegisteredMethod };

/** What the audit log told about one user's security info or password reset. */
export interface Evidence {
  /** The audit event's own id: the same event is counted once. */
  readonly eventId: string;
  readonly userId: string;
  readonly at: Date;
  readonly kind: EvidenceKind;
  /** Whose doing it was: the person's own, or the organisation's, by an admin or a program. */
  readonly by: 'user' | 'admin';
  /** The method a `methodRegistered` names, where we recognise it. */
  readonly method?: RegisteredMethod;
  /** The method that was registered or deleted is one that resets nobody's password. */
  readonly neverResets?: true;
  /** Microsoft's own words, for diagnosis. Holds no personal data. */
  readonly reason?: string;
}

/** Oldest first. */
export const byTime = (a: Pick<Evidence, 'at'>, b: Pick<Evidence, 'at'>): number => a.at.getTime() - b.at.getTime();

export type EvidenceKind =
  'registered' | 'methodRegistered' | 'methodDeleted' | 'resetSucceeded' | 'resetFailed' | 'resetBlocked';

/** The part of Graph's `directoryAudit` that the product reads. */
export interface AuditEvent {
  readonly id: string;
  readonly activityDateTime: Date;
  readonly activityDisplayName: string;
  readonly loggedByService: string;
  readonly result: string;
  readonly resultReason: string;
  /** Whose security info or password it is about: the first target of type User, else the initiator. */
  readonly userId: string | undefined;
  /** Who did it, where the event says so: its name does not, since what a program does may be called "User registered …". */
  readonly initiatedBy?: 'themselves' | 'somebodyElse';
  /** The detail `AuthenticationMethod`, which most newer events have. */
  readonly namedMethod?: string;
}

/** The two services that log registrations and resets; each is asked for with its own request. */
export const registrationServices = ['Authentication Methods', 'Self-service Password Management'] as const;
export type RegistrationService = (typeof registrationServices)[number];

interface Activity {
  readonly success?: EvidenceKind;
  readonly failure?: EvidenceKind;
  readonly by: 'user' | 'admin';
  /** Only with a reason that begins like this, in lower case: of what also logs each step on the way. */
  readonly reasons?: readonly string[];
}

/** How a reset that got through is worded. Some are logged by the flow's last row only. */
export const resetDone: readonly string[] = ['user successfully reset password', 'successfully completed reset'];

/**
 * Activities by display name in lower case. Both names of the SSPR registration are here, since Microsoft's reference
 * list and its reporting page differ.
 *
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities
 * https://learn.microsoft.com/entra/identity/authentication/howto-sspr-reporting
 */
const activities: Readonly<Record<string, Activity>> = {
  'user registered all required security info': { success: 'registered', by: 'user' },
  'user registered for self-service password reset': { success: 'registered', by: 'user' },
  'security info saved for self-service password reset': { success: 'registered', by: 'user' },
  'user registered security info': { success: 'methodRegistered', by: 'user' },
  'user updated security info': { success: 'methodRegistered', by: 'user' },
  'admin registered security info': { success: 'methodRegistered', by: 'admin' },
  'admin updated security info': { success: 'methodRegistered', by: 'admin' },
  'user deleted security info': { success: 'methodDeleted', by: 'user' },
  'admin deleted security info': { success: 'methodDeleted', by: 'admin' },
  'reset password (self-service)': { success: 'resetSucceeded', failure: 'resetFailed', by: 'user' },
  'self-service password reset flow activity progress': { success: 'resetSucceeded', by: 'user', reasons: resetDone },
  'blocked from self-service password reset': { success: 'resetBlocked', failure: 'resetBlocked', by: 'user' },
};

/**
 * Reads one audit event as evidence, or answers undefined when it says nothing about registration or reset.
 * Names are compared without regard to case and surrounding blanks, since Microsoft's own lists vary.
 */
export function evidenceOf(event: AuditEvent): Evidence | undefined {
  const activity = activities[event.activityDisplayName.trim().toLowerCase()];
  if (activity === undefined || event.userId === undefined) return undefined;
  const kind = event.result.toLowerCase() === 'success' ? activity.success : activity.failure;
  if (kind === undefined || !isWorded(event.resultReason, activity.reasons)) return undefined;
  return {
    eventId: event.id,
    userId: event.userId.toLowerCase(),
    at: event.activityDateTime,
    kind,
    by: doerOf(event, activity),
    ...methodOf(event, kind),
    ...(event.resultReason && { reason: event.resultReason }),
  };
}

function isWorded(reason: string, beginnings: readonly string[] | undefined): boolean {
  const text = reason.trim().toLowerCase();
  return beginnings === undefined || beginnings.some((beginning) => text.startsWith(beginning));
}

/** Only the service that keeps the methods says who changed them; a reset is always the person's own. */
function doerOf({ initiatedBy, loggedByService }: AuditEvent, { by }: Activity): Evidence['by'] {
  const [methodService] = registrationServices;
  if (initiatedBy === undefined || loggedByService !== methodService) return by;
  return initiatedBy === 'themselves' ? 'user' : 'admin';
}

function methodOf({ namedMethod, resultReason }: AuditEvent, kind: EvidenceKind): Partial<Evidence> {
  if (kind !== 'methodRegistered' && kind !== 'methodDeleted') return {};
  const { method, ...rest } = methodNamedIn([namedMethod, resultReason]);
  return kind === 'methodRegistered' ? { method, ...rest } : rest;
}
