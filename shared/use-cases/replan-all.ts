import { replan, type Run } from './write-plan.ts';

const plansInFlight = 8;

/** Plans what follows for many people, some at a time; each once, since two plans of one person would be in each other's way. */
export async function replanAll(userIds: readonly string[], run: Run): Promise<void> {
  const rest = [...new Set(userIds)];
  while (rest.length > 0) {
    await Promise.all(rest.splice(0, plansInFlight).map((userId) => replan(userId, run)));
  }
}
