import { setTimeout as sleep } from 'node:timers/promises';
import { app } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { startFunctionsHost } from '../../../local/functions-host/functions-host.ts';
import { appFolder } from './start-test-host.ts';

describe('Closing the local host', () => {
  it('waits for what runs, answers it, and takes nothing more', async () => {
    const steps: string[] = [];
    const host = await startFunctionsHost({
      appFolder,
      settings: {},
      time: 'real',
      now: () => new Date(),
      log: () => undefined,
      load: () => {
        app.http('slow', {
          methods: ['GET'],
          handler: async () => {
            steps.push('began');
            await sleep(150);
            steps.push('ended');
            return { body: 'done' };
          },
        });
        app.hook.appTerminate(() => void steps.push('terminated'));
      },
    });
    const answer = fetch(`${host.url}/api/slow`).then((response) => response.text());
    while (steps.length === 0) await sleep(5);

    await host.close();

    expect(steps).toEqual(['began', 'ended', 'terminated']);
    expect(await answer).toBe('done');
    await expect(fetch(`${host.url}/api/slow`)).rejects.toThrow('fetch failed');
  });
});
