import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Conductor } from '../../../local/functions-host/conductor.ts';
import type { HostLogEntry } from '../../../local/functions-host/host-log.ts';
import { startFunctionsHost, type FunctionsHost } from '../../../local/functions-host/functions-host.ts';
import type { Settings } from '../../../local/functions-host/settings.ts';

export const appFolder = fileURLToPath(new URL('app', import.meta.url));

type Given = {
  readonly register: () => void;
  readonly settings?: Settings;
  readonly now?: () => Date;
  readonly queueSenders?: 'anyone' | 'thisProcess';
};

/** A stepped host on a free port that ends with its test, and what it logged. */
export async function startSteppedHost(given: Given): Promise<FunctionsHost & Conductor & { log: HostLogEntry[] }> {
  const log: HostLogEntry[] = [];
  const host = await startFunctionsHost({ ...options(given, log), time: 'stepped' });
  onTestFinished(() => host.close());
  return { ...host, log };
}

/** The same with timers and queues that run by themselves. */
export async function startRealTimeHost(given: Given): Promise<FunctionsHost & { log: HostLogEntry[] }> {
  const log: HostLogEntry[] = [];
  const host = await startFunctionsHost({ ...options(given, log), time: 'real' });
  onTestFinished(() => host.close());
  return { ...host, log };
}

function options({ register, settings = {}, now = () => new Date(), ...rest }: Given, log: HostLogEntry[]) {
  return { ...rest, appFolder, load: register, settings, now, log: (entry: HostLogEntry) => void log.push(entry) };
}
