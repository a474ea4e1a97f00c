import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulation, type Simulation } from '../../local/simulation/simulation.ts';
import { createMailer } from '../../shared/adapters/communication-services/mailer.ts';
import { ListMembership } from '../../shared/use-cases/list-membership.ts';
import { releaseMessages } from '../../shared/use-cases/release-messages.ts';
import { sendMessage } from '../../shared/use-cases/send-message.ts';
import { personId } from '../builders/people.ts';
import { aPlace, someRules } from '../builders/policies.ts';
import { aBody, givenPerson, messageOfPerson } from '../builders/storage.ts';
import { FakePersonReader } from '../fakes/fake-person-reader.ts';
import { fakePorts } from '../fakes/ports.ts';
import { storesBehindProxy } from '../shared/adapters/tables/azurite-tables.ts';

const startsAt = new Date('2026-12-01T09:00:00Z');
const brakes = { paused: false, dryRun: false };
const inUtc = aPlace();
const context = {
  rules: { ...someRules(), placeOf: () => inUtc },
  brakes,
  render: ({ messageId }: { messageId: string }) => ({ address: 'a@contoso.com', body: aBody(messageId) }),
};
const mails = 20;

describe('one mail over HTTP', { timeout: 60_000 }, () => {
  let storage: Awaited<ReturnType<typeof storesBehindProxy>>;
  let simulation: Simulation;

  beforeEach(async () => {
    storage = await storesBehindProxy();
    simulation = await startSimulation({ users: 5, seed: 1, port: 0, startsAt });
  });
  afterEach(async () => {
    await simulation.close();
    await storage.proxy.close();
  });

  it('costs one request to the mail service and four storage transactions from due to accepted', async () => {
    const { clock, ids, sendQueue, releaseCount, journal } = fakePorts(startsAt);
    const { stores } = storage;
    const connectionString = `endpoint=${simulation.origin};accesskey=${Buffer.from('local').toString('base64')}`;
    const mailer = createMailer({
      connection: { kind: 'connectionString', connectionString },
      clock,
    });
    for (let n = 1; n <= mails; n++) {
      const messages = [{ ...messageOfPerson(n), dueAt: startsAt }];
      await givenPerson({ ...stores } as never, n, { messages });
    }
    // Read beforehand: what stands for Graph here asks no storage.
    const userIds = Array.from({ length: mails }, (_, n) => personId(n + 1));
    const journeys = await Promise.all(userIds.map((userId) => stores.recipients.readJourney(userId)));
    const known = new Map(journeys.map(({ userId, facts }) => [userId, facts]));
    const people = new FakePersonReader(async (userId) => known.get(userId));
    const ports = {
      ...stores,
      people,
      listMembership: new ListMembership(stores.namedLists, clock),
      registeredMethods: undefined,
      mailboxPurposes: undefined,
      clock,
      ids,
      sendQueue,
      releaseCount,
      journal,
      mailer,
    };
    const seen = storage.proxy.seen;

    const beforeRelease = seen.length;
    const capacity = { mailsPerMinute: 1_000, mailsPerHour: 100_000 };
    expect(await releaseMessages(brakes, capacity, startsAt, ports)).toEqual({ kind: 'released', count: mails });
    const forTheTick = seen.length - beforeRelease;
    const requests = sendQueue.takeAll();
    for (const request of requests) {
      const before = seen.length;
      expect(await sendMessage(request, context, ports)).toEqual({ kind: 'accepted' });
      const tables = seen.slice(before).map(({ path, method }) => `${method} ${tableOf(path)}`);
      // Read, claim, enter, accepted; what follows is the next step's.
      expect(tables).toEqual(['GET Recipients', 'POST $batch', 'POST MessageIndex', 'POST $batch', 'POST $batch']);
    }
    const { byRoute } = simulation.summary().requests;

    expect(people.asked).toHaveLength(mails);
    expect(byRoute['POST /emails:send']).toBe(mails);
    expect(byRoute['GET /emails/operations/{id}'] ?? 0).toBe(0);
    // Each mail has one hint in the queue of its own; gate and agenda are the tick's, however many mails it releases.
    expect(requests).toHaveLength(mails);
    expect(forTheTick).toBeLessThanOrEqual(5);
  });
});

const tableOf = (path: string): string | undefined =>
  path.includes('$batch') ? '$batch' : /t[0-9a-f]{16}(\w+)/.exec(path)?.[1];
