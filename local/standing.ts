import type { Invocation } from '../shared/app.ts';
import { tallyCampaign } from '../shared/use-cases/tally-campaign.ts';
import type { Standing } from './host-messages.ts';

/** How far the campaign has come, read from everything that is stored. */
export async function standingOf(
  { campaign, recipients, waves, agenda, poisonQueues, passes }: Invocation,
  now: Date,
): Promise<Standing> {
  const { rules } = await campaign.read();
  const [tally, all, waiting, poisoned, pass] = await Promise.all([
    tallyCampaign(rules.cadence, now, recipients),
    waves.list(),
    agenda.count(100_000),
    poisonQueues.count(),
    passes.readLastComplete(),
  ]);
  const areEnrolled = all.length > 0 && all.every(({ state }) => state === 'enrolled' || state === 'cancelled');
  const { onTheWay, waits } = tally.places;
  const isOver = areEnrolled && onTheWay + waits === 0 && waiting.due + waiting.watched === 0;
  return {
    now: now.toISOString(),
    tally,
    agenda: waiting,
    poisoned: Object.values(poisoned).reduce((sum, count) => sum + count, 0),
    goals: [...new Set(all.filter(({ state }) => state !== 'cancelled').map(({ goal }) => goal))],
    setAside: pass?.counts.setAside ?? 0,
    isOver,
  };
}
