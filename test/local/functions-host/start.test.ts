import { app } from '@azure/functions';
import { describe, expect, inject, it } from 'vitest';
import { emulatorConnectionString } from '../../../local/development-storage.ts';
import { startSteppedHost } from './start-test-host.ts';

function registerTwice(): void {
  app.get('health', () => ({}));
  app.get('Health', () => ({}));
}

describe('Starting the local host', () => {
  it('names every function whose setting is missing or wrong', async () => {
    const start = startSteppedHost({
      settings: { BAD_SCHEDULE: 'now and then' },
      register: () => {
        app.timer('refresh', { schedule: '%REFRESH_SCHEDULE%', handler: () => undefined });
        app.timer('watch', { schedule: '%BAD_SCHEDULE%', handler: () => undefined });
        app.storageQueue('send', { queueName: '%QUEUE%', connection: 'STORAGE', handler: () => undefined });
      },
    });

    await expect(start).rejects.toThrow(
      [
        'function refresh: the app setting REFRESH_SCHEDULE is missing (its schedule needs it)',
        'function send: the app setting QUEUE is missing (its queueName needs it)',
        'function watch: the schedule "now and then" is not valid: it needs five or six fields',
      ].join('\n'),
    );
  });

  it('names the function and the connection that is missing', async () => {
    const start = startSteppedHost({
      register: () =>
        app.storageQueue('send', { queueName: 'q', connection: 'CAMPAIGN_STORAGE', handler: () => undefined }),
    });

    await expect(start).rejects.toThrow(
      'function send: the app setting CAMPAIGN_STORAGE is missing (its connection needs it)',
    );
  });

  it.each([
    ['q', inject('azuriteConnectionString'), /^function send: its queue "q" cannot be opened: .*resource name length/],
    [
      'queue',
      emulatorConnectionString({ queuePort: 1, tablePort: 1 }),
      /^function send: its queue "queue" cannot be opened: .*ECONNREFUSED 127.0.0.1:1$/,
    ],
  ])('names the function whose queue %s cannot be opened', async (queueName, connectionString, reason) => {
    const start = startSteppedHost({
      settings: { AzureWebJobsStorage: connectionString },
      register: () =>
        app.storageQueue('send', { queueName, connection: 'AzureWebJobsStorage', handler: () => undefined }),
    });

    await expect(start).rejects.toThrow(reason);
  });

  it('refuses what it cannot do as the real host does', async () => {
    const start = startSteppedHost({
      register: () => {
        app.storageBlob('copy', { path: 'a/b', connection: 'S', handler: () => undefined });
        app.timer('again', {
          schedule: '0 * * * * *',
          retry: { strategy: 'fixedDelay', delayInterval: 1000, maxRetryCount: 1 },
          handler: () => undefined,
        });
      },
    });

    await expect(start).rejects.toThrow(
      'function again: the local host has no retry policies\nfunction copy: the local host has no blobTrigger',
    );
  });

  it('refuses an app that registers nothing, or one name twice', async () => {
    await expect(startSteppedHost({ register: () => undefined })).rejects.toThrow('registered no function');
    await expect(startSteppedHost({ register: registerTwice })).rejects.toThrow('function Health is registered twice');
  });

  it('leaves a disabled function alone, whatever its settings', async () => {
    const host = await startSteppedHost({
      settings: { 'AzureWebJobs.page.Disabled': 'true', AzureWebJobs__tick__Disabled: '1' },
      register: () => {
        app.get('page', () => ({}));
        app.get('other', () => ({}));
        app.timer('tick', { schedule: '%NOT_SET%', handler: () => undefined });
      },
    });

    expect(host.functionNames).toEqual(['other']);
    expect(host.nextTimerAt()).toBeUndefined();
    expect((await fetch(`${host.url}/api/page`)).status).toBe(404);
    expect((await fetch(`${host.url}/api/other`)).status).toBe(200);
  });

  it('runs the hooks and passes on what functions log', async () => {
    const seen: string[] = [];
    const host = await startSteppedHost({
      settings: { GREETING: 'hello' },
      register: () => {
        app.hook.appStart(() => void seen.push('start'));
        app.hook.preInvocation(({ inputs }) => void seen.push(`before ${inputs.length}`));
        app.hook.postInvocation(({ result }) => void seen.push(`after ${JSON.stringify(result)}`));
        app.get('greet', (_request, context) => {
          context.warn(process.env['GREETING']);
          return { status: 204 };
        });
      },
    });

    await fetch(`${host.url}/api/greet`);

    expect(seen).toEqual(['start', 'before 1', 'after {"status":204}']);
    expect(host.log).toContainEqual(
      expect.objectContaining({ kind: 'user', function: 'greet', level: 'warning', message: 'hello' }),
    );
  });
});
