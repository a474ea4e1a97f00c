import { setTimeout as sleep } from 'node:timers/promises';
import { begin, runOnClock } from '../shared/app.ts';
import { createHostLog } from './functions-host/host-log.ts';
import { startFunctionsHost } from './functions-host/functions-host.ts';
import type { HostMessage } from './host-messages.ts';
import { standingOf } from './standing.ts';
import { takenPort } from './taken-port.ts';
import { SimulationClock } from './simulation-clock.ts';

/** Only failures: what the app itself warns about (rows set aside, say) is counted in the summary. */
const troubles = createHostLog('quiet', (line) => process.stderr.write(`${line}\n`));

/**
 * The functions on a clock that runs fast: time moves from one timer to the next, and at each stop the timers run and the
 * queues are emptied, one message after the other, so that the same seed gives the same campaign. Started by `npm start`
 * as a process of its own, which may be killed at any instruction.
 */
const speed = Number(process.env['SIMULATION_SPEED']);
const clock = await SimulationClock.open(process.env['SIMULATION_ORIGIN']!);
runOnClock(clock);

const host = await startFunctionsHost({
  appFolder: new URL('..', import.meta.url).pathname,
  load: () => import('../functions/index.ts'),
  settings: process.env,
  port: Number(process.env['PORT']),
  time: 'stepped',
  home: `${process.env['SIMULATION_ORIGIN']}/api/dashboard`,
  now: () => clock.now(),
  log: (entry) => {
    if (entry.kind === 'invocation') troubles(entry);
  },
}).catch((error: unknown): never => {
  const taken = takenPort(error, 'npm start', '--port');
  if (taken === undefined) throw error;
  process.stderr.write(`${taken}\n`);
  process.exit(1);
});
process.once('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
tell({ kind: 'ready', url: host.url });
await emptyQueues(); // what a killed process left behind

const app = await begin({ info: () => undefined, warn: () => undefined });
const hoursBetweenLooks = 6;
let lookAt = clock.now();
for (;;) {
  const started = { real: performance.now(), simulated: clock.now().getTime() };
  await step();
  if (clock.now() >= lookAt) await look();
  await keepPace(started);
}

async function step(): Promise<void> {
  const next = host.nextTimerAt();
  if (next) await clock.advanceTo(next);
  await host.runTimersDueAt(clock.now());
  await emptyQueues();
}

/** Messages that are not visible yet wait by the wall clock, so simulated time goes at its pace meanwhile. */
async function emptyQueues(): Promise<void> {
  for (;;) {
    const { invisible } = await host.drainQueues();
    if (invisible === 0) return;
    await sleep(100);
    await clock.advanceTo(new Date(clock.now().getTime() + 100));
  }
}

async function look(): Promise<void> {
  lookAt = new Date(clock.now().getTime() + hoursBetweenLooks * 3_600_000);
  const wavesBefore = (await app.waves.list()).length;
  const standing = await standingOf(app, clock.now());
  tell({ kind: standing.isOver ? 'runOut' : 'progress', standing });
  if (standing.isOver) await restUntilWoken(wavesBefore);
}

/** The campaign is over for now: the clock stands still, and HTTP goes on. A launched wave sets it going again. */
async function restUntilWoken(wavesBefore: number): Promise<void> {
  while ((await app.waves.list()).length === wavesBefore) await sleep(500);
}

async function keepPace({ real, simulated }: { real: number; simulated: number }): Promise<void> {
  const due = real + (clock.now().getTime() - simulated) / speed;
  const early = due - performance.now();
  if (early > 1) await sleep(early);
}

function tell(message: HostMessage): void {
  process.send?.(message);
}
