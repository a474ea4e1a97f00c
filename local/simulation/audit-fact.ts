type LoggedByService = 'Authentication Methods' | 'Self-service Password Management' | 'Core Directory';

/** What happened, before it is written as a `directoryAudit` object. */
export interface AuditFact {
  readonly service: LoggedByService;
  readonly activity: string;
  readonly result: 'success' | 'failure';
  readonly reason: string;
  readonly details?: readonly { readonly key: string; readonly value: string }[];
  /** Who did it, where it was not the person. */
  readonly by?: 'admin' | 'application';
}
