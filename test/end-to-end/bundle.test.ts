import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { queueNames } from '../../shared/adapters/queues/queue-names.ts';
import { defaultSchedules } from '../../shared/config/schedules.ts';
import { outputOf, projectFolder, startProgram } from './program.ts';

const binding = z.looseObject({ type: z.string(), direction: z.string() });
const registration = z.object({ name: z.string(), bindings: z.record(z.string(), binding) });
type Registration = z.infer<typeof registration>;

const folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
let functions: readonly Registration[];
let unbundled: readonly Registration[];
beforeAll(async () => {
  await using build = startProgram('scripts/build.ts', [folder]);
  await outputOf(build);
  await using list = startProgram('test/end-to-end/list-functions.ts', [path.join(folder, 'functions.js')]);
  functions = z.array(registration).parse(JSON.parse(await outputOf(list)));
  await using plain = startProgram('test/end-to-end/list-functions.ts', [
    path.join(projectFolder, 'functions/index.ts'),
  ]);
  unbundled = z.array(registration).parse(JSON.parse(await outputOf(plain)));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const triggerOf = (name: string) =>
  Object.values(functions.find((one) => one.name === name)?.bindings ?? {}).find(({ type }) =>
    type.endsWith('Trigger'),
  );

/** What the host goes by; each registration has random names beside it. */
const described = (registrations: readonly Registration[]) =>
  registrations
    .map(({ name, bindings }) => {
      const kept = Object.values(bindings).map(({ name: _name, ...others }) => others);
      return { name, bindings: kept };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

describe('the bundle, loaded without any setting', () => {
  it('registers what the functions register unbundled, though it loads none of them yet', () => {
    expect(described(functions)).toEqual(described(unbundled));
    expect(functions.length).toBeGreaterThan(20);
  });

  it.each(['refreshRegistrations', 'watchRegistrations', 'planCampaign', 'releaseMessages', 'reconcileClaims'])(
    'registers the timer %s',
    (name) => {
      expect(triggerOf(name)).toMatchObject({ type: 'timerTrigger' });
    },
  );

  it.each([
    ['refreshPage', queueNames.refreshPages],
    ['sendMessage', queueNames.sendMessage],
    ['recordDeliveryReport', queueNames.deliveryReports],
  ])('registers %s on the queue %s', (name, queueName) => {
    expect(triggerOf(name)).toMatchObject({ type: 'queueTrigger', queueName });
  });

  it.each([
    ['health', 'GET', 'health'],
    ['launchWave', 'POST', 'waves'],
    ['showWave', 'GET', 'waves/{id}'],
  ])('registers %s at %s /api/%s', (name, method, route) => {
    expect(triggerOf(name)).toMatchObject({ type: 'httpTrigger', route, methods: [method] });
  });

  it('has a timer for every schedule, and each is the default', () => {
    const timers = functions
      .flatMap(({ bindings }) => Object.values(bindings))
      .filter(({ type }) => type === 'timerTrigger');
    expect(timers.map(({ schedule }) => String(schedule)).toSorted()).toEqual(
      Object.values(defaultSchedules).toSorted(),
    );
  });

  it('leaves every HTTP function open to the host, since the app verifies tokens itself', () => {
    const levels = functions
      .flatMap(({ bindings }) => Object.values(bindings))
      .filter(({ type }) => type === 'httpTrigger');
    expect(new Set(levels.map(({ authLevel }) => authLevel))).toEqual(new Set(['anonymous']));
  });

  it('is what package.json names as the entry point', () => {
    const manifest = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')) as { main: string };
    expect(manifest.main).toBe('dist/functions.js');
  });
});
