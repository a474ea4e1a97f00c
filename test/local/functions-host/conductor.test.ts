import { setTimeout as sleep } from 'node:timers/promises';
import { app } from '@azure/functions';
import { describe, expect, inject, it } from 'vitest';
import { startSteppedHost } from './start-test-host.ts';
import { testQueue } from './test-queue.ts';

const settings = { AzureWebJobsStorage: inject('azuriteConnectionString') };
const at = (time: string) => new Date(`2026-03-01T${time}Z`);

const startTimers = (ran: string[], startedAt: Date) =>
  startSteppedHost({
    settings,
    now: () => startedAt,
    register: () => {
      app.timer('second', { schedule: '0 */5 * * * *', handler: () => void ran.push('second') });
      app.timer('first', { schedule: '0 */10 * * * *', handler: () => void ran.push('first') });
      app.timer('failing', {
        schedule: '0 0 * * * *',
        handler: () => {
          ran.push('failing');
          throw new Error('out of order');
        },
      });
    },
  });

describe('The conductor, over timers,', () => {
  it('runs those that are due, by name, and computes their next occurrence', async () => {
    const ran: string[] = [];
    const host = await startTimers(ran, at('09:56:00'));
    expect(host.nextTimerAt()).toEqual(at('10:00:00'));

    expect(await host.runTimersDueAt(at('09:59:59'))).toBe(0);
    expect(await host.runTimersDueAt(at('10:00:00'))).toBe(3);
    expect(host.nextTimerAt()).toEqual(at('10:05:00'));
    expect(await host.runTimersDueAt(at('10:05:00'))).toBe(1);

    expect(ran).toEqual(['failing', 'first', 'second', 'second']);
  });

  it('runs a timer once, however many occurrences it missed', async () => {
    const ran: string[] = [];
    const host = await startTimers(ran, at('09:56:00'));

    await host.runTimersDueAt(at('10:33:00'));

    expect(ran).toEqual(['failing', 'first', 'second']);
    expect(host.nextTimerAt()).toEqual(at('10:35:00'));
  });

  it('makes a timer that runs on start-up due at once', async () => {
    const host = await startSteppedHost({
      settings,
      now: () => at('09:56:00'),
      register: () => app.timer('eager', { schedule: '0 0 * * * *', runOnStartup: true, handler: () => undefined }),
    });

    expect(host.nextTimerAt()).toEqual(at('09:56:00'));
    expect(await host.runTimersDueAt(at('09:56:00'))).toBe(1);
    expect(host.nextTimerAt()).toEqual(at('10:00:00'));
  });
});

describe('The conductor, over queues,', () => {
  it('runs message after message, oldest first, and what they send, until nothing is left', async () => {
    const [first, second] = [testQueue(), testQueue()];
    const ran: string[] = [];
    const host = await startSteppedHost({
      settings,
      register: () => {
        app.storageQueue('b', {
          queueName: second.name,
          connection: 'AzureWebJobsStorage',
          handler: async (message) => {
            ran.push(`b ${String(message)}`);
            await first.send(`from ${String(message)}`);
          },
        });
        app.storageQueue('a', {
          queueName: first.name,
          connection: 'AzureWebJobsStorage',
          handler: (message) => void ran.push(`a ${String(message)}`),
        });
      },
    });
    await second.send('x');
    await second.send('y');
    await first.send('z');

    const drained = await host.drainQueues();

    expect(ran).toEqual(['a z', 'b x', 'b y', 'a from x', 'a from y']);
    expect(drained).toEqual({ ran: 5, invisible: 0 });
    expect(await first.count()).toBe(0);
    expect(await host.drainQueues()).toEqual({ ran: 0, invisible: 0 });
  });

  it('notices what this process sends when nobody else does', async () => {
    const queue = testQueue();
    const ran: unknown[] = [];
    const host = await startSteppedHost({
      settings,
      queueSenders: 'thisProcess',
      register: () =>
        app.storageQueue('a', {
          queueName: queue.name,
          connection: 'AzureWebJobsStorage',
          handler: async (message) => {
            ran.push(message);
            if (message === 'first') await queue.send('second');
          },
        }),
    });
    expect(await host.drainQueues()).toEqual({ ran: 0, invisible: 0 });

    await queue.send('first');
    await queue.send('delayed', { visibilityTimeout: 1 });

    expect(await host.drainQueues()).toEqual({ ran: 2, invisible: 1 });
    await sleep(1100);
    expect(await host.drainQueues()).toEqual({ ran: 1, invisible: 0 });
    expect(ran).toEqual(['first', 'second', 'delayed']);
  });

  it('leaves delayed messages where they are and counts them', async () => {
    const queue = testQueue();
    const host = await startSteppedHost({
      settings,
      register: () =>
        app.storageQueue('a', {
          queueName: queue.name,
          connection: 'AzureWebJobsStorage',
          handler: () => undefined,
        }),
    });
    await queue.send('now');
    await queue.send('later', { visibilityTimeout: 60 });

    expect(await host.drainQueues()).toEqual({ ran: 1, invisible: 1 });
  });

  it('tries a failing message again at once, five times, and then moves it to the poison queue', async () => {
    const queue = testQueue();
    const tries: unknown[] = [];
    const host = await startSteppedHost({
      settings,
      register: () =>
        app.storageQueue('a', {
          queueName: queue.name,
          connection: 'AzureWebJobsStorage',
          handler: (message, context) => {
            tries.push([message, context.triggerMetadata?.['dequeueCount']]);
            if (message === 'bad') throw new Error('out of order');
          },
        }),
    });
    await queue.send('bad');
    await queue.send('good');

    const drained = await host.drainQueues();

    expect(tries).toEqual([
      ['bad', 1],
      ['good', 1],
      ['bad', 2],
      ['bad', 3],
      ['bad', 4],
      ['bad', 5],
    ]);
    expect(drained).toEqual({ ran: 6, invisible: 0 });
    expect(await queue.poisoned()).toEqual([Buffer.from('bad').toString('base64')]);
  });

  it('moves a message that is not base64 to the poison queue as it is, without running anything', async () => {
    const queue = testQueue();
    const ran: unknown[] = [];
    const host = await startSteppedHost({
      settings,
      register: () =>
        app.storageQueue('a', {
          queueName: queue.name,
          connection: 'AzureWebJobsStorage',
          handler: (message) => void ran.push(message),
        }),
    });
    await queue.sendRaw('{"plain":"text"}');

    await host.drainQueues();

    expect(ran).toEqual([]);
    expect(await queue.poisoned()).toEqual(['{"plain":"text"}']);
    expect(await queue.count()).toBe(0);
    expect(host.log).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('base64') }),
    );
  });
});
