import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from '../scripts/bundle-options.ts';
import { portOf, throughPort } from '../test/contracts/storage-proxy.ts';

/** What a measured script says at its end, and what its process took. */
export interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakRssMb: number;
  readonly result: Readonly<Record<string, number>>;
}

/** The measured script, in a process of its own. Throws when it fails. */
export async function measure(
  script: string,
  args: readonly string[],
  execArgv: readonly string[] = [],
): Promise<Measured> {
  const child = fork(await bundleOf(script), args, {
    execArgv: [...execArgv],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let output = '';
  child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const message = await firstMessage(child, () => output);
  child.kill('SIGKILL');
  return message as Measured;
}

/** A simulated service in a process of its own, which counts what it is asked. */
export interface FakeService {
  readonly origin: string;
  counts(): Promise<Readonly<Record<string, number>>>;
  stop(): void;
}

export const startFakeGraph = (users: number, limit: readonly number[] = []): Promise<FakeService> =>
  startService('fake-graph.ts', [users, ...limit].map(String));

export const startFakeAcs = (): Promise<FakeService> => startService('fake-acs.ts', []);

/** Azurite, but for the rows of people: those are counted only. Answers with the connection string to reach it by. */
export async function startCountingStorage(azurite: string): Promise<FakeService & { readonly storage: string }> {
  const service = await startService('counting-storage.ts', [String(portOf(azurite, 'Table'))]);
  return { ...service, storage: throughPort(azurite, 'Table', Number(new URL(service.origin).port)) };
}

async function startService(script: string, args: readonly string[]): Promise<FakeService> {
  const child = fork(fileOf(script), args, {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { origin } = (await firstMessage(child, () => '')) as { origin: string };
  return {
    origin,
    counts: async () => (await (await fetch(`${origin}/counts`)).json()) as Record<string, number>,
    stop: () => void child.kill('SIGKILL'),
  };
}

const bundles = new Map<string, Promise<string>>();

/** Measured scripts are bundled as the app is: loading TypeScript takes time and memory that no deployed app takes. */
function bundleOf(script: string): Promise<string> {
  const bundle = bundles.get(script) ?? makeBundle(script);
  bundles.set(script, bundle);
  return bundle;
}

async function makeBundle(script: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const outfile = path.join(folder, script.replace('.ts', '.mjs'));
  await build({ ...bundleOptions, entryPoints: [fileOf(script)], outfile, logLevel: 'error' });
  return outfile;
}

const fileOf = (script: string): string => fileURLToPath(new URL(script, import.meta.url));

function firstMessage(child: ChildProcess, output: () => string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code, signal) =>
      reject(new Error(`${child.spawnfile} ended by ${code ?? signal}: ${output().slice(-2_000)}`)),
    );
  });
}

/** In a measured script: does the work and tells what it took. */
export async function report(work: () => Promise<Readonly<Record<string, number>>>): Promise<void> {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  process.send!({
    wallMs: performance.now() - startedAt,
    cpuMs: (user + system) / 1_000,
    peakRssMb: process.resourceUsage().maxRSS / 1_024,
    result,
  });
}
