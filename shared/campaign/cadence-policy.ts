import type { AudiencePolicy } from '../recipient/audience.ts';
import type { DeclaredPolicy } from '../registration/methods-reading.ts';
import type { SsprMethod } from '../registration/sspr-method.ts';
import type { LogReading } from '../registration/detection.ts';
import type { HaltedWaves } from './wave.ts';

/** The rules on what comes next for somebody, and what is known by now that they depend on. */
export interface CadencePolicy {
  /** Days after the nudge was accepted, one for each reminder, growing. */
  readonly remindersAfterDays: readonly number[];
  readonly methodsRequired: 1 | 2;
  /** What was declared of the policy, asked for where a person's own methods stand for the report. */
  readonly allowedMethods?: readonly SsprMethod[] | undefined;
  readonly scope?: DeclaredPolicy['scope'];
  /** When the last complete pass began to read the report; undefined before the first one. */
  readonly reportReadAt: Date | undefined;
  /** Who gets the SSPR link once capable: those we nudged, or everyone who was enrolled. */
  readonly ssprLinkTo: 'nudged' | 'enrolled';
  /** Whoever will hold too few methods when text messages and calls end is asked once for another way, until then. */
  readonly strengthenPhoneOnly: boolean;
  /** After so many reminders the manager of whoever is not ready is told; 0: none is, and nobody's manager is read. */
  readonly tellManagerAfterReminders: number;
  /** Microsoft's text messages and calls end for these people, and what else counts would be enough without them. */
  readonly phonesEnd: boolean;
  /** How far the audit log has been read; undefined where it never was. */
  readonly logReading: LogReading | undefined;
  /**
   * How old the last complete pass may be for what is stored of people to stand while the directory is away, and how long
   * report and audit log may be silent before only SSPR links leave.
   */
  readonly staleAfterHours: number;
  /** The zone that days are counted in. Undefined where it was stored by a version before: UTC. */
  readonly timeZone?: string | undefined;
  readonly audience: AudiencePolicy;
  readonly haltedWaves: HaltedWaves;
}
