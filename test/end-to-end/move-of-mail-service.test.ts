import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulation, type Simulation } from '../../local/simulation/simulation.ts';
import { createMailer } from '../../shared/adapters/communication-services/mailer.ts';
import { readSettings } from '../../shared/config/settings.ts';
import { mailFromOf } from '../../shared/config/campaign-mail.ts';
import type { MailFrom } from '../../shared/delivery/mail-from.ts';
import { madeElsewhere } from '../../shared/delivery/reconciliation.ts';
import { ListMembership } from '../../shared/use-cases/list-membership.ts';
import { reconcileClaims } from '../../shared/use-cases/reconcile-claims.ts';
import { recordDeliveryReport } from '../../shared/use-cases/record-delivery-report.ts';
import { releaseMessages } from '../../shared/use-cases/release-messages.ts';
import { sendMessage } from '../../shared/use-cases/send-message.ts';
import { simulatedMail } from '../../local/simulation-settings.ts';
import { aPlace, someRules } from '../builders/policies.ts';
import { aBody, givenPerson, messageOfPerson, storedMessage } from '../builders/storage.ts';
import { FakePersonReader } from '../fakes/fake-person-reader.ts';
import { fakePorts } from '../fakes/ports.ts';
import { freshStores } from '../shared/adapters/tables/azurite-tables.ts';

const startsAt = new Date('2026-12-01T09:00:00Z');
const minutesLater = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);
const brakes = { paused: false, dryRun: false };
const inUtc = aPlace({
  quietHours: { from: '23:59', to: '00:00' },
  workDays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
});
const messageId = messageOfPerson(1).messageId;

/** The app with one mail service; the tables are the same wherever it sends by. */
class App {
  readonly #ports;
  readonly #rules;

  constructor(stores: Awaited<ReturnType<typeof freshStores>>, fakes: ReturnType<typeof fakePorts>, from: MailFrom) {
    const { clock, ids, sendQueue, releaseCount, journal } = fakes;
    const connection = { kind: 'connectionString', connectionString: simulatedMail(from.service) } as const;
    const mailer = createMailer({ connection, clock, abortAfterMs: 5_000 });
    // Nothing has happened to anybody since the last pass.
    const people = new FakePersonReader(async (userId) => (await stores.recipients.readJourney(userId)).facts);
    const graph = { people, registeredMethods: undefined, mailboxPurposes: undefined };
    const listMembership = new ListMembership(stores.namedLists, clock);
    this.#ports = { ...stores, ...graph, listMembership, clock, ids, sendQueue, releaseCount, journal, mailer };
    this.#rules = { ...someRules(), mailFrom: from, placeOf: () => inUtc };
  }

  async runAt(at: Date) {
    const outcomes = await this.reconcileAt(at);
    return { outcomes, sent: await this.sendAt(at) };
  }

  async reconcileAt(at: Date) {
    this.#ports.clock.set(at);
    return reconcileClaims(this.#rules, at, this.#ports);
  }

  async sendAt(at: Date) {
    this.#ports.clock.set(at);
    const capacity = { mailsPerMinute: 1_000, mailsPerHour: 100_000 };
    await releaseMessages(brakes, capacity, at, this.#ports);
    const render = () => ({ address: 'person-0001@contoso.com', body: aBody(messageId) });
    const sent: unknown[] = [];
    for (const request of this.#ports.sendQueue.takeAll()) {
      sent.push(await sendMessage(request, { rules: this.#rules, brakes, render }, this.#ports));
    }
    return sent;
  }

  async report(sender: string, at: Date) {
    const report = { eventId: 'e', messageId, recipient: 'person-0001@contoso.com', sender, status: 'Delivered', at };
    return recordDeliveryReport({ ...report, internetMessageId: '<a@b>' }, this.#rules, at, this.#ports);
  }
}

describe('a move to another mail service, after an answer that was lost (engine 1)', { timeout: 60_000 }, () => {
  let [old, next]: Simulation[] = [];

  const lostAnswer = 'reset-after-taking';

  beforeEach(async () => {
    old = await startSimulation({ users: 5, seed: 1, port: 0, startsAt });
    next = await startSimulation({ users: 5, seed: 1, port: 0, startsAt });
  });
  afterEach(async () => {
    await old!.close();
    await next!.close();
  });

  async function aWorld(fault: string) {
    const [first, second] = [old!, next!];
    const stores = await freshStores();
    const fakes = fakePorts(startsAt);
    await givenPerson(stores as never, 1, { messages: [{ ...messageOfPerson(1), dueAt: startsAt }] });
    const sender = { senderAddress: 'sspr@mail.contoso.com', replyToAddress: 'help@contoso.com' };
    const before = new App(stores, fakes, { service: first.origin, ...sender });
    const other = { senderAddress: 'sspr@mail.fabrikam.com' };
    const after = new App(stores, fakes, { service: second.origin, ...other });
    const back = new App(stores, fakes, { service: first.origin, ...other });
    await faultsOf(first, [{ route: 'POST /emails:send', kind: fault, times: 1 }]);
    expect((await before.runAt(startsAt)).sent).toMatchObject([{ kind: 'ambiguous' }]);
    return { before, after, back, message: () => storedMessage(stores as never, 1) };
  }

  const mailsOf = (service: Simulation) => service.summary().requests.byRoute['POST /emails:send'] ?? 0;
  const questionsOf = (service: Simulation) => service.summary().requests.byRoute['GET /emails/operations/{id}'] ?? 0;

  it('sends nothing a second time: the new service is not asked, and nobody knows after 20 hours', async () => {
    const world = await aWorld(lostAnswer);
    for (let minutes = 20; minutes < 20 * 60; minutes += 20) await world.after.runAt(minutesLater(minutes));
    expect(await world.message()).toMatchObject({ state: 'claimed', because: madeElsewhere });
    await world.after.runAt(minutesLater(20 * 60 + 20));
    expect(await world.message()).toMatchObject({ state: 'unknown' });
    await world.after.runAt(minutesLater(30 * 60));
    expect([mailsOf(old!), mailsOf(next!), questionsOf(next!)]).toEqual([1, 0, 0]);
  });

  it('asks again once the app is moved back', async () => {
    const world = await aWorld(lostAnswer);
    await world.after.runAt(minutesLater(20));
    await world.before.runAt(minutesLater(60));
    expect(await world.message()).toMatchObject({ state: 'accepted' });
    expect([mailsOf(old!), mailsOf(next!), questionsOf(old!)]).toEqual([1, 0, 1]);
  });

  it('believes a delivery report that names the sender of the claim, and no other', async () => {
    const world = await aWorld(lostAnswer);
    await world.after.runAt(minutesLater(20));
    expect(await world.after.report('sspr@mail.fabrikam.com', minutesLater(21))).toBe('otherSender');
    expect(await world.message()).toMatchObject({ state: 'claimed' });
    expect(await world.after.report('SSPR@mail.contoso.com', minutesLater(22))).toBe('recorded');
    expect(await world.message()).toMatchObject({ state: 'delivered' });
  });

  it('keeps back what the old service denied, and sends it there from the sender of the claim', async () => {
    const { before, after, back, message } = await aWorld('reset-before-body');
    const { claim } = (await message())!;
    expect(await before.reconcileAt(minutesLater(20))).toEqual({ denied: 1 });
    expect(await before.reconcileAt(minutesLater(26))).toEqual({ dueAgain: 1 });
    expect(await after.sendAt(minutesLater(30))).toMatchObject([{ kind: 'later', because: 'claimedElsewhere' }]);
    expect(await message()).toMatchObject({ state: 'due', dueAt: minutesLater(45) });
    expect(await back.sendAt(minutesLater(45))).toEqual([{ kind: 'accepted' }]);
    expect((await message())!.claim).toMatchObject({ from: claim!.from, firstClaimedAt: startsAt });
    expect(mailsOf(next!)).toBe(0);
  });
});

describe('the settings', () => {
  it('name one mail service, whether by an identity or by any key (engine 1)', () => {
    const from = (settings: Record<string, string>) => mailFromOf(readSettings({ ...others, ...settings }).mail);
    const byIdentity = from({ ACS_ENDPOINT: 'https://contoso.communication.azure.com' });
    expect(byIdentity).toEqual({ service: 'https://contoso.communication.azure.com', senderAddress: 'a@contoso.com' });
    for (const key of ['b25l', 'dHdv']) {
      const connection = `endpoint=https://Contoso.communication.azure.com/;accesskey=${key}`;
      expect(from({ ACS_CONNECTION_STRING: connection })).toEqual(byIdentity);
    }
  });
});

const others = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  SENDER_ADDRESS: 'a@contoso.com',
  ADMIN_TENANT_ID: '5f0c6c8e-3f0e-4d0b-9a55-0c3a7c6f2d41',
  ADMIN_AUDIENCE: '5f0c6c8e-3f0e-4d0b-9a55-0c3a7c6f2d42',
};

async function faultsOf(service: Simulation, rules: readonly object[]): Promise<void> {
  const answer = await fetch(`${service.origin}/simulation/faults`, { method: 'POST', body: JSON.stringify(rules) });
  if (!answer.ok) throw new Error(await answer.text());
}
