import type { InvocationContext, Timer } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { releaseMessages } from '../shared/use-cases/release-messages.ts';

/** Every minute: hands due messages to the queue, as many as the quota lets through. */
export async function onReleaseMessages(_timer: Timer, context: InvocationContext): Promise<void> {
  const run = await begin(context);
  const { document, state } = await run.campaign.read();
  const brakes = { paused: state.status === 'paused', dryRun: run.settings.dryRun };
  const released = await releaseMessages(brakes, document.capacity, run.clock.now(), run);
  const { kind, ...rest } = released;
  run.journal.measure({
    released: released.kind === 'released' ? released.count : 0,
    gateClosed: kind === 'closed' ? 1 : 0,
  });
  run.journal.info('releaseMessages', {
    kind,
    ...('until' in rest ? { ...rest, until: rest.until.toISOString() } : rest),
  });
}
