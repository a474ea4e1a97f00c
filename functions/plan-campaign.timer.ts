import type { InvocationContext, Timer } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { learnTenant } from '../shared/use-cases/learn-tenant.ts';
import { announceWaves } from '../shared/use-cases/announce-waves.ts';
import { planCampaign } from '../shared/use-cases/plan-campaign.ts';
import { reopenJourneys } from '../shared/use-cases/reopen-journeys.ts';
import { tellManagers } from '../shared/use-cases/tell-managers.ts';
import { tellOwners } from '../shared/use-cases/tell-owners.ts';
import { tellOfDetails } from '../shared/use-cases/tell-of-details.ts';
import { logFailure } from './log-failure.ts';

/** Every fifteen minutes: tells of what readers know the mails by where that has changed, announces the waves that start soon, begins new rounds, starts the waves whose time has come and enrols their people, tells their owners of people in trouble, and managers of their teams. */
export async function onPlanCampaign(_timer: Timer, context: InvocationContext): Promise<void> {
  const run = await begin(context);
  const { document, rules, state } = await run.campaign.read();
  const { dryRun, noticeAddresses, siteHost } = run.settings;
  const now = run.clock.now();
  const paused = state.status === 'paused';
  const telling = { document, rules, origin: run.mailOrigin, dryRun, noticeAddresses };
  // A notice that cannot be written or read keeps nobody else from their mail.
  await tellOfDetails(telling, now, run).catch((error: unknown) => logFailure(error, context));
  const tenant = await learnTenant(now, run);
  const announce = () => announceWaves(telling, now, run).catch((error: unknown) => logFailure(error, context));
  const campaign = { document, rules, paused };
  const reopened = await reopenJourneys(campaign, now, run).catch((error: unknown) => logFailure(error, context));
  if (reopened?.looked) run.journal.info('reopenJourneys', { ...reopened });
  const summary = await planCampaign(campaign, now, run, announce);
  await tellOwners({ ...telling, siteHost, paused }, now, run).catch((error: unknown) => logFailure(error, context));
  await tellManagers({ ...telling, paused }, now, run).catch((error: unknown) => logFailure(error, context));
  run.journal.info('planCampaign', { ...summary, tenant });
}
