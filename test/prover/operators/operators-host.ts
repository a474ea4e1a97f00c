import { setTimeout as sleep } from 'node:timers/promises';
import { startFunctionsHost } from '../../../local/functions-host/functions-host.ts';
import type { Standing } from '../../../local/host-messages.ts';
import { SimulationClock } from '../../../local/simulation-clock.ts';
import { standingOf } from '../../../local/standing.ts';
import { begin, runOnClock } from '../../../shared/app.ts';

/** What the host is asked to do, one thing after the other. */
export type HostOrder =
  | { readonly kind: 'runUntil'; readonly to: string }
  | { readonly kind: 'run'; readonly name: string }
  | { readonly kind: 'standing' };

export type HostNews =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'done'; readonly standing?: Standing }
  | { readonly kind: 'logged'; readonly at: string; readonly line: string };

/**
 * The functions in a process of their own, on the clock of the simulation or on one that is ahead of it, in steps that
 * come from outside. A change of settings or clock is another process, as in Azure.
 */
const aheadMs = Number(process.env['OPERATORS_AHEAD_MS'] ?? 0);
const clock = await SimulationClock.open(process.env['SIMULATION_ORIGIN']!);
const own = { now: () => new Date(clock.now().getTime() + aheadMs) };
runOnClock(own);
process.once('disconnect', () => process.exit(0));

const host = await startFunctionsHost({
  appFolder: new URL('../../..', import.meta.url).pathname,
  load: () => import('../../../functions/index.ts'),
  settings: process.env,
  time: 'stepped',
  now: own.now,
  log: (entry) => {
    if (entry.kind === 'user') tell({ kind: 'logged', at: clock.now().toISOString(), line: entry.message });
    if (entry.kind === 'invocation' && entry.status === 'failed')
      tell({ kind: 'logged', at: clock.now().toISOString(), line: `${entry.function} failed: ${entry.exception}` });
  },
});
await emptyQueues();
process.on('message', (order: HostOrder) => {
  carryOut(order).then(tell, (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
});
tell({ kind: 'ready', url: host.url });

async function carryOut(order: HostOrder): Promise<HostNews> {
  if (order.kind === 'standing') return { kind: 'done', standing: await standingOf(await begin(silent), own.now()) };
  if (order.kind === 'run') await runFunction(order.name);
  else await runUntil(new Date(order.to));
  return { kind: 'done' };
}

const silent = { info: () => undefined, warn: () => undefined };

async function runUntil(to: Date): Promise<void> {
  while (clock.now() < to) {
    const next = new Date((host.nextTimerAt() ?? to).getTime() - aheadMs);
    await clock.advanceTo(next < to ? next : to);
    await host.runTimersDueAt(own.now());
    await emptyQueues();
  }
}

/** The admin endpoint answers before the function has run. */
async function runFunction(name: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${host.url}/admin/functions/${name}`, { method: 'POST', headers, body: '{}' });
  await sleep(300);
  await emptyQueues();
}

/** A message that was put back for longer than this waits by the wall clock, and the campaign goes on without it. */
async function emptyQueues(): Promise<void> {
  for (let looks = 0; looks < 10; looks++) {
    const { invisible } = await host.drainQueues();
    if (invisible === 0) return;
    await sleep(50);
  }
}

function tell(news: HostNews): void {
  process.send?.(news);
}
