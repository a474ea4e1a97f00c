import { describe, expect, it } from 'vitest';
import { closeGate, openGate, type Capacity } from '../../../shared/delivery/rate-gate.ts';
import { releaseMessages } from '../../../shared/use-cases/release-messages.ts';
import { aDocument } from '../../builders/documents.ts';
import { after, now } from '../../builders/instants.ts';
import { personId } from '../../builders/people.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { HookedAgenda, HookedGates } from './hooked-ports.ts';

const capacity: Capacity = { mailsPerMinute: 30, mailsPerHour: 10_000 };
const noBrakes = { paused: false, dryRun: false };
const watchAt = after({ minutes: 20 });

/** An agenda with so many messages that have been due for a while. */
async function someDue(count: number) {
  const ports = { ...fakePorts(), agenda: new HookedAgenda(), gates: new HookedGates() };
  const entries = Array.from({ length: count }, (_, n) => ({
    dueAt: after({ seconds: n - count }),
    userId: personId(n),
    step: 'nudge' as const,
  }));
  await ports.agenda.put(entries);
  return { ports, entries };
}

describe('tables that were written back from a backup (engine 10)', () => {
  const restored = async () => {
    const { ports } = await someDue(3);
    await ports.campaigns.write({ document: aDocument(), state: running }, undefined);
    await ports.releaseCount.write(5);
    await ports.gates.write({ ...openGate, releaseCount: 4 }, undefined);
    return ports;
  };

  it('pause the campaign, and nothing leaves before somebody has resumed it', async () => {
    const ports = await restored();
    expect(await releaseMessages(noBrakes, capacity, now, ports)).toEqual({ kind: 'stopped', because: 'tablesAreOld' });
    expect(ports.sendQueue.requests).toEqual([]);
    const { state } = (await ports.campaigns.read())!;
    expect(state).toMatchObject({ status: 'paused', because: expect.stringContaining('restored') as string });
    // An operator has resumed it.
    expect(await releaseMessages(noBrakes, capacity, now, ports)).toEqual({ kind: 'released', count: 3 });
    expect(await ports.releaseCount.read()).toBe(6);
  });

  it('are not seen in tables that are not older, whoever releases between two readings', async () => {
    const ports = await restored();
    const read = ports.releaseCount.read.bind(ports.releaseCount);
    ports.releaseCount.read = async () => {
      const { version } = await ports.gates.read();
      await ports.gates.write({ ...openGate, releaseCount: 5 }, version);
      return read();
    };
    expect(await releaseMessages(noBrakes, capacity, now, ports)).toEqual({
      kind: 'stopped',
      because: 'anotherInstance',
    });
    expect((await ports.campaigns.read())!.state.status).toBe('running');
  });

  it('are those that were made anew, too', async () => {
    const { ports } = await someDue(3);
    await ports.campaigns.write({ document: aDocument(), state: running }, undefined);
    await ports.releaseCount.write(1);
    expect(await releaseMessages(noBrakes, capacity, now, ports)).toMatchObject({ because: 'tablesAreOld' });
  });
});

const running = { status: 'running', because: undefined, changedAt: now } as const;

describe('releasing messages', () => {
  it('hands what is due to the queue, oldest first, and watches it', async () => {
    const { ports, entries } = await someDue(3);
    expect(await releaseMessages(noBrakes, capacity, now, ports)).toEqual({ kind: 'released', count: 3 });
    const requests = entries.map(({ userId, step }) => ({ userId, step, watchAt }));
    expect(ports.sendQueue.requests).toEqual(requests);
    expect(await ports.agenda.readDue(now, 10)).toEqual([]);
    expect(await ports.agenda.readWatched(watchAt, 10)).toHaveLength(3);
    expect((await ports.gates.read()).gate.releases).toMatchObject([{ count: 3 }]);
  });

  it('leaves what is not due yet', async () => {
    const { ports } = await someDue(0);
    await ports.agenda.put([{ dueAt: after({ seconds: 1 }), userId: personId(1), step: 'nudge' }]);
    expect(await releaseMessages(noBrakes, capacity, now, ports)).toEqual({ kind: 'released', count: 0 });
    expect(await ports.agenda.count(10)).toEqual({ due: 1, watched: 0 });
  });

  it('writes nothing when nothing is due', async () => {
    const { ports } = await someDue(0);
    await releaseMessages(noBrakes, capacity, now, ports);
    expect(ports.gates.writes).toBe(0);
  });

  it.each([
    ['paused', { paused: true, dryRun: false }],
    ['dryRun', { paused: false, dryRun: true }],
    ['paused', { paused: true, dryRun: true }],
  ] as const)('holds everything while it is %s', async (because, brakes) => {
    const { ports } = await someDue(3);
    expect(await releaseMessages(brakes, capacity, now, ports)).toEqual({ kind: 'stopped', because });
    expect(ports.sendQueue.requests).toEqual([]);
    expect(await ports.agenda.count(10)).toEqual({ due: 3, watched: 0 });
  });

  it('keeps to the quota of the minute, and goes on in the next', async () => {
    const { ports } = await someDue(40);
    expect(await releaseMessages(noBrakes, capacity, now, ports)).toEqual({ kind: 'released', count: 30 });
    const sameMinute = after({ seconds: 30 });
    expect(await releaseMessages(noBrakes, capacity, sameMinute, ports)).toEqual({
      kind: 'stopped',
      because: 'quotaSpent',
    });
    expect(await releaseMessages(noBrakes, capacity, after({ minutes: 1 }), ports)).toEqual({
      kind: 'released',
      count: 10,
    });
    expect(new Set(ports.sendQueue.requests.map(({ userId }) => userId)).size).toBe(40);
  });

  it('releases at most 500 at a time, whatever the quota: a tick must end within its minute', async () => {
    const { ports } = await someDue(501);
    const large = { mailsPerMinute: 10_000, mailsPerHour: 1_000_000 };
    expect(await releaseMessages(noBrakes, large, now, ports)).toEqual({ kind: 'released', count: 500 });
  });

  it('stays behind a closed gate, and says until when', async () => {
    const { ports } = await someDue(3);
    await ports.gates.write(closeGate(openGate, 120, now, '429'), undefined);
    expect(await releaseMessages(noBrakes, capacity, after({ seconds: 60 }), ports)).toEqual({
      kind: 'closed',
      because: '429',
      until: after({ seconds: 120 }),
    });
    expect(ports.sendQueue.requests).toEqual([]);
  });

  it('leaves it to another instance that came first', async () => {
    const { ports } = await someDue(3);
    ports.gates.beforeWrite.next(async () => {
      await ports.gates.write({ ...openGate, releases: [{ minute: now, count: 3 }] }, undefined);
    });
    expect(await releaseMessages(noBrakes, capacity, now, ports)).toEqual({
      kind: 'stopped',
      because: 'anotherInstance',
    });
    expect(ports.sendQueue.requests).toEqual([]);
    expect(await ports.agenda.count(10)).toEqual({ due: 3, watched: 0 });
  });

  it('by two instances at once exceeds no quota', async () => {
    const { ports } = await someDue(60);
    const answers = await Promise.all([1, 2, 3].map(() => releaseMessages(noBrakes, capacity, now, ports)));
    expect(answers.filter(({ kind }) => kind === 'released')).toHaveLength(1);
    expect(ports.sendQueue.requests).toHaveLength(30);
  });
});

describe('a crash while releasing', () => {
  it('after the queue has the messages releases them again: nobody is lost, and the quota has counted both', async () => {
    const { ports } = await someDue(3);
    ports.agenda.beforeWatch.next(() => {
      throw new Error('the process died');
    });
    await expect(releaseMessages(noBrakes, capacity, now, ports)).rejects.toThrow('the process died');
    expect(await ports.agenda.count(10)).toEqual({ due: 3, watched: 0 });
    expect(await releaseMessages(noBrakes, capacity, now, ports)).toEqual({ kind: 'released', count: 3 });
    expect(ports.sendQueue.requests).toHaveLength(6);
    expect((await ports.gates.read()).gate.releases.map(({ count }) => count)).toEqual([3, 3]);
  });
});
