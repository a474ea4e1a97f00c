import type { InvocationContext, Timer } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { logFailure } from './log-failure.ts';
import { tellOfEntries } from '../shared/use-cases/tell-of-entries.ts';
import { releaseMessages } from '../shared/use-cases/release-messages.ts';

/**
 * Every minute: tells people of what was entered for them, then hands due messages to the queue, as many as the quota lets
 * through.
 */
export async function onReleaseMessages(_timer: Timer, context: InvocationContext): Promise<void> {
  const run = await begin(context);
  const { document, state, rules } = await run.campaign.read();
  const { dryRun } = run.settings;
  // A notice that cannot be sent keeps nobody else from their mail.
  const told = await tellOfEntries({ document, rules, origin: run.mailOrigin, dryRun }, run).catch((error: unknown) =>
    logFailure(error, context),
  );
  const brakes = { paused: state.status === 'paused', dryRun };
  const released = await releaseMessages(brakes, document.capacity, run.clock.now(), run);
  const { kind, ...rest } = released;
  run.journal.measure({
    released: released.kind === 'released' ? released.count : 0,
    gateClosed: kind === 'closed' ? 1 : 0,
    accepted: told ?? 0,
  });
  run.journal.info('releaseMessages', {
    kind,
    ...('until' in rest ? { ...rest, until: rest.until.toISOString() } : rest),
  });
}
