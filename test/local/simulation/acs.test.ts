import { randomUUID } from 'node:crypto';
import { EmailClient, type EmailMessage } from '@azure/communication-email';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Simulation, type SimulationOptions, startSimulation } from '../../../local/simulation/simulation.ts';
import { generateOrganisation } from '../../../local/simulation/tenant.ts';
import { getAll, NUDGE, postMail, SSPR_LINK } from './sending.ts';

const startsAt = new Date('2026-12-01T09:00:00Z');
let simulation: Simulation;
let events: z.infer<typeof eventSchema>[];

const eventSchema = z.looseObject({
  id: z.string(),
  eventType: z.string(),
  subject: z.string(),
  data: z.record(z.string(), z.unknown()),
});

const start = async (options: Partial<SimulationOptions> = {}) => {
  events = [];
  simulation = await startSimulation({
    users: 60,
    seed: 7,
    port: 0,
    startsAt,
    onDeliveryReport: async (event) => void events.push(eventSchema.parse(event)),
    ...options,
  });
};
const restart = async (options: Partial<SimulationOptions>) => {
  await simulation.close();
  await start(options);
};
beforeEach(() => start());
afterEach(() => simulation.close());

const later = (seconds: number) => simulation.advanceTo(new Date(simulation.now().getTime() + seconds * 1_000));
const to = async (index = 0) => (await addresses())[index] ?? '';
const addresses = async () => {
  const users = await getAll(simulation, '/users?$select=mail&$filter=accountEnabled eq true&$top=999');
  return users.flatMap(({ mail }) => (typeof mail === 'string' ? [mail] : []));
};
const operation = (id: string) =>
  fetch(`${simulation.origin}/emails/operations/${id}?api-version=2025-09-01`, {
    headers: { authorization: 'Bearer local' },
  });

describe('the simulated mail service', () => {
  it('takes mail from the real client in one request, when its first poll is answered locally', async () => {
    const operationId = randomUUID();
    const statuses: number[] = [];
    const onResponse = ({ status }: { status: number }) => void statuses.push(status);
    await clientThatDoesNotPoll(operationId).beginSend(await message(), { operationId, onResponse });
    expect(statuses[0]).toBe(202);
    expect((await operation(operationId)).status).toBe(200);
    expect(simulation.summary()).toMatchObject({
      mails: { total: 1, byKind: { register: 1 } },
      requests: { byRoute: { 'POST /emails:send': 1 } },
    });
  });

  it('answers 202 with the operation, its location and a time to wait', async () => {
    const operationId = randomUUID();
    const response = await postMail(simulation, { to: await to(), operationId, ...NUDGE });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ id: operationId, status: 'Running' });
    expect(response.headers.get('operation-location')).toContain(`/emails/operations/${operationId}`);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('tells about an operation by the id that the sender chose, at once', async () => {
    const operationId = randomUUID();
    await postMail(simulation, { to: await to(), operationId, ...NUDGE });
    expect(await (await operation(operationId)).json()).toMatchObject({ id: operationId, status: 'Running' });
    await later(60);
    expect(await (await operation(operationId)).json()).toMatchObject({ id: operationId, status: 'Succeeded' });
  });

  it('knows nothing of an id that was never sent', async () => {
    expect((await operation(randomUUID())).status).toBe(404);
  });

  it.each([
    ['a sender with a display name', { senderAddress: 'Contoso <donotreply@contoso.com>' }],
    ['no subject', { content: { plainText: 'Hello' } }],
    ['no recipient', { recipients: { to: [] } }],
    ['an address that is none', { recipients: { to: [{ address: 'nobody' }] } }],
    [
      'more than fifty recipients',
      { recipients: { to: Array.from({ length: 51 }, () => ({ address: 'a@contoso.com' })) } },
    ],
  ])('refuses %s', async (_what, fault) => {
    const response = await postRaw({ ...(await message()), ...fault });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-ms-error-code')).toMatch(/^(BadRequest|InvalidEmailAddress)$/);
    expect(simulation.summary().mails.total).toBe(0);
  });

  it('refuses an Operation-Id that is no UUID, and a request without authorization', async () => {
    expect((await postMail(simulation, { to: await to(), operationId: 'wave-1', ...NUDGE })).status).toBe(400);
    expect((await postRaw(await message(), { authorization: '' })).status).toBe(401);
  });

  it.each([
    ['a minute', { perMinute: 2, perHour: 100 }, 60],
    ['an hour', { perMinute: 100, perHour: 2 }, 3_600],
  ])('holds to the quota of %s', async (_period, quota, periodSeconds) => {
    await restart({ quota });
    const send = async () => postMail(simulation, { to: await to(), operationId: randomUUID(), ...NUDGE });
    expect([(await send()).status, (await send()).status]).toEqual([202, 202]);
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBe(periodSeconds);
    await later(periodSeconds);
    expect((await send()).status).toBe(202);
    expect(simulation.summary()).toMatchObject({
      mails: { total: 3 },
      requests: { throttledByRoute: { 'POST /emails:send': 1 } },
    });
  });

  it.each([
    ['never', [202, 202], 2, 1],
    ['always', [202, 202], 1, 0],
    ['reject400', [202, 400], 1, 0],
  ] as const)(
    'handles the same Operation-Id again by the setting "%s"',
    async (dedupe, statuses, mails, duplicates) => {
      await restart({ dedupe });
      const mail = { to: await to(), operationId: randomUUID(), ...NUDGE };
      const first = await postMail(simulation, mail);
      const second = await postMail(simulation, mail);
      expect([first.status, second.status]).toEqual(statuses);
      expect(simulation.summary().mails.total).toBe(mails);
      expect(simulation.summary().duplicates).toHaveLength(duplicates);
    },
  );

  it('replaces a Message-ID that is not new, or refuses it when asked to', async () => {
    const mail = { to: await to(), ...NUDGE, headers: { 'Message-ID': '<one@contoso.com>' } };
    await postMail(simulation, { ...mail, operationId: randomUUID() });
    const validated = { ...mail.headers, 'x-ms-acsemail-validate-message-id': 'true' };
    expect((await postMail(simulation, { ...mail, operationId: randomUUID(), headers: validated })).status).toBe(400);
    await postMail(simulation, { ...mail, operationId: randomUUID() });
    await later(86_400);
    expect(new Set(events.map(({ data }) => data['internetMessageId'])).size).toBe(2);
    expect(simulation.summary().duplicates).toMatchObject([{ why: 'sameMessageId' }]);
  });
});

describe('delivery reports', () => {
  it('come as Event Grid events, for every mail, some twice and with either spelling of the attempt', async () => {
    await restart({ users: 300, quota: { perMinute: 1_000, perHour: 1_000 } });
    const everybody = (await addresses()).slice(0, 200);
    for (const address of everybody) await postMail(simulation, { to: address, operationId: randomUUID(), ...NUDGE });
    await later(2 * 86_400);
    expect(new Set(events.map(({ data }) => data['messageId'])).size).toBe(200);
    expect(new Set(events.map(({ id }) => id)).size).toBe(200);
    expect(events.length).toBeGreaterThan(200);
    expect(
      new Set(events.flatMap(({ data }) => Object.keys(data).filter((name) => name.startsWith('deliveryAttempt')))),
    ).toEqual(new Set(['deliveryAttemptTimeStamp', 'deliveryAttemptTimestamp']));
    expect(events[0]).toMatchObject({
      eventType: 'Microsoft.Communication.EmailDeliveryReportReceived',
      dataVersion: '1.0',
    });
    expect(events[0]?.subject).toMatch(/^sender\/donotreply@contoso\.com\/message\//);
  });

  it('say that unknown addresses bounce', async () => {
    await postMail(simulation, { to: 'nobody@contoso.com', operationId: randomUUID(), ...NUDGE });
    await later(86_400);
    expect(events[0]?.data).toMatchObject({ recipient: 'nobody@contoso.com', status: 'Bounced' });
    expect(simulation.summary().mails.stray).toBe(1);
  });

  it('say that an address which bounced is suppressed from then on', async () => {
    await restart({ users: 300 });
    const { people } = generateOrganisation({ users: 300, seed: 7, startsAt });
    const bouncing = people.find(({ mailbox }) => mailbox === 'bounces')?.mail ?? '';
    const statuses: unknown[] = [];
    for (const operationId of [randomUUID(), randomUUID()]) {
      await postMail(simulation, { to: bouncing, operationId, ...NUDGE });
      await later(86_400);
      statuses.push(events.find(({ data }) => data['messageId'] === operationId)?.data['status']);
    }
    expect(statuses).toEqual(['Bounced', 'Suppressed']);
  });

  it('are handed on again when the receiver failed', async () => {
    const delivered: object[] = [];
    let failures = 1;
    await restart({
      onDeliveryReport: async (event) => {
        if (failures-- > 0) throw new Error('The queue is away.');
        delivered.push(event);
      },
    });
    await postMail(simulation, { to: await to(), operationId: randomUUID(), ...NUDGE });
    await expect(later(86_400)).rejects.toThrow('will be tried again');
    await later(86_400);
    expect(delivered.length).toBeGreaterThan(0);
  });
});

describe('judging mails', () => {
  it('calls a second SSPR link a duplicate, and one before registration wrong', async () => {
    const address = unregisteredAddress();
    await postMail(simulation, { to: address, operationId: randomUUID(), ...SSPR_LINK });
    await later(86_400 * 9);
    await postMail(simulation, { to: address, operationId: randomUUID(), ...SSPR_LINK });
    expect(simulation.summary().wrongMails).toMatchObject([
      { why: 'ssprLinkBeforeRegistration' },
      { why: 'ssprLinkBeforeRegistration' },
    ]);
    expect(simulation.summary().duplicates).toMatchObject([{ number: 2, why: 'sameContent' }]);
  });
});

function unregisteredAddress(): string {
  const { people } = generateOrganisation({ users: 60, seed: 7, startsAt });
  return people.find(({ personCase }) => personCase === 'pilot')?.mail ?? '';
}

async function message(): Promise<EmailMessage> {
  return {
    senderAddress: 'donotreply@contoso.com',
    content: { subject: NUDGE.subject, plainText: NUDGE.plainText },
    recipients: { to: [{ address: await to() }] },
  };
}

function postRaw(
  body: unknown,
  headers: Record<string, string> = { authorization: 'Bearer local' },
): Promise<Response> {
  return fetch(`${simulation.origin}/emails:send?api-version=2025-09-01`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
}

/** The real client polls once after each send; a policy answers that poll without asking the service. */
function clientThatDoesNotPoll(operationId: string): EmailClient {
  const client = new EmailClient(`endpoint=${simulation.origin}/;accesskey=c2VjcmV0`, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [
      {
        position: 'perCall',
        policy: {
          name: 'answerPollLocally',
          sendRequest: async (request, next) => {
            if (request.method !== 'GET') return next(request);
            const bodyAsText = JSON.stringify({ id: operationId, status: 'Succeeded' });
            return { request, status: 200, headers: request.headers, bodyAsText };
          },
        },
      },
    ],
  });
  return client;
}
