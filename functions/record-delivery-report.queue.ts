import type { InvocationContext } from '@azure/functions';
import { begin, readDeliveryReport } from '../shared/app.ts';
import { recordDeliveryReport } from '../shared/use-cases/record-delivery-report.ts';

/** Event Grid delivers to this queue. A malformed event throws, and ends in the poison queue. */
export async function onDeliveryReport(item: unknown, context: InvocationContext): Promise<void> {
  const report = await readDeliveryReport(item);
  const run = await begin(context);
  const { rules } = await run.campaign.read();
  const outcome = await recordDeliveryReport(report, rules, run.clock.now(), run);
  run.journal.info('recordDeliveryReport', { messageId: report.messageId, status: report.status, outcome });
}
