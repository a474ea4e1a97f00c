import type { Simulation } from '../../../local/simulation/simulation.ts';
import type { KilledHostOrder } from './killed-host.ts';
import type { MailMoment } from './mail-proxy.ts';
import type { Reports } from './reports.ts';

export interface KillRunOptions {
  readonly sender: KilledHostOrder['sender'];
  readonly users: number;
  /** After so many kills hosts are left running, and the campaign must end. */
  readonly kills: number;
  readonly hosts: number;
  readonly seed: number;
  /** Every host is killed at this moment of a mail, and only such kills count; by default the moment is random. */
  readonly dieAt?: MailMoment;
  /** After the kills no host runs for so many hours of the campaign. */
  readonly nobodyLivesForHours?: number;
  /** So much longer each request takes a host: a slow machine. */
  readonly slowByMs?: number;
  /** The campaign lasts so many hours at least, in its own time. */
  readonly hours?: number;
}

/** What keeps running while hosts are killed. */
export interface Services {
  readonly simulation: Simulation;
  readonly reports: Reports;
  /** The connection string of tables and queues. */
  readonly storage: string;
  /** For whatever the run writes to disk. */
  readonly folder: string;
}

export const startsAt = new Date('2026-12-01T08:00:00Z');
