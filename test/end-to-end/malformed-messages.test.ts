import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Azurite, startAzurite } from '../../local/azurite.ts';
import { settingsFor } from '../../local/simulation-settings.ts';
import { type Simulation, startSimulation } from '../../local/simulation/simulation.ts';
import { queueNames } from '../../shared/adapters/queues/queue-names.ts';
import { freePort, type Program, sparseSchedules, startProgram } from './program.ts';

const userId = '9f2b1c3d-0000-4000-8000-000000000001';
const watchAt = '2026-12-01T08:00:00.000Z';

/** Everything that must end in the poison queue of its queue. */
const malformed: Readonly<Record<string, readonly string[]>> = {
  [queueNames.sendMessage]: [
    '',
    'nudge everybody',
    '[]',
    '{}',
    JSON.stringify({ userId: 'anna@contoso.com', step: 'nudge', watchAt }),
    JSON.stringify({ userId, step: 'sspr-link; nudge', watchAt }),
    JSON.stringify({ userId, step: 'nudge', watchAt: 'soon' }),
    JSON.stringify({ userId, step: 'nudge', watchAt, to: 'eve@example.com' }),
  ],
  [queueNames.refreshPages]: ['null', JSON.stringify({ passId: 'p', collection: 'unknown', page: 1 })],
  [queueNames.deliveryReports]: [
    JSON.stringify({ id: 'e', eventTime: watchAt, data: { messageId: 'not an id', status: 'Delivered' } }),
    JSON.stringify({ id: 'e', data: { messageId: userId, status: 'Delivered' } }),
    '{"id":"e","data":',
  ],
};

/** An event of the same subscription that is about something else: it is ignored (engine 14). */
const otherEvent = {
  id: 'e',
  eventType: 'Microsoft.Communication.EmailEngagementTrackingReportReceived',
  eventTime: watchAt,
  data: { messageId: userId, engagementType: 'view' },
};

const folder = mkdtempSync(path.join(tmpdir(), 'malformed-'));
let azurite: Azurite;
let simulation: Simulation;
let host: Program;
let url: string;

const queue = (name: string) => QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient(name);

beforeAll(async () => {
  azurite = await startAzurite({ inMemory: true });
  for (const [name, texts] of Object.entries(malformed)) {
    await queue(name).createIfNotExists();
    for (const text of texts) await queue(name).sendMessage(Buffer.from(text).toString('base64'));
  }
  const reports = queue(queueNames.deliveryReports);
  await reports.sendMessage(Buffer.from(JSON.stringify(otherEvent)).toString('base64'));
  simulation = await startSimulation({ users: 25, seed: 3, port: 0, startsAt: new Date('2026-11-30T05:00:00Z') });
  const document = path.join(folder, 'campaign.json');
  writeFileSync(document, JSON.stringify(simulation.campaignDocument()));
  const port = await freePort();
  url = `http://127.0.0.1:${port}/api/health`;
  host = startProgram('local/simulated-host.ts', [], {
    ...sparseSchedules,
    REFRESH_SCHEDULE: '0 0 2 * * *',
    PORT: `${port}`,
    ...settingsFor(simulation, azurite.connectionString, document),
    SIMULATION_ORIGIN: simulation.origin,
    SIMULATION_SPEED: 'Infinity',
  });
});
afterAll(async () => {
  await host[Symbol.asyncDispose]();
  await simulation.close();
  await azurite.stop();
  rmSync(folder, { recursive: true, force: true });
});

const healthBody = z.object({ status: z.string(), degraded: z.array(z.string()) });

const expected = Object.entries(malformed).map(([name, texts]) => `${texts.length} in the poison queue of ${name}`);

/** Its health as soon as it is the expected one; asks again while the host is starting or still at work. */
async function healthOnceDone(): Promise<z.infer<typeof healthBody>> {
  for (;;) {
    const token = await (await fetch(`${simulation.origin}/token?role=reader`)).text();
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
    const body = answer?.ok ? healthBody.parse(await answer.json()) : undefined;
    if (body && expected.every((line) => body.degraded.includes(line))) return body;
    await sleep(200);
  }
}

describe('malformed queue messages', () => {
  it('make the app degraded, which counts them by queue', async () => {
    const { status, degraded } = await healthOnceDone();
    expect(status).toBe('degraded');
    expect(degraded.toSorted()).toEqual(expected.toSorted());
  });

  it.each(Object.entries(malformed))('are all in the poison queue of %s, as they came', async (name, texts) => {
    const { peekedMessageItems } = await queue(`${name}-poison`).peekMessages({ numberOfMessages: 32 });
    const found = peekedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString());
    expect(found.toSorted()).toEqual([...texts].toSorted());
  });

  it('keep nothing else from being done', async () => {
    while (simulation.summary().mails.total === 0) await sleep(200);
    expect(simulation.summary().wrongMails).toEqual([]);
    expect(simulation.summary().mails.stray).toBe(0);
  });
});
