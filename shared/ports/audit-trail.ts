import type { UnreadableRow } from '../faults/unreadable-row.ts';

/** Every change that somebody made through the admin API, and each look of the help desk at a person. */
export interface AuditTrail {
  /**
   * Written before the change is made (`begun`), so that none goes unrecorded, and once more with its outcome. Each is a row
   * of its own: what was written is never written over, and an entry that says something else under the same outcome throws.
   */
  write(entry: AuditEntry): Promise<void>;
  /**
   * Each change once, with its outcome where it has one, the newest first; `next` of the page before, or undefined for the
   * first. With `about` only what was done to these targets: that looks through the whole trail.
   */
  list(limit: number, next: string | undefined, about?: readonly string[]): Promise<AuditPage>;
  /** Deletes what is older than an instant, at most so many rows at once, and answers how many. */
  forgetBefore(before: Date, atMost: number): Promise<number>;
}

export interface AuditEntry {
  readonly entryId: string;
  readonly at: Date;
  /** Object id of the caller. */
  readonly by: string;
  readonly action: AuditAction;
  /**
   * What was changed or looked at: a wave's id, or the keyed hash of a person (rows of versions before have the object id);
   * undefined for the campaign.
   */
  readonly target: string | undefined;
  /** `begun` when the process died in the middle: look whether it happened. */
  readonly outcome: 'begun' | 'done' | 'refused' | 'failed';
  /** Ids, numbers and reasons, and what the campaign document said; never names or addresses of people, or mail text. */
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

const auditActions = [
  'replaceCampaign',
  'pauseCampaign',
  'resumeCampaign',
  'replaceList',
  'removeList',
  'launchWave',
  'pauseWave',
  'resumeWave',
  'cancelWave',
  'lookAtUser',
  'excludeUser',
  'includeUser',
  'resendMessage',
  'decideLost',
  'decideDrift',
  'eraseUser',
  'exportUser',
  'sendTestMail',
  'planPrepopulation',
  'askForApproval',
  'prepopulate',
  'readTenant',
] as const;
export type AuditAction = (typeof auditActions)[number];

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Rows among them that cannot be read, where no other row tells of the same change. */
  readonly unreadable: readonly UnreadableRow[];
  readonly next: string | undefined;
}
