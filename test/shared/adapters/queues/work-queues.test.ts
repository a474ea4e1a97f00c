import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { describe, expect, it } from 'vitest';
import { sendRequest } from '../../../../shared/campaign/send-request.ts';
import { connectQueues, ensureQueues, type Queues } from '../../../../shared/adapters/queues/connect-queues.ts';
import { createWorkQueues } from '../../../../shared/adapters/queues/work-queues.ts';
import { pageRequest } from '../../../../shared/registration/page-request.ts';
import { noon, numbers, userId } from '../../../contracts/samples.ts';
import { portOf, startStorageProxy, throughPort } from '../../../contracts/storage-proxy.ts';
import { describePageQueue, describeReleaseCount, describeSendQueue } from '../../../contracts/work-queues.ts';

type QueueClient = Queues['sendMessage'];

const name = 'in queues';
const freshPrefix = (): string => `t${randomUUID().slice(0, 8)}-`;

const connect = (prefix: string, connectionString = inject('azuriteConnectionString')) =>
  connectQueues({ kind: 'connectionString', connectionString }, { prefix });

async function freshQueues(): Promise<Queues> {
  const queues = connect(freshPrefix());
  await ensureQueues(queues);
  return queues;
}

/** All that is visible, decoded as the Functions host does it. */
async function takeVisible(queue: QueueClient): Promise<unknown[]> {
  const items: unknown[] = [];
  for (;;) {
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
    if (receivedMessageItems.length === 0) return items;
    items.push(...receivedMessageItems.map((item) => JSON.parse(Buffer.from(item.messageText, 'base64').toString())));
  }
}

describeReleaseCount(name, async () => createWorkQueues(await freshQueues()).releaseCount);

describeSendQueue(name, async () => {
  const queues = await freshQueues();
  return {
    queue: createWorkQueues(queues).sendQueue,
    readVisible: async () => (await takeVisible(queues.sendMessage)).map((item) => sendRequest.parse(item)),
  };
});

describePageQueue(name, async () => {
  const queues = await freshQueues();
  return {
    queue: createWorkQueues(queues).pageQueue,
    readVisible: async () => (await takeVisible(queues.refreshPages)).map((item) => pageRequest.parse(item)),
  };
});

describe('a delayed page request', () => {
  it('appears when its delay is over', async () => {
    const queues = await freshQueues();
    await createWorkQueues(queues).pageQueue.enqueue({ passId: 'p', collection: 'users', page: 1 }, 1);
    expect(await takeVisible(queues.refreshPages)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await takeVisible(queues.refreshPages)).toHaveLength(1);
  });
});

describe('the poison queues', () => {
  it('are counted by the queue that the messages came from', async () => {
    const queues = await freshQueues();
    for (const text of ['a', 'b']) await queues.poison.sendMessage.sendMessage(text);
    await queues.poison.deliveryReports.sendMessage('c');
    expect(await createWorkQueues(queues).poisonQueues.count()).toEqual({
      'send-message': 2,
      'refresh-pages': 0,
      'delivery-reports': 1,
    });
  });

  it('count as empty where there are none yet', async () => {
    const counts = await createWorkQueues(connect(freshPrefix())).poisonQueues.count();
    expect(counts).toEqual({ 'send-message': 0, 'refresh-pages': 0, 'delivery-reports': 0 });
  });
});

describe('sending requests', () => {
  const requests = numbers(20).map((n) => ({ userId: userId(n), step: 'nudge' as const, watchAt: noon }));

  it('says which queue it was when it is missing', async () => {
    const { sendQueue } = createWorkQueues(connect(freshPrefix()));
    await expect(sendQueue.enqueue(requests)).rejects.toMatchObject({
      message: expect.stringContaining('send-message'),
      cause: { statusCode: 404 },
    });
  });

  it('puts every request there at least once when answers are lost', async () => {
    const connectionString = inject('azuriteConnectionString');
    const proxy = await startStorageProxy(portOf(connectionString, 'Queue'));
    const prefix = freshPrefix();
    const direct = connect(prefix);
    await ensureQueues(direct);
    proxy.loseAnswer(({ method }) => method === 'POST');
    const { sendQueue } = createWorkQueues(connect(prefix, throughPort(connectionString, 'Queue', proxy.port)));
    await sendQueue.enqueue(requests);
    await proxy.close();
    const userIds = (await takeVisible(direct.sendMessage)).map((item) => sendRequest.parse(item).userId);
    expect(proxy.lost()).toBe(1);
    expect(userIds).toHaveLength(requests.length + 1);
    expect(new Set(userIds).size).toBe(requests.length);
  });
});

const credential = { getToken: async () => null };
const account = (endpoint: string) =>
  ({
    kind: 'connectionString',
    connectionString: `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${Buffer.from('x').toString('base64')};QueueEndpoint=${endpoint};`,
  }) as const;

describe('connecting to queues', () => {
  it('understands the short name of the emulator', () => {
    const { sendMessage } = connectQueues({ kind: 'connectionString', connectionString: 'UseDevelopmentStorage=true' });
    expect(sendMessage.url).toBe('http://127.0.0.1:10001/devstoreaccount1/send-message');
  });

  it('takes an identity', () => {
    const queueServiceUri = 'https://contoso.queue.core.windows.net';
    const { poison } = connectQueues({ kind: 'identity', queueServiceUri, credential });
    expect(poison.refreshPages.url).toBe(`${queueServiceUri}/refresh-pages-poison`);
  });

  it.each([
    account('http://contoso.queue.core.windows.net'),
    { kind: 'identity', queueServiceUri: 'http://contoso.queue.core.windows.net', credential } as const,
  ])('refuses plain http: %j', (settings) => {
    expect(() => connectQueues(settings)).toThrow('https');
  });

  it('creates what is missing, and again nothing', async () => {
    const queues = await freshQueues();
    await ensureQueues(queues);
    expect(await takeVisible(queues.deliveryReports)).toEqual([]);
  });
});
