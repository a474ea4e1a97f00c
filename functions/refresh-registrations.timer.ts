import type { InvocationContext, Timer } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { startPass } from '../shared/use-cases/start-pass.ts';

/**
 * Nightly: starts a full pass over groups, registration report and users, or sets a stalled one going again.
 */
export async function onRefreshRegistrations(_timer: Timer, context: InvocationContext): Promise<void> {
  const run = await begin(context);
  const { document } = await run.campaign.read();
  const pass = await startPass(document, run.clock.now(), run);
  run.journal.info('refreshRegistrations', { pass });
}
