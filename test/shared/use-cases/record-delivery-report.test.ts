import { describe, expect, it } from 'vitest';
import type { DeliveryReport } from '../../../shared/delivery/delivery-report.ts';
import type { Message } from '../../../shared/delivery/message.ts';
import { recordDeliveryReport } from '../../../shared/use-cases/record-delivery-report.ts';
import { aDocument } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { aClaimedMessage, anAcceptedMessage } from '../../builders/journeys.ts';
import { aUser, personId } from '../../builders/people.ts';
import { someRules } from '../../builders/policies.ts';
import { aBody, givenPerson, messageOfPerson, storedMessage } from '../../builders/storage.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { HookedRecipients } from './hooked-ports.ts';

const rules = someRules();
const address = aUser().mail!;
const accepted = (n = 1) => ({
  ...anAcceptedMessage('nudge', now),
  userId: personId(n),
  messageId: messageOfPerson(n).messageId,
});

async function aWorld(...messages: readonly Message[]) {
  const ports = { ...fakePorts(), recipients: new HookedRecipients() };
  await givenPerson(ports, 1, { messages });
  await ports.campaigns.write(
    { document: aDocument(), state: { status: 'running', because: undefined, changedAt: after({ days: -9 }) } },
    undefined,
  );
  return ports;
}

type World = Awaited<ReturnType<typeof aWorld>>;

const aReport = (status: string, change: Partial<DeliveryReport> = {}): DeliveryReport => ({
  eventId: `event-${status}`,
  messageId: messageOfPerson(1).messageId,
  status,
  at: after({ minutes: 1 }),
  internetMessageId: undefined,
  ...change,
});

const record = (ports: World, report: DeliveryReport) =>
  recordDeliveryReport(report, rules, after({ minutes: 2 }), ports);
const due = ({ agenda }: World) => agenda.readDue(after({ days: 99 }), 99);

describe('a delivery report', () => {
  it('is laid over its message', async () => {
    const ports = await aWorld(accepted());
    expect(await record(ports, aReport('Delivered'))).toBe('recorded');
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'delivered', because: 'Delivered', acceptedAt: now });
  });

  it('is recorded once when it comes twice', async () => {
    const ports = await aWorld(accepted());
    await record(ports, aReport('Delivered'));
    const before = await storedMessage(ports, 1);
    expect(await record(ports, aReport('Delivered'))).toBe('nothingNew');
    expect(await storedMessage(ports, 1)).toEqual(before);
  });

  it('changes nothing when a stronger one came first', async () => {
    const ports = await aWorld(accepted());
    await record(ports, aReport('Delivered'));
    expect(await record(ports, aReport('Failed'))).toBe('nothingNew');
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'delivered' });
  });

  it('for an id that is not ours is named in the log, and nothing else', async () => {
    const ports = await aWorld(accepted());
    const writes = ports.recipients.writes.length;
    const stranger = { messageId: messageOfPerson(7).messageId };
    expect(await record(ports, aReport('Delivered', stranger))).toBe('notOurs');
    expect(ports.recipients.writes).toHaveLength(writes);
    expect(ports.journal.factsOf('deliveryReportNotOurs')).toMatchObject([stranger]);
  });

  it('for an earlier epoch of the message is no news', async () => {
    const ports = await aWorld({
      ...accepted(),
      epoch: 1,
      messageId: messageOfPerson(1, 'nudge', { epoch: 1 }).messageId,
    });
    await ports.messageIndex.put([messageOfPerson(1)]);
    expect(await record(ports, aReport('Delivered'))).toBe('nothingNew');
  });

  it('is laid over the message again when the journey changes at the same moment', async () => {
    const ports = await aWorld(accepted());
    ports.recipients.beforeWrite.next(async () => {
      const { version, userId } = await ports.recipients.readJourney(personId(1));
      await ports.recipients.writeJourney({
        userId,
        version,
        messages: [messageOfPerson(1, 'reminder-1', { dueAt: after({ days: 4 }) })],
      });
    });
    expect(await record(ports, aReport('Delivered'))).toBe('recorded');
    const { messages } = await ports.recipients.readJourney(personId(1));
    expect(messages.map(({ step, state }) => `${step} ${state}`)).toEqual(['nudge delivered', 'reminder-1 planned']);
  });

  it('that nobody understands leaves the message accepted, and is named in the log for a person', async () => {
    const ports = await aWorld(accepted());
    expect(await record(ports, aReport('Deferred'))).toBe('unknownStatus');
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'accepted' });
    expect(ports.journal.factsOf('unknownStatus')).toMatchObject([{ status: 'Deferred' }]);
  });

  it('of a second mail under one id is named in the log', async () => {
    const ports = await aWorld(accepted());
    await record(ports, aReport('Delivered', { internetMessageId: '<1@contoso.com>' }));
    expect(await record(ports, aReport('Delivered', { internetMessageId: '<2@contoso.com>' }))).toBe('secondDelivery');
    expect(ports.journal.factsOf('secondDelivery')).toHaveLength(1);
  });
});

describe('a delivery report settles', () => {
  it('a claim whose answer was lost: the journey goes on, and the body is needed no longer', async () => {
    const ports = await aWorld(aClaimedMessage('nudge', now));
    const { version, userId } = await ports.recipients.readJourney(personId(1));
    await ports.recipients.writeJourney({ userId, version, bodies: [aBody(messageOfPerson(1).messageId)] });
    expect(await record(ports, aReport('Delivered'))).toBe('recorded');
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'delivered', acceptedAt: after({ minutes: 1 }) });
    expect(await due(ports)).toMatchObject([{ step: 'reminder-1' }]);
    expect(await ports.recipients.readBody(userId, messageOfPerson(1).messageId)).toBeUndefined();
  });

  it('a message that was about to be sent again', async () => {
    const ports = await aWorld(messageOfPerson(1, 'nudge', { state: 'due' }));
    await record(ports, aReport('Delivered'));
    expect(await storedMessage(ports, 1)).toMatchObject({ state: 'delivered' });
  });
});

describe('a bounce', () => {
  it('suppresses the address and stops the way', async () => {
    const reminder = messageOfPerson(1, 'reminder-1', { dueAt: after({ days: 4 }) });
    const ports = await aWorld(accepted(), reminder);
    expect(await record(ports, aReport('Bounced'))).toBe('recorded');
    const { facts } = await ports.recipients.readJourney(personId(1));
    expect(facts?.suppressedAddress).toBe(address);
    expect(await storedMessage(ports, 1, 'reminder-1')).toMatchObject({
      state: 'cancelled',
      because: 'addressSuppressed',
    });
    expect(await due(ports)).toEqual([]);
  });

  it('suppresses the address that was written to, not one the person has got since', async () => {
    const ports = await aWorld({ ...accepted(), address: 'old@contoso.com' });
    await record(ports, aReport('Bounced'));
    const { facts } = await ports.recipients.readJourney(personId(1));
    expect(facts?.suppressedAddress).toBe('old@contoso.com');
  });

  it.each(['Suppressed', 'Quarantined', 'FilteredSpam', 'Failed', 'Expanded', 'Delivered'])(
    'is what suppresses an address, and nothing else: %s',
    async (status) => {
      const ports = await aWorld(accepted());
      await record(ports, aReport(status));
      const { facts } = await ports.recipients.readJourney(personId(1));
      expect(facts?.suppressedAddress).toBeUndefined();
    },
  );
});

describe('too many failures', () => {
  async function manyReports(statuses: readonly string[]) {
    const ports = await aWorld(accepted());
    for (let n = 2; n < statuses.length + 2; n++) {
      await givenPerson(ports, n, { messages: [accepted(n)] });
      await record(ports, aReport(statuses[n - 2]!, { messageId: messageOfPerson(n).messageId }));
    }
    return (await ports.campaigns.read())!.state;
  }

  it('pause the campaign, and it says why', async () => {
    const state = await manyReports(['Delivered', 'Bounced', 'Bounced', 'Failed', 'Bounced', 'Suppressed']);
    expect(state).toMatchObject({ status: 'paused', because: 'breaker: 5 of 6 mails were not delivered' });
  });

  it('are not a few among few', async () => {
    expect(await manyReports(['Delivered', 'Bounced', 'Bounced'])).toMatchObject({ status: 'running' });
  });
});
