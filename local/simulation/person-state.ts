import type { AuditFact } from './audit-fact.ts';
import type { Person } from './person.ts';
import type { ReceivedMail } from './received-mail.ts';
import { changeInForce, type SecurityInfoChange, type Standing, standingWith } from './security-info.ts';

/** Held, or to be taken up whenever they want. */
export type RoleKind = 'active' | 'eligible';

export interface ResetEnding {
  readonly atMs: number;
  readonly outcome: AuditFact;
}

/** What has become of one person since the simulation began. */
export interface PersonState {
  readonly person: Person;
  /** Oldest first; the first entry is what they had before the simulation began. */
  readonly changes: SecurityInfoChange[];
  readonly mails: ReceivedMail[];
  /** Phones and the address that were entered from outside, by method; the others' are invented. */
  readonly contactDetails: Map<string, string>;
  /** Row of the report refreshed this much later than the truth. */
  readonly reportLagMs: number;
  /** Groups that the person has joined since the first day. */
  readonly joinedGroups: Set<string>;
  /** Admin roles that the person was given since the first day. */
  readonly roles: Set<RoleKind>;
  /** Where their mail goes now, where that has changed. */
  movedTo: string | undefined;
  disabledAtMs: number | undefined;
  leftAtMs: number | undefined;
  bouncedAtMs: number | undefined;
  isRegistering: boolean;
  /** How each attempt to reset ended, oldest first. */
  readonly resets: ResetEnding[];
  auditEntries: number;
}

/** The state on the simulation's first day. */
export function firstState(person: Person, reportLagMs: number): PersonState {
  return {
    person,
    changes: [{ atMs: person.createdAtMs, methods: person.methodsAtStart, by: 'before' }],
    mails: [],
    contactDetails: new Map(),
    joinedGroups: new Set(),
    roles: new Set(),
    movedTo: undefined,
    reportLagMs,
    disabledAtMs: person.isEnabledAtStart ? undefined : person.createdAtMs,
    leftAtMs: undefined,
    bouncedAtMs: undefined,
    isRegistering: false,
    resets: [],
    auditEntries: 0,
  };
}

/** Whether the account is in the directory: somebody joined and has not left. */
export function existsAt(state: PersonState, atMs: number): boolean {
  return state.person.createdAtMs <= atMs && (state.leftAtMs === undefined || state.leftAtMs > atMs);
}

export function isEnabledAt(state: PersonState, atMs: number): boolean {
  return state.disabledAtMs === undefined || state.disabledAtMs > atMs;
}

/** Where the person truly stands, whatever the report says. */
export function standingAt(state: PersonState, atMs: number): Standing {
  return standingWith(state.person, changeInForce(state.changes, atMs).methods);
}
