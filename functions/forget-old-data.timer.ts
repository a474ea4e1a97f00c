import type { InvocationContext, Timer } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { sweepErased } from '../shared/use-cases/erase-person.ts';
import { forgetOldAudit } from '../shared/use-cases/forget-old-audit.ts';

/**
 * Nightly: forgets what the audit trail has kept for long enough, and removes once more whoever was erased and has come back
 * with a restored table.
 */
export async function onForgetOldData(_timer: Timer, context: InvocationContext): Promise<void> {
  const run = await begin(context);
  const now = run.clock.now();
  const deploymentId = await run.ownStorage.deploymentId();
  const erasedAgain = await sweepErased({ deploymentId, now, ports: run });
  const auditRows = await forgetOldAudit(run.settings.auditRetentionDays, now, run);
  run.journal.info('forgetOldData', { erasedAgain, auditRows });
}
