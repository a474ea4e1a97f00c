import type { InvocationContext } from '@azure/functions';
import { begin, readQueuedEvent } from '../shared/app.ts';
import { isUnreadable, orUnreadable } from '../shared/config/unreadable-document.ts';
import { recordDeliveryReport } from '../shared/use-cases/record-delivery-report.ts';

/**
 * Event Grid delivers to this queue. An event of another kind is ignored, with one line in the log. A delivery report that
 * cannot be read throws, and ends in the poison queue.
 */
export async function onDeliveryReport(item: unknown, context: InvocationContext): Promise<void> {
  const event = await readQueuedEvent(item);
  const run = await begin(context);
  if (event.kind === 'otherEvent') {
    run.journal.info('otherEventIgnored', { eventType: event.eventType });
    return;
  }
  const { messageId, status } = event.report;
  const campaign = await orUnreadable(run.campaign.read());
  const rules = isUnreadable(campaign) ? undefined : campaign.rules;
  const outcome = await recordDeliveryReport(event.report, rules, run.clock.now(), run);
  run.journal.info('recordDeliveryReport', { messageId, status, outcome });
}
