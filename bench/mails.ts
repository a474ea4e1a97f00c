import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { show, spreadOf, tableOf, type Figure, type Spread } from './figures.ts';

/**
 * What writing a mail costs beside the same mail with a template library at run time, MJML or react-email: the way to the
 * first mail of a fresh process, and one more mail in a warm one. Ours writes the plain text too, the others only HTML.
 * `node bench/mails.ts [rounds]` prints the figures.
 */
export async function mailFigures(rounds: number): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-mails-'));
  try {
    const ours = await bundled('ours.ts', folder);
    const runs = {
      ours: () => measure(ours, 2_000),
      mjml: () => measure(writer('mjml.mjs'), 20),
      reactEmail: () => measure(writer('react-email.mjs'), 100),
    };
    const measured = { ours: [], mjml: [], reactEmail: [] } as Record<keyof typeof runs, Measured[]>;
    // Taken in turn, so that a busy moment of the machine falls on all of them.
    for (let round = 0; round < rounds; round += 1)
      for (const name of ['ours', 'mjml', 'reactEmail'] as const) measured[name].push(runs[name]());
    return figuresOf(measured);
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Measured {
  readonly firstMs: number;
  readonly nextMicroseconds: number;
  readonly peakRssMb: number;
}

const writer = (file: string): string => path.resolve(import.meta.dirname, 'mail-writers', file);

/** As it ships; the libraries are loaded from their packages, as they are meant to be. */
async function bundled(file: string, folder: string): Promise<string> {
  const outfile = path.join(folder, 'ours.mjs');
  await build({ entryPoints: [writer(file)], outfile, bundle: true, format: 'esm', platform: 'node', minify: true });
  return outfile;
}

function measure(module: string, count: number): Measured {
  const script = path.resolve(import.meta.dirname, 'write-mails.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, module, String(count)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${module} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Measured;
}

function figuresOf({ ours, mjml, reactEmail }: Readonly<Record<'ours' | 'mjml' | 'reactEmail', readonly Measured[]>>) {
  const of = (runs: readonly Measured[], value: keyof Measured) => spreadOf(runs.map((run) => run[value]));
  const rivals = [
    ['MJML', mjml],
    ['react-email', reactEmail],
  ] as const;
  return rivals.flatMap(([name, theirs]) => [
    figure('first mail of a fresh process', name, of(theirs, 'firstMs'), of(ours, 'firstMs'), 'ms', 10),
    figure('one more mail', name, of(theirs, 'nextMicroseconds'), of(ours, 'nextMicroseconds'), 'µs', 3),
    figure('memory at its peak', name, of(theirs, 'peakRssMb'), of(ours, 'peakRssMb'), 'MB', 1),
  ]);
}

function figure(name: string, rival: string, theirs: Spread, ours: Spread, unit: string, timesLess: number): Figure {
  const ratio = theirs.median / ours.median;
  return {
    name,
    naive: `${rival}: ${show(theirs, unit)}`,
    ours: `${show(ours, unit)}: ${ratio.toFixed(1)}× less`,
    bound: '–',
    target: `≥ ${timesLess}× less`,
    reached: ratio >= timesLess,
  };
}

if (import.meta.main) console.log(tableOf(await mailFigures(Number(process.argv[2] ?? 7))));
