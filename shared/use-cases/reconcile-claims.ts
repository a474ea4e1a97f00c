import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { WatchEntry } from '../ports/agenda.ts';
import { forEachOfAll } from './for-each-of-all.ts';
import { lookAt, type ReconcileOutcome, type ReconcilePorts } from './look-at-watched.ts';

/** How many watched messages one run looks at. */
const batchSize = 200;

/** The service's quota for asking is small (60 a minute, 200 an hour), and others share it. */
const questionsPerRun = 15;

/**
 * Looks at every message that was released a while ago and not reported done: lost hints go back to the agenda, and
 * claims without an outcome are settled by asking the mail service about their id. Nothing is ever sent from here.
 */
export async function reconcileClaims(
  rules: PlanningRules,
  now: Date,
  ports: ReconcilePorts,
): Promise<Readonly<Partial<Record<ReconcileOutcome, number>>>> {
  const run = { rules, now, ports };
  const outcomes: Partial<Record<ReconcileOutcome, number>> = {};
  let questions = 0;
  const look = async (watch: WatchEntry) => {
    const journey = await ports.recipients.readJourney(watch.userId);
    const outcome = await lookAt(watch, journey, questions < questionsPerRun, run);
    if (outcome.asked) questions++;
    outcomes[outcome.kind] = (outcomes[outcome.kind] ?? 0) + 1;
  };
  await forEachOfAll(await ports.agenda.readWatched(now, batchSize), look);
  return outcomes;
}
