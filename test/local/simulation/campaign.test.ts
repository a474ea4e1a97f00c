import { mkdtempSync, readFileSync, rmSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NUDGED_CASES } from '../../../local/simulation/person.ts';
import { type Simulation, type SimulationOptions, startSimulation } from '../../../local/simulation/simulation.ts';
import { generateOrganisation } from '../../../local/simulation/tenant.ts';
import { getAll, NUDGE, postMail, REMINDER, SSPR_LINK } from './sending.ts';

const startsAt = new Date('2026-11-30T00:00:00Z');
const base = { users: 300, seed: 7, port: 0, startsAt, quota: { perMinute: 10_000, perHour: 10_000 } };
const { people } = generateOrganisation(base);
const nudged = people.filter(
  ({ personCase, createdAtMs }) => NUDGED_CASES.has(personCase) && createdAtMs < startsAt.getTime(),
);
const day = (days: number, hour = 9) => new Date(startsAt.getTime() + days * 86_400_000 + hour * 3_600_000);

let folder: string;
let open: Simulation[] = [];
const start = async (options: Partial<SimulationOptions> = {}) => {
  const simulation = await startSimulation({ ...base, ...options });
  open.push(simulation);
  return simulation;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulation-'));
});
afterEach(async () => {
  await Promise.all(open.map((simulation) => simulation.close()));
  open = [];
  rmSync(folder, { recursive: true });
});

/** Mails everybody who is to be nudged, in the given order. */
async function mailAll(
  simulation: Simulation,
  mail: { subject: string; plainText: string },
  whom = nudged,
): Promise<void> {
  for (const { index, mail: address, otherMails } of whom) {
    const operationId = `00000000-0000-4000-8000-${mail.subject.length}${String(index).padStart(10, '0')}`;
    await postMail(simulation, { to: address ?? otherMails[0] ?? '', operationId, ...mail });
  }
}

async function campaign(simulation: Simulation, whom = nudged): Promise<void> {
  await simulation.advanceTo(day(1));
  await mailAll(simulation, NUDGE, whom);
  await simulation.advanceTo(day(5));
  await mailAll(simulation, REMINDER, whom);
  await simulation.advanceTo(day(20));
}

const withoutRequests = (simulation: Simulation) => {
  const { requests: _requests, ...rest } = simulation.summary();
  return rest;
};

const initiatedBySchema = z.object({ user: z.object({ id: z.string() }) });
const auditLog = (simulation: Simulation) => getAll(simulation, '/auditLogs/directoryAudits');
const publishedKeys = async ({ origin, tenantId }: Simulation) =>
  (await fetch(`${origin}/${tenantId}/discovery/v2.0/keys`)).text();

describe('people', () => {
  it('register some time after a mail, more of them after a second one, and some never', async () => {
    const simulation = await start();
    await simulation.advanceTo(day(1));
    await mailAll(simulation, NUDGE);
    const counts = [];
    for (const days of [1, 2, 5]) {
      await simulation.advanceTo(day(days, 10));
      counts.push(simulation.summary().registrations.afterMail);
    }
    await mailAll(simulation, REMINDER);
    await simulation.advanceTo(day(12));
    counts.push(simulation.summary().registrations.afterMail);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(new Set(counts).size).toBe(4);
    expect(counts.at(-1)).toBeLessThan(nudged.length);
  });

  it('register in the hours when they are awake', async () => {
    const simulation = await start();
    await campaign(simulation);
    const started = await getAll(
      simulation,
      "/auditLogs/directoryAudits?$filter=activityDisplayName eq 'User started security info registration'",
    );
    const zones = new Map(people.map(({ id, timeZone }) => [id, timeZone]));
    const hours = started.map((event) => {
      const { id } = initiatedBySchema.parse(event['initiatedBy']).user;
      const format = new Intl.DateTimeFormat('en-GB', {
        hour: '2-digit',
        hourCycle: 'h23',
        timeZone: zones.get(id) ?? 'UTC',
      });
      return Number(format.format(new Date(String(event['activityDateTime']))));
    });
    expect(hours.filter((hour) => hour < 7 || hour >= 22)).toEqual([]);
    expect(hours.length).toBeGreaterThan(40);
  });

  it('leave traces of both services, and of registrations that came to nothing', async () => {
    const simulation = await start();
    await campaign(simulation);
    const events = await getAll(simulation, '/auditLogs/directoryAudits');
    const kinds = new Set(events.map((event) => `${String(event['activityDisplayName'])}: ${String(event['result'])}`));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'User registered security info: success',
        'User registered all required security info: success',
        'User registered all required security info: failure',
        'Security info saved for self-service password reset: success',
        'User registered for self-service password reset: success',
        'Admin registered security info: success',
        'User deleted security info: success',
        'Reset password (self-service): failure',
      ]),
    );
  });

  it('try a reset after the SSPR link: many succeed, some whose password lives on-premises fail with a reason', async () => {
    const simulation = await start({ seed: 42 });
    const capable = generateOrganisation({ ...base, seed: 42 }).people.filter(
      ({ personCase }) => personCase === 'capable',
    );
    await mailAll(simulation, SSPR_LINK, capable);
    await simulation.advanceTo(day(14));
    const resets = await getAll(
      simulation,
      "/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Reset password (self-service)'",
    );
    const failures = resets
      .filter(({ result }) => result === 'failure')
      .map(({ resultReason }) => String(resultReason));
    expect(failures.some((reason) => reason.includes('on-premises'))).toBe(true);
    expect(resets.length).toBeGreaterThan(failures.length * 2);
    expect(simulation.summary().resets).toEqual({
      succeeded: resets.length - failures.length,
      failed: failures.length,
    });
  });

  it('leave, or are disabled, in the middle of it', async () => {
    const simulation = await start();
    const before = simulation.summary().people.byState;
    await simulation.advanceTo(day(25));
    const after = simulation.summary().people.byState;
    expect([after.left - before.left, after.disabled - before.disabled]).toEqual([2, 2]);
  });
});

describe('a campaign', () => {
  it('is the same again with the same seed and the same mails, whatever the order within an instant', async () => {
    const [first, second] = [await start(), await start()];
    await campaign(first);
    await campaign(second, nudged.toReversed());
    expect(withoutRequests(second)).toEqual(withoutRequests(first));
    expect(await auditLog(second)).toEqual(await auditLog(first));
  });

  it('is another one with another seed', async () => {
    const [first, second] = [await start(), await start({ seed: 8 })];
    await campaign(first);
    await campaign(second);
    expect(second.summary().registrations).not.toEqual(first.summary().registrations);
  });
});

describe('a restart on the same folder', () => {
  it('finds the very same world', async () => {
    const before = await start({ dataFolder: folder });
    await campaign(before);
    await fetch(`${before.origin}/simulation/people/${nudged[0]?.id}/leave`, { method: 'POST' });
    await before.close();
    const after = await start({ dataFolder: folder });
    expect(after.now()).toEqual(before.now());
    expect(withoutRequests(after)).toEqual(withoutRequests(before));
  });

  it('goes on as if there had been none', async () => {
    const whole = await start();
    await campaign(whole);
    const first = await start({ dataFolder: folder });
    await first.advanceTo(day(1));
    await mailAll(first, NUDGE);
    await first.close();
    const second = await start({ dataFolder: folder });
    await second.advanceTo(day(5));
    await mailAll(second, REMINDER);
    await second.advanceTo(day(20));
    expect(withoutRequests(second)).toEqual(withoutRequests(whole));
  });

  it('hands on no delivery report again that was handed on in a finished step', async () => {
    const events: string[] = [];
    const onDeliveryReport = async (event: object) => void events.push(JSON.stringify(event));
    const first = await start({ dataFolder: folder, onDeliveryReport });
    await campaign(first);
    const count = events.length;
    await first.close();
    await start({ dataFolder: folder, onDeliveryReport });
    expect(events).toHaveLength(count);
  });

  it('hands on what a step that was cut short left behind', async () => {
    const delivered = new Set<string>();
    const first = await start({
      dataFolder: folder,
      onDeliveryReport: async (event) => {
        if (delivered.size === 20) throw new Error('Killed.');
        delivered.add(JSON.stringify(event));
      },
    });
    await mailAll(first, NUDGE);
    await expect(first.advanceTo(day(5))).rejects.toThrow('tried again');
    await first.close();
    const second = await start({
      dataFolder: folder,
      onDeliveryReport: async (event) => void delivered.add(JSON.stringify(event)),
    });
    await second.advanceTo(day(5));
    expect(delivered.size).toBe(second.summary().mails.total);
  });

  it('drops the half line of a process that was killed while writing it', async () => {
    const first = await start({ dataFolder: folder });
    await first.advanceTo(day(1));
    await mailAll(first, NUDGE);
    await first.close();
    appendFileSync(join(folder, 'journal.jsonl'), '{"type":"mail","atMs":17');
    const second = await start({ dataFolder: folder });
    expect(withoutRequests(second)).toEqual(withoutRequests(first));
    await second.advanceTo(day(2));
    const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.every((line) => line.endsWith('}'))).toBe(true);
  });

  it('keeps its signing keys', async () => {
    const first = await start({ dataFolder: folder });
    const published = await publishedKeys(first);
    await first.close();
    expect(await publishedKeys(await start({ dataFolder: folder }))).toBe(published);
  });

  it('is refused when the folder holds another organisation', async () => {
    const first = await start({ dataFolder: folder });
    await first.close();
    await expect(start({ dataFolder: folder, seed: 8 })).rejects.toThrow('another simulation');
  });
});
