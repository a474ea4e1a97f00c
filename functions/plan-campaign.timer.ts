import { app, type InvocationContext, type Timer } from '@azure/functions';
import { begin, schedule } from '../shared/app.ts';
import { planCampaign } from '../shared/use-cases/plan-campaign.ts';

/** Every fifteen minutes: starts the waves whose time has come and enrols their people. */
export async function onPlanCampaign(_timer: Timer, context: InvocationContext): Promise<void> {
  const run = await begin(context);
  const { document, rules, state } = await run.campaign.read();
  const summary = await planCampaign(document, rules, state.status === 'paused', run.clock.now(), run);
  run.journal.info('planCampaign', { ...summary });
}

app.timer('planCampaign', { schedule: schedule('PLAN_SCHEDULE'), handler: onPlanCampaign });
