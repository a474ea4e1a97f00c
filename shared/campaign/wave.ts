import type { Goal } from '../delivery/goal.ts';

/** A dated batch of people who are enrolled together. */
export interface Wave {
  /** Made of the name: the same name is the same wave. */
  readonly waveId: string;
  readonly name: string;
  readonly goal: Goal;
  /** From the campaign document, or launched by an operator. */
  readonly origin: 'document' | 'operator';
  /** Group ids; empty with empty `users` means the whole audience. */
  readonly groups: readonly string[];
  /** Object ids or user principal names. */
  readonly users: readonly string[];
  /** At most so many people, or undefined for all. */
  readonly limit: number | undefined;
  readonly startsAt: Date;
  readonly createdAt: Date;
  readonly state: WaveState;
  /** How far enrolment has come: the position in the members or the recipients, opaque. */
  readonly cursor: string | undefined;
  readonly enrolledCount: number;
  /** When it began to enrol: from then on the document neither moves nor cancels it, whatever an operator did since. */
  readonly startedAt?: Date | undefined;
  /** Cancelled since the document stopped naming it before it began: it comes back with its name. */
  readonly wasDropped?: boolean | undefined;
  /** Everyone was enrolled once, and its people are looked through again for who has become eligible. */
  readonly looksAgain?: boolean | undefined;
}

/** `drafted`: its people are not written down yet. `enrolled`: everyone it is for has been planned. */
export const waveStates = ['drafted', 'scheduled', 'enrolling', 'enrolled', 'paused', 'cancelled'] as const;
export type WaveState = (typeof waveStates)[number];

/** Whether anybody may be enrolled in it by now. Rows from before `startedAt` tell by their count. */
export const hasBegun = ({ startedAt, enrolledCount }: Pick<Wave, 'startedAt' | 'enrolledCount'>): boolean =>
  startedAt !== undefined || enrolledCount > 0;

/** Whether the document may still use the name of this wave for a wave of its own. */
export const mayComeBack = (wave: Wave): boolean =>
  wave.state === 'cancelled' && wave.wasDropped === true && !hasBegun(wave);

/** Why the document may not begin a wave under the name of this one, or undefined where it may. */
export function whyTaken(wave: Wave): string | undefined {
  if (mayComeBack(wave)) return undefined;
  if (wave.origin === 'operator') return 'is the name of a wave that an operator launched: choose another name';
  if (wave.state === 'cancelled')
    return 'is the name of a wave that was cancelled, and a cancelled wave stays so: choose another name';
  return hasBegun(wave) ? 'is the name of a wave that has begun to enrol: choose another name' : undefined;
}

/** Ids of waves of which nothing may leave. */
export interface HaltedWaves {
  readonly paused: readonly string[];
  readonly cancelled: readonly string[];
}

export const noHaltedWaves: HaltedWaves = { paused: [], cancelled: [] };

export function haltedAmong(waves: readonly Pick<Wave, 'waveId' | 'state'>[]): HaltedWaves {
  const idsIn = (wanted: WaveState) => waves.filter(({ state }) => state === wanted).map(({ waveId }) => waveId);
  return { paused: idsIn('paused'), cancelled: idsIn('cancelled') };
}

/** Whether the mails of a wave may leave: `paused` ones wait, `cancelled` ones never do. */
export type WaveStatus = 'running' | 'paused' | 'cancelled';

export function waveStatusOf(waveId: string, { paused, cancelled }: HaltedWaves): WaveStatus {
  if (cancelled.includes(waveId)) return 'cancelled';
  return paused.includes(waveId) ? 'paused' : 'running';
}

/** A wave that names nobody is for the whole audience. */
export const namesPeople = ({ groups, users }: Pick<Wave, 'groups' | 'users'>): boolean =>
  groups.length > 0 || users.length > 0;

/** `Field staff (Malmö)` and `field staff malmo` are one wave: lower case letters and digits, joined by dashes. */
export function waveIdOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
