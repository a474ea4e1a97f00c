import { readFileSync } from 'node:fs';
import { startFunctionsHost } from '../local/functions-host/functions-host.ts';
import { runOnClock } from '../shared/app.ts';
import { report } from './processes.ts';

/**
 * The app as a host runs it, over some passes: `node bench/host-passes.ts APP_FOLDER SETTINGS_AS_JSON PASSES`. Tells the
 * peak of its memory up to the end of each pass.
 */
const [appFolder = '', settings = '{}', passes = '1'] = process.argv.slice(2);

/** Fast enough that no request for reports waits for its place. */
const speed = 60;
const startedAt = Date.now();
const clock = { now: () => new Date(startedAt + (Date.now() - startedAt) * speed) };
runOnClock(clock);

const seen = { complete: 0 };
const host = await startFunctionsHost({
  appFolder,
  load: () => import('../functions/index.ts'),
  settings: JSON.parse(settings) as Record<string, string>,
  time: 'stepped',
  now: () => clock.now(),
  log: (entry) => {
    if (entry.kind === 'user' && entry.message.includes('"passComplete"')) seen.complete += 1;
    if (entry.kind === 'invocation' && entry.status === 'failed')
      throw new Error(`${entry.function} failed: ${entry.exception}`);
  },
});

const peakMb = (): number => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_024;

await report(async () => {
  const peaks: Record<string, number> = {};
  for (let pass = 1; pass <= Number(passes); pass++) {
    await fetch(`${host.url}/admin/functions/refreshRegistrations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    while (seen.complete < pass) await host.drainQueues();
    peaks[`pass${pass}`] = peakMb();
  }
  return peaks;
});
