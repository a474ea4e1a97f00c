/** A dated batch of people who are enrolled together. */
export interface Wave {
  /** Made of the name: the same name is the same wave. */
  readonly waveId: string;
  readonly name: string;
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
}

/** `drafted`: its people are not written down yet. `enrolled`: everyone it is for has been planned. */
export const waveStates = ['drafted', 'scheduled', 'enrolling', 'enrolled', 'paused', 'cancelled'] as const;
export type WaveState = (typeof waveStates)[number];

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
