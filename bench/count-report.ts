import { recordDeliveryReport } from '../shared/use-cases/record-delivery-report.ts';
import { aDocument } from '../test/builders/documents.ts';
import { after, now } from '../test/builders/instants.ts';
import { anAcceptedMessage } from '../test/builders/journeys.ts';
import { aUser, personId } from '../test/builders/people.ts';
import { someRules } from '../test/builders/policies.ts';
import { givenPerson, messageOfPerson } from '../test/builders/storage.ts';
import { fakePorts } from '../test/fakes/ports.ts';
import { CallCounts } from './call-counts.ts';

/** Storage transactions of one delivery report that says "Delivered". */
export async function countReport(): Promise<number> {
  const ports = fakePorts();
  const { messageId } = messageOfPerson(1);
  const userId = personId(1);
  await givenPerson(ports, 1, { messages: [{ ...anAcceptedMessage('nudge', now), userId, messageId }] });
  const state = { status: 'running' as const, because: undefined, changedAt: after({ days: -9 }) };
  await ports.campaigns.write({ document: aDocument(), state }, undefined);
  const counts = new CallCounts();
  const report = {
    eventId: 'event',
    messageId,
    recipient: aUser().mail!,
    status: 'Delivered',
    at: after({ minutes: 1 }),
  };
  const outcome = await recordDeliveryReport(
    { ...report, internetMessageId: undefined },
    someRules(),
    after({ minutes: 2 }),
    counts.watch(ports),
  );
  if (outcome !== 'recorded') throw new Error(`The report was ${outcome}`);
  return counts.storageTransactions;
}
