import { setFlagsFromString } from 'node:v8';
import type { InvocationContext } from '@azure/functions';
import { begin } from '../shared/app.ts';
import { pageRequest } from '../shared/registration/page-request.ts';
import { countFigures } from '../shared/use-cases/count-figures.ts';
import { refreshPage } from '../shared/use-cases/refresh-page.ts';
import { logFailure } from './log-failure.ts';

/*
 * What a page takes is needed for a moment, and V8 would rather let its heap grow than look for what is needed no longer:
 * 404 MB for 100,000 people. Flags of the process are not ours to set in Azure, so the process that reads a pass sets these
 * two itself (decision 0029).
 */
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--optimize-for-size');

/** Reads pages of the pass for a minute and hands on to the next message. A malformed item throws, and ends in the poison queue. */
export async function onRefreshPage(item: unknown, context: InvocationContext): Promise<void> {
  const request = pageRequest.parse(item);
  const run = await begin(context);
  const { document, rules } = await run.campaign.read();
  const outcome = await refreshPage(request, { rules, enrolNewJoiners: document.newJoiners.enrol }, run);
  run.journal.info('refreshPage', { ...request, outcome });
  // A pass that is complete stays so, whether or not its people can be counted now.
  if (outcome === 'complete')
    await countFigures(rules.cadence, run).catch((error: unknown) => logFailure(error, context));
}
