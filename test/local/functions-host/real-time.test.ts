import { setTimeout as sleep } from 'node:timers/promises';
import { app } from '@azure/functions';
import { describe, expect, inject, it, vi } from 'vitest';
import { startRealTimeHost } from './start-test-host.ts';
import { testQueue } from './test-queue.ts';

const settings = { AzureWebJobsStorage: inject('azuriteConnectionString') };

describe('In real time', () => {
  it('a timer runs by itself, never twice at a time, and skips what it missed', async () => {
    let running = 0;
    let most = 0;
    const startedAt: number[] = [];
    await startRealTimeHost({
      register: () =>
        app.timer('slow', {
          schedule: '* * * * * *',
          handler: async () => {
            startedAt.push(Date.now());
            most = Math.max(most, ++running);
            await sleep(1100);
            running--;
          },
        }),
    });

    await vi.waitUntil(() => startedAt.length === 2, { timeout: 6000 });

    expect(most).toBe(1);
    expect(startedAt.map((instant) => instant % 1000)).toEqual([expect.toSatisfy(isSmall), expect.toSatisfy(isSmall)]);
    expect((startedAt[1] ?? 0) - (startedAt[0] ?? 0)).toBeGreaterThan(1500);
  });

  it('a queue is read by itself, no more at a time than host.json says', async () => {
    const queue = testQueue();
    const done = new Set<unknown>();
    let running = 0;
    let most = 0;
    await startRealTimeHost({
      settings,
      register: () =>
        app.storageQueue('work', {
          queueName: queue.name,
          connection: 'AzureWebJobsStorage',
          handler: async (message) => {
            most = Math.max(most, ++running);
            await sleep(30);
            running--;
            done.add(message);
          },
        }),
    });

    for (let number = 1; number <= 12; number++) await queue.send(String(number));
    await vi.waitUntil(async () => (await queue.count()) === 0, { timeout: 5000 });

    expect(done.size).toBe(12);
    // batchSize 4 and newBatchThreshold 2
    expect(most).toBeLessThanOrEqual(6);
  });

  it('a failing message is tried five times and ends in the poison queue', async () => {
    const queue = testQueue();
    let tries = 0;
    await startRealTimeHost({
      settings,
      register: () =>
        app.storageQueue('work', {
          queueName: queue.name,
          connection: 'AzureWebJobsStorage',
          handler: () => {
            tries++;
            throw new Error('out of order');
          },
        }),
    });

    await queue.send('bad');
    await vi.waitUntil(async () => (await queue.poisoned()).length === 1, { timeout: 5000 });

    expect(tries).toBe(5);
  });
});

function isSmall(milliseconds: number): boolean {
  return milliseconds < 500;
}
