import { passThrough, type Capacity } from '../delivery/rate-gate.ts';
import type { Brakes } from '../campaign/send-decision.ts';
import { judgeSending, type SendingState } from '../campaign/sending-state.ts';
import type { Agenda } from '../ports/agenda.ts';
import type { GateStore } from '../ports/gate-store.ts';
import type { SendQueue } from '../ports/work-queues.ts';
import { addMinutes } from '../registration/add-time.ts';

export interface ReleasePorts {
  readonly agenda: Agenda;
  readonly gates: GateStore;
  readonly sendQueue: SendQueue;
}

export type Released =
  | { readonly kind: 'released'; readonly count: number }
  | { readonly kind: 'stopped'; readonly because: 'anotherInstance' }
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
  if (!(await ports.gates.write(passThrough(gate, due.length, now), version))) {
    return { kind: 'stopped', because: 'anotherInstance' };
  }
  const watchAt = addMinutes(now, watchAfterMinutes);
  await ports.sendQueue.enqueue(due.map(({ userId, step }) => ({ userId, step, watchAt })));
  await ports.agenda.watch(due, watchAt);
  return { kind: 'released', count: due.length };
}
