import { passThrough, type Capacity, type RateGate } from '../delivery/rate-gate.ts';
import type { Brakes } from '../campaign/send-decision.ts';
import { judgeSending, type SendingState } from '../campaign/sending-state.ts';
import type { Agenda } from '../ports/agenda.ts';
import type { GateStore } from '../ports/gate-store.ts';
import type { CampaignStore } from '../ports/campaign-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { ReleaseCount, SendQueue } from '../ports/work-queues.ts';
import { changeGateForAll } from './close-gate.ts';
import { pauseCampaign } from './pause-campaign.ts';
import { addMinutes } from '../registration/add-time.ts';

export interface ReleasePorts {
  readonly agenda: Agenda;
  readonly gates: GateStore;
  readonly sendQueue: SendQueue;
  readonly releaseCount: ReleaseCount;
  readonly campaigns: CampaignStore;
  readonly journal: Pick<Journal, 'warn'>;
}

export type Released =
  | { readonly kind: 'released'; readonly count: number }
  | { readonly kind: 'stopped'; readonly because: 'anotherInstance' | 'tablesAreOld' }
  | Exclude<SendingState, { kind: 'open' }>;

/** At most so many at a time, whatever the quota: one tick must end well within its minute. */
const batchSize = 500;

/**
 * How long a released message may take through the queue before it is looked at: longer than a sender can live and than
 * a claim takes to settle.
 */
export const watchAfterMinutes = 20;

/** When a message was released that is watched from then on. */
export const releasedAt = (watchAt: Date): Date => addMinutes(watchAt, -watchAfterMinutes);

/**
 * Hands due messages to the queue, as many as the gate lets through. With nothing due it costs two storage transactions.
 *
 * The gate is written first: a crash after that wastes quota, which is better than exceeding it. The entries become
 * watched ones last: until then the next tick releases them again, and the claim keeps a message from being sent twice.
 *
 * Each release is counted in the gate, and then beside the queue. Where the tables know of fewer they were written back from
 * a backup and know nothing of what has left since: the campaign is paused. docs/decisions/0027.
 */
export async function releaseMessages(
  brakes: Brakes,
  capacity: Capacity,
  now: Date,
  ports: ReleasePorts,
): Promise<Released> {
  if (brakes.paused || brakes.dryRun) return { kind: 'stopped', because: brakes.paused ? 'paused' : 'dryRun' };
  const { gate, version } = await ports.gates.read();
  const sending = judgeSending(brakes, gate, capacity, now);
  if (sending.kind !== 'open') return sending;

  const due = await ports.agenda.readDue(now, Math.min(sending.count, batchSize));
  if (due.length === 0) return { kind: 'released', count: 0 };
  const counted = await ports.releaseCount.read();
  if (counted > countOf(gate) && (await areOld(counted, now, ports)))
    return { kind: 'stopped', because: 'tablesAreOld' };
  const releaseCount = Math.max(counted, countOf(gate)) + 1;
  if (!(await ports.gates.write({ ...passThrough(gate, due.length, now), releaseCount }, version))) {
    return { kind: 'stopped', because: 'anotherInstance' };
  }
  await ports.releaseCount.write(releaseCount);
  const watchAt = addMinutes(now, watchAfterMinutes);
  await ports.sendQueue.enqueue(due.map(({ userId, step }) => ({ userId, step, watchAt })));
  await ports.agenda.watch(due, watchAt);
  return { kind: 'released', count: due.length };
}

const countOf = ({ releaseCount = 0 }: RateGate): number => releaseCount;

const tablesAreOld =
  'the tables are older than the mails that were released: they were restored. See "Backup and restore" in docs/operations.md before you resume';

/**
 * Looks once more, since another instance may have released between the two readings; then pauses, and only then catches up:
 * a process that dies in between pauses once more, and whoever resumes has decided.
 */
async function areOld(counted: number, now: Date, ports: ReleasePorts): Promise<boolean> {
  const { gates, campaigns } = ports;
  const { gate } = await gates.read();
  if (counted <= countOf(gate)) return false;
  const campaign = await campaigns.read();
  if (campaign === undefined || !(await pauseCampaign(campaign, tablesAreOld, now, ports))) return true;
  await changeGateForAll((latest) => ({ ...latest, releaseCount: Math.max(countOf(latest), counted) }), gates);
  return true;
}
