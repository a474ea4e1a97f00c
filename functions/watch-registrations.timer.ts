import type { InvocationContext, Timer } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { hasAuditLog } from '../shared/registration/cloud.ts';
import { watchRegistrations } from '../shared/use-cases/watch-registrations.ts';

/** Every five minutes: what the audit log says about registrations and resets, and what follows from it. */
export async function onWatchRegistrations(_timer: Timer, context: InvocationContext): Promise<void> {
  const run = await begin(context);
  if (!hasAuditLog(run.mailOrigin.cloud)) return;
  const { rules } = await run.campaign.read();
  const { seen, ...facts } = await watchRegistrations(rules, run.clock.now(), run);
  run.journal.info('watchRegistrations', facts);
  if (seen === undefined) return;
  const { registered, delaySeconds, longestDelaySeconds } = seen;
  run.journal.measure({ registered, detectionDelaySeconds: delaySeconds, longestDelaySeconds });
}
