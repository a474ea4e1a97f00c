import type { InvocationContext, Timer } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { sweepErased } from '../shared/use-cases/erase-person.ts';
import { forgetOldAudit } from '../shared/use-cases/forget-old-audit.ts';
import { forgetOldDrafts } from '../shared/use-cases/forget-old-drafts.ts';
import { forgetJourneys } from '../shared/use-cases/forget-journeys.ts';

/**
 * Nightly: forgets what the audit trail and drafts have kept for long enough and journeys that ended long ago, and removes
 * once more whoever was erased and has come back with a restored table.
 */
export async function onForgetOldData(_timer: Timer, context: InvocationContext): Promise<void> {
  const run = await begin(context);
  const now = run.clock.now();
  const deploymentId = await run.ownStorage.deploymentId();
  const erasedAgain = await sweepErased({ deploymentId, now, ports: run });
  const auditRows = await forgetOldAudit(run.settings.auditRetentionDays, now, run);
  const drafts = await forgetOldDrafts(now, run);
  // Last: how long journeys are kept stands in the campaign document, which may be one that cannot be read.
  const { document, rules } = await run.campaign.read();
  const forgotten = await forgetJourneys({ policy: rules.cadence, retentionDays: document.retentionDays }, run);
  run.journal.info('forgetOldData', { erasedAgain, auditRows, drafts, forgotten });
}
