import type { Agenda } from '../ports/agenda.ts';
import type { Measured } from '../ports/metrics.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { PoisonQueues } from '../ports/work-queues.ts';

export interface GaugePorts {
  readonly agenda: Pick<Agenda, 'readDue'>;
  readonly passes: Pick<PassStore, 'readLastComplete'>;
  readonly poisonQueues: PoisonQueues;
}

const mostDue = 500;
const hourMs = 3_600_000;

/** How things stand: what waits, what was given up, and how old the last complete pass is. Undefined where there was none. */
export async function readGauges(now: Date, { agenda, passes, poisonQueues }: GaugePorts): Promise<Measured> {
  const [due, last, poison] = await Promise.all([
    agenda.readDue(now, mostDue),
    passes.readLastComplete(),
    poisonQueues.count(),
  ]);
  return {
    due: due.length,
    poison: Object.values(poison).reduce((sum, count) => sum + count, 0),
    passAgeHours: last && Math.round((10 * (now.getTime() - last.progressedAt.getTime())) / hourMs) / 10,
  };
}
