import { app } from '@azure/functions';
import { describe, expect, inject, it } from 'vitest';
import { startSteppedHost } from './start-test-host.ts';

const connectionString = inject('azuriteConnectionString');

async function startHost(received: unknown[]) {
  return startSteppedHost({
    settings: { AzureWebJobsStorage: connectionString, 'AzureWebJobs.idle.Disabled': 'true' },
    register: () => {
      app.timer('tick', { schedule: '0 0 3 * * *', handler: (timer) => void received.push(timer.isPastDue) });
      app.timer('idle', { schedule: '%NOT_SET%', handler: () => void received.push('idle') });
      app.storageQueue('work', {
        queueName: 'admin-endpoint-work',
        connection: 'AzureWebJobsStorage',
        handler: (message, context) => void received.push([message, context.triggerMetadata?.['queueTrigger']]),
      });
      app.http('page', { methods: ['GET'], handler: () => ({}) });
    },
  });
}

const post = (url: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });

describe('The admin endpoint', () => {
  it.each([
    ['a timer, with no body', 'tick', undefined, false],
    ['a timer, with an empty input', 'TICK', '{"input":""}', false],
    ['a queue function, with text', 'work', '{"input":"hello"}', ['hello', 'admin-endpoint-work']],
    ['a queue function, with JSON in text', 'work', '{"input":"{\\"a\\":1}"}', [{ a: 1 }, 'admin-endpoint-work']],
    ['a queue function, with JSON', 'work', '{"input":{"a":1}}', [{ a: 1 }, 'admin-endpoint-work']],
  ])('runs %s', async (_, name, body, expected) => {
    const received: unknown[] = [];
    const host = await startHost(received);

    const response = await post(`${host.url}/admin/functions/${name}`, body);
    await host.close();

    expect(response.status).toBe(202);
    expect(received).toEqual([expected]);
  });

  it.each([
    ['nobody', undefined, 404, { error: 'there is no function "nobody"', functions: ['page', 'tick', 'work'] }],
    ['idle', undefined, 404, { error: 'function "idle" is disabled', functions: ['page', 'tick', 'work'] }],
    ['page', undefined, 400, { error: 'it is called at its own route, /api/page' }],
    ['work', '{"input":', 400, { error: 'the body must be a JSON object such as {"input": "…"}' }],
  ])('says what is wrong with %s %s', async (name, body, status, answer) => {
    const received: unknown[] = [];
    const host = await startHost(received);

    const response = await post(`${host.url}/admin/functions/${name}`, body);

    expect({ status: response.status, answer: await response.json() }).toEqual({ status, answer });
    expect(received).toEqual([]);
  });

  it('runs nothing for a web page', async () => {
    const received: unknown[] = [];
    const host = await startHost(received);

    const response = await post(`${host.url}/admin/functions/tick`, undefined, { origin: 'http://elsewhere.example' });

    expect(response.status).toBe(403);
    expect(received).toEqual([]);
  });
});
