import type { MailOrigin } from '../config/campaign-mail.ts';
import type { Clock } from '../ports/clock.ts';
import type { DriftStore } from '../ports/drift-store.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { UnreadableRows } from '../ports/unreadable-rows.ts';
import type { TimerRuns, TimerSuccesses } from '../ports/timer-runs.ts';
import type { PoisonQueues } from '../ports/work-queues.ts';
import { addHours } from '../registration/add-time.ts';
import { isUndecided } from '../registration/mass-drift.ts';
import { lossOf, standsStill, type Loss, type RefusedFor } from '../registration/pass.ts';
import type { CampaignReader } from './current-campaign.ts';
import type { OwnStorage } from './own-storage.ts';
import { lateTimers } from './timer-notes.ts';
import { campaignFaults } from './campaign-faults.ts';

export interface Health {
  readonly status: 'up' | 'degraded' | 'down';
  /** What is degraded, in words that say nothing about the tenant. */
  readonly degraded: readonly string[];
  /** When each timer's function last ended well, to within ten minutes. */
  readonly timers: TimerSuccesses;
}

export interface HealthPorts {
  readonly ownStorage: Pick<OwnStorage, 'refusal'>;
  readonly campaign: CampaignReader;
  readonly poisonQueues: PoisonQueues;
  readonly passes: Pick<PassStore, 'readCurrent' | 'readLastComplete'>;
  readonly settings: { readonly noticeAddresses: readonly string[] };
  readonly timerRuns: Pick<TimerRuns, 'read'>;
  readonly mailOrigin: Pick<MailOrigin, 'cloud'>;
  readonly clock: Clock;
  readonly unreadableRows: Pick<UnreadableRows, 'list'>;
  readonly drifts: Pick<DriftStore, 'read'>;
}

/** Tries what the app cannot do without. Never throws: a fault is what it is asked for. */
export async function checkHealth(begin: () => Promise<HealthPorts>): Promise<Health> {
  let ports: HealthPorts;
  try {
    ports = await begin();
  } catch {
    return { status: 'down', degraded: ['settings or storage'], timers: {} };
  }
  if (await isOthersStorage(ports)) return { status: 'degraded', degraded: [othersStorage], timers: {} };
  const timers = await ports.timerRuns.read().catch(() => undefined);
  const faults = [campaignFaults(ports), passFaults(ports), poisonFaults(ports), rowFaults(ports), driftFaults(ports)];
  const degraded = [...(await Promise.all(faults)).flat(), ...timerFaults(timers, ports.clock.now())];
  return { status: degraded.length > 0 ? 'degraded' : 'up', degraded, timers: timers ?? {} };
}

const othersStorage = "the storage is not this installation's, so that nothing is done: the log says which setting";

/** What else there is to say would be said of another installation. Storage that does not answer is told by the others. */
const isOthersStorage = ({ ownStorage }: HealthPorts): Promise<boolean> =>
  ownStorage.refusal().then(
    (refusal) => refusal !== undefined,
    () => false,
  );

function timerFaults(timers: TimerSuccesses | undefined, now: Date): readonly string[] {
  if (timers === undefined) return ['the runs of the timers cannot be read'];
  return lateTimers(timers, now).map(
    (timer) => `${timer} has not ended well since ${timers[timer]!.toISOString()}: the log says why`,
  );
}

const refusals: Readonly<Record<RefusedFor, string>> = {
  premiumLicence:
    'the registration report is refused: the tenant has no Entra ID P1 or P2, and the campaign cannot run; docs/configuration.md says how METHODS_WITHOUT_P1 does without',
  permission: 'Microsoft Graph refuses a reading for want of a permission: preflight says which',
};

/** A pass that is not believed leaves everybody as they were, for as long as nobody mends it. */
async function passFaults({ passes, clock }: HealthPorts): Promise<readonly string[]> {
  try {
    const pass = (await passes.readCurrent())?.pass;
    const lost = pass ? lossFaults(lossOf(pass), clock.now()) : [];
    if (pass && standsStill(pass, clock.now())) return [...lost, 'the full pass stands still: preflight says where'];
    if (pass?.state !== 'distrusted') return lost;
    return [
      ...lost,
      pass.refusedFor ? refusals[pass.refusedFor] : 'the last full pass is not believed: preflight says why',
    ];
  } catch {
    return ['the pass cannot be read'];
  }
}

/** Long enough to be seen by whoever looks once a week. */
const lossToldForDays = 8;

function lossFaults(loss: Loss | undefined, now: Date): readonly string[] {
  if (loss === undefined || now >= addHours(new Date(loss.foundBy), 24 * lossToldForDays)) return [];
  return [
    `stored rows of ${loss.people} people were gone and are written anew; of ${loss.histories} nobody knows what they were sent`,
  ];
}

async function poisonFaults({ poisonQueues }: HealthPorts): Promise<readonly string[]> {
  try {
    const counts = Object.entries(await poisonQueues.count());
    return counts.filter(([, count]) => count > 0).map(([queue, count]) => `${count} in the poison queue of ${queue}`);
  } catch {
    return ['the queues cannot be read'];
  }
}

const mostCounted = 100;

async function rowFaults({ unreadableRows }: HealthPorts): Promise<readonly string[]> {
  try {
    const { length } = await unreadableRows.list(mostCounted);
    return length > 0 ? [`${length} stored rows cannot be read and are set aside: preflight names them`] : [];
  } catch {
    return ['the rows set aside cannot be read'];
  }
}

async function driftFaults({ drifts: store }: HealthPorts): Promise<readonly string[]> {
  try {
    const { drifts } = await store.read();
    return drifts
      .filter(isUndecided)
      .map(({ people }) => `${people} people lost the reset all at once: GET /api/drifts says what to look at`);
  } catch {
    return ['the mass drifts cannot be read'];
  }
}
