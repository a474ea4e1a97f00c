import { describe, expect, it } from 'vitest';
import type { Journey } from '../../../shared/campaign/journey.ts';
import type { DeliveryReport } from '../../../shared/delivery/delivery-report.ts';
import type { Message } from '../../../shared/delivery/message.ts';
import { changeStatus } from '../../../shared/use-cases/change-campaign.ts';
import { recordDeliveryReport } from '../../../shared/use-cases/record-delivery-report.ts';
import { renderMessage } from '../../../shared/use-cases/render-message.ts';
import { sendMessage } from '../../../shared/use-cases/send-message.ts';
import { aDocument, someOrigin } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { aClaimedMessage, anAcceptedMessage } from '../../builders/journeys.ts';
import { aUser, personId } from '../../builders/people.ts';
import { aCampaign, mailFrom, someRules } from '../../builders/policies.ts';
import { aBody, aFactsRow, givenPerson, messageOfPerson, storedMessage } from '../../builders/storage.ts';
import { FakePersonReader } from '../../fakes/fake-person-reader.ts';
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
  const recipients = new HookedRecipients();
  const people = new FakePersonReader(async (userId) => (await recipients.readJourney(userId)).facts);
  const ports = { ...fakePorts(), recipients, people };
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
  recipient: address,
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

  it('is counted once, by the report that changes the state, however often it comes', async () => {
    const ports = await aWorld(accepted());
    for (let times = 0; times < 3; times += 1) await record(ports, aReport('Delivered'));
    expect(ports.journal.factsOf('measured')).toEqual([{ delivered: 1 }]);
  });

  it('is counted as bounced where the address turned the mail away', async () => {
    const ports = await aWorld(accepted());
    await record(ports, aReport('Bounced'));
    expect(ports.journal.factsOf('measured')).toEqual([{ bounced: 1 }]);
  });

  it.each([
    ['the sender of the claim', mailFrom.senderAddress, 'recorded', 'delivered'],
    ['the same in other letters', mailFrom.senderAddress.toUpperCase(), 'recorded', 'delivered'],
    ['nobody', undefined, 'recorded', 'delivered'],
    ['another sender', 'sspr@mail.fabrikam.com', 'otherSender', 'claimed'],
  ])('that names %s (engine 14)', async (_, sender, outcome, state) => {
    const ports = await aWorld({ ...aClaimedMessage(), messageId: messageOfPerson(1).messageId });
    expect(await record(ports, aReport('Delivered', { sender }))).toBe(outcome);
    expect(await storedMessage(ports, 1)).toMatchObject({ state });
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

  it.each(['Bounced', 'Delivered', 'Puzzled'])(
    'on another address than the message was sent to is named in the log and not believed: %s (engine 14)',
    async (status) => {
      const ports = await aWorld(accepted());
      const before = await ports.recipients.readJourney(personId(1));
      expect(await record(ports, aReport(status, { recipient: 'somebody.else@contoso.com' }))).toBe('otherRecipient');
      expect(await ports.recipients.readJourney(personId(1))).toEqual(before);
      const { messageId } = messageOfPerson(1);
      expect(ports.journal.factsOf('deliveryReportForAnotherAddress')).toEqual([{ messageId, status }]);
    },
  );

  it('is believed whatever the case of its address (engine 14)', async () => {
    const ports = await aWorld(accepted());
    expect(await record(ports, aReport('Delivered', { recipient: address.toUpperCase() }))).toBe('recorded');
  });

  it('for an id that is not ours is named in the log, and nothing else', async () => {
    const ports = await aWorld(accepted());
    const writes = ports.recipients.writes.length;
    const stranger = { messageId: messageOfPerson(7).messageId };
    expect(await record(ports, aReport('Delivered', stranger))).toBe('notOurs');
    expect(ports.recipients.writes).toHaveLength(writes);
    expect(ports.journal.factsOf('deliveryReportNotOurs')).toMatchObject([stranger]);
  });

  it('for a message that was sent again is laid over that one, and over no other', async () => {
    const again = { ...accepted(), epoch: 1, messageId: messageOfPerson(1, 'nudge', { epoch: 1 }).messageId };
    const ports = await aWorld(accepted(), again);
    expect(await record(ports, aReport('Delivered'))).toBe('recorded');
    const { messages, superseded } = await ports.recipients.readJourney(personId(1));
    expect(messages).toMatchObject([{ epoch: 1, state: 'accepted' }, { step: 'reminder-1' }]);
    expect(superseded).toMatchObject([{ epoch: 0, state: 'delivered' }]);
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
    const { claim } = aClaimedMessage('nudge', now);
    const ports = await aWorld(messageOfPerson(1, 'nudge', { state: 'due', claim }));
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
    expect(facts?.suppressedAddresses).toEqual([address]);
    expect(await storedMessage(ports, 1, 'reminder-1')).toMatchObject({
      state: 'cancelled',
      because: 'addressSuppressed',
    });
    expect(await due(ports)).toEqual([]);
  });

  it('suppresses the address that was written to, not one the person has got since', async () => {
    const ports = await aWorld({ ...accepted(), address: 'old@contoso.com' });
    await record(ports, aReport('Bounced', { recipient: 'old@contoso.com' }));
    const { facts } = await ports.recipients.readJourney(personId(1));
    expect(facts?.suppressedAddresses).toEqual(['old@contoso.com']);
  });

  it('and a suppression alike', async () => {
    const ports = await aWorld(accepted());
    await record(ports, aReport('Suppressed'));
    const { facts } = await ports.recipients.readJourney(personId(1));
    expect(facts?.suppressedAddresses).toEqual([address]);
  });

  it.each(['Quarantined', 'FilteredSpam', 'Failed', 'Expanded', 'Delivered'])(
    'or a suppression is what suppresses an address, and nothing else: %s',
    async (status) => {
      const ports = await aWorld(accepted());
      await record(ports, aReport(status));
      const { facts } = await ports.recipients.readJourney(personId(1));
      expect(facts?.suppressedAddresses).toEqual([]);
    },
  );
});

describe('a bounce of somebody with another address', () => {
  const other = 'asa@example.com';
  const fallback = someRules({ audience: { addressFallback: ['otherMails'] } });
  const recordThere = (ports: World, report: DeliveryReport) =>
    recordDeliveryReport(report, fallback, after({ minutes: 2 }), ports);
  const aWorldWithAnother = async (...messages: readonly Message[]) => {
    const ports = await aWorld(...messages);
    const user = { ...aUser(), otherMails: [other] };
    await ports.recipients.writeFacts([aFactsRow(1, { user })]);
    return ports;
  };

  it('makes the step due at that one, as a message of its own, an hour after the report', async () => {
    const ports = await aWorldWithAnother(accepted());
    expect(await recordThere(ports, aReport('Bounced'))).toBe('recorded');
    const { messages, superseded } = await ports.recipients.readJourney(personId(1));
    const again = messageOfPerson(1, 'nudge', { epoch: 1 });
    expect(messages).toMatchObject([{ epoch: 1, messageId: again.messageId, state: 'planned' }]);
    expect(superseded).toMatchObject([{ epoch: 0, state: 'bounced' }]);
    expect(await due(ports)).toEqual([{ dueAt: after({ minutes: 61 }), userId: personId(1), step: 'nudge' }]);
  });

  it('makes it due once, however often the report comes', async () => {
    const ports = await aWorldWithAnother(accepted());
    await recordThere(ports, aReport('Bounced'));
    expect(await recordThere(ports, aReport('Bounced'))).toBe('nothingNew');
    expect(await recordThere(ports, aReport('Suppressed'))).toBe('nothingNew');
    expect(await due(ports)).toHaveLength(1);
  });

  it('is taken back by a report that it arrived after all', async () => {
    const ports = await aWorldWithAnother(accepted());
    await recordThere(ports, aReport('Bounced'));
    expect(await recordThere(ports, aReport('Delivered'))).toBe('recorded');
    const { messages, superseded } = await ports.recipients.readJourney(personId(1));
    expect(messages).toMatchObject([
      { epoch: 0, state: 'delivered' },
      { step: 'reminder-1', state: 'planned' },
    ]);
    expect(superseded).toMatchObject([{ epoch: 1, state: 'cancelled' }]);
    expect(await due(ports)).toMatchObject([{ step: 'reminder-1' }]);
  });

  it('is not made due by a bounce after the mail has arrived, and no address is written down (engine 18)', async () => {
    const ports = await aWorldWithAnother(accepted());
    await recordThere(ports, aReport('Delivered'));
    expect(await recordThere(ports, aReport('Bounced'))).toBe('nothingNew');
    const { messages, superseded, facts } = await ports.recipients.readJourney(personId(1));
    expect(messages).toMatchObject([{ epoch: 0, state: 'delivered' }, { step: 'reminder-1' }]);
    expect([superseded, facts?.suppressedAddresses]).toEqual([undefined, []]);
  });

  it('sends the mail there, and nothing to the first', async () => {
    const ports = await aWorldWithAnother(accepted());
    await recordThere(ports, aReport('Bounced'));
    ports.clock.set(after({ hours: 2 }));
    const render = (message: Message, journey: Journey) =>
      renderMessage(message, journey, aCampaign({ audience: { addressFallback: ['otherMails'] } }), {
        origin: someOrigin,
        now,
      });
    const request = { userId: personId(1), step: 'nudge', watchAt: after({ hours: 3 }) } as const;
    const context = { rules: fallback, brakes: { paused: false, dryRun: false }, render };
    expect(await sendMessage(request, context, ports)).toEqual({ kind: 'accepted' });
    expect(ports.mailer.requests).toMatchObject([
      { to: { address: other }, messageId: messageOfPerson(1, 'nudge', { epoch: 1 }).messageId },
    ]);
  });

  it('ends the way when that one bounces too', async () => {
    const again = messageOfPerson(1, 'nudge', { epoch: 1, state: 'accepted', acceptedAt: now, address: other });
    const ports = await aWorldWithAnother({ ...accepted(), state: 'bounced' }, again);
    const { version, userId } = await ports.recipients.readJourney(personId(1));
    await ports.recipients.writeJourney({ userId, version, suppressedAddresses: [address] });
    await recordThere(ports, aReport('Bounced', { messageId: again.messageId, recipient: other }));
    const { facts } = await ports.recipients.readJourney(personId(1));
    expect(facts?.suppressedAddresses).toEqual([address, other]);
    expect(await due(ports)).toEqual([]);
  });
});

describe('too many failures', () => {
  async function manyReports(statuses: readonly string[]) {
    const ports = await aWorld(accepted());
    for (let n = 2; n < statuses.length + 2; n++) {
      await givenPerson(ports, n, { messages: [accepted(n)] });
      await record(ports, aReport(statuses[n - 2]!, { messageId: messageOfPerson(n).messageId }));
    }
    return ports;
  }
  const stateAfter = async (statuses: readonly string[]) =>
    (await (await manyReports(statuses)).campaigns.read())!.state;

  it('pause the campaign, and it says why', async () => {
    const state = await stateAfter(['Delivered', 'Bounced', 'Bounced', 'Failed', 'Bounced', 'Suppressed']);
    expect(state).toMatchObject({ status: 'paused', because: 'breaker: 5 of 6 mails were not delivered' });
  });

  it('are not a few among few', async () => {
    expect(await stateAfter(['Delivered', 'Bounced', 'Bounced'])).toMatchObject({ status: 'running' });
  });

  it('are three when mail is quarantined or filtered: the next one will be too', async () => {
    expect(await stateAfter(['Delivered', 'Quarantined', 'FilteredSpam', 'Quarantined'])).toMatchObject({
      status: 'paused',
      because: 'breaker: 3 of 4 mails were quarantined or filtered as spam',
    });
  });

  describe('and an operator who has resumed the campaign', () => {
    const fiveBounces = ['Bounced', 'Bounced', 'Bounced', 'Bounced', 'Bounced'];

    async function aResumedCampaign(resumedAt = after({ hours: 1 })) {
      const ports = await manyReports(fiveBounces);
      const read = async () => (await ports.campaigns.read())!;
      expect((await read()).state).toMatchObject({ status: 'paused' });
      await changeStatus({ status: 'running', because: undefined, changedAt: resumedAt }, read, ports.campaigns);
      return ports;
    }

    async function bounce(ports: World, n: number, acceptedAt: Date) {
      await givenPerson(ports, n, { messages: [{ ...accepted(n), acceptedAt }] });
      const at = after({ hours: 3 });
      const report = aReport('Bounced', { messageId: messageOfPerson(n).messageId, at });
      await recordDeliveryReport(report, rules, at, ports);
      return (await ports.campaigns.read())!.state.status;
    }

    it('are not stopped again by what had failed before', async () => {
      expect(await bounce(await aResumedCampaign(), 20, after({ hours: 2 }))).toBe('running');
    });

    it('are stopped again within minutes of the resumption, where the cause is not mended (engine 4)', async () => {
      const ports = await aResumedCampaign(after({ minutes: 63 }));
      const states = [];
      for (let n = 20; n < 25; n++) states.push(await bounce(ports, n, after({ minutes: 64 })));
      expect(states).toEqual(['running', 'running', 'running', 'running', 'paused']);
    });

    it('are not stopped again by late reports on what had left before', async () => {
      const ports = await aResumedCampaign();
      const statuses = [];
      for (let n = 20; n < 30; n++) statuses.push(await bounce(ports, n, now));
      expect(new Set(statuses)).toEqual(new Set(['running']));
    });

    it('are stopped again when what left since fails as well', async () => {
      const ports = await aResumedCampaign();
      const statuses = [];
      for (let n = 20; n < 25; n++) statuses.push(await bounce(ports, n, after({ hours: 2 })));
      expect(statuses).toEqual(['running', 'running', 'running', 'running', 'paused']);
    });
  });
});
