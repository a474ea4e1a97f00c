import type { InvocationContext, Timer } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { checkConservation } from '../shared/use-cases/check-conservation.ts';
import { readGauges } from '../shared/use-cases/read-gauges.ts';
import { countFigures } from '../shared/use-cases/count-figures.ts';
import { healSoon, resumePass } from '../shared/use-cases/start-pass.ts';
import { settleEntryClaims } from '../shared/use-cases/tell-of-entries.ts';
import { reconcileClaims } from '../shared/use-cases/reconcile-claims.ts';
import { logFailure } from './log-failure.ts';

/**
 * Every five minutes: settles what was never reported done, checks that nobody is lost, resumes a stalled pass, and counts
 * everybody anew where that is due.
 */
export async function onReconcileClaims(_timer: Timer, context: InvocationContext): Promise<void> {
  const run = await begin(context);
  const now = run.clock.now();
  // First, since what is set aside may be what the rest needs.
  for (const row of await run.unreadableRows.lookAgain()) run.journal.warn('storedRowSetAside', { ...row });
  run.journal.measure(await readGauges(now, run));
  const { document, rules } = await run.campaign.read();
  const outcomes = await reconcileClaims(rules, now, run);
  await settleEntryClaims({ rules, now, ports: run }).catch((error: unknown) => logFailure(error, context));
  const checked = await checkConservation(rules, now, run);
  // After the claims: a pass that cannot be read must not keep them from being settled.
  const pass = checked.missing ? await healSoon(document, now, run) : await resumePass(document, now, run);
  const { accepted, unknown } = outcomes;
  run.journal.measure({ accepted, unknown });
  // Figures hold nothing else up.
  const figures = await countFigures(rules.cadence, run).catch((error: unknown) => logFailure(error, context));
  run.journal.info('reconcileClaims', { ...outcomes, ...checked, pass, figures: figures ?? 'failed' });
}
