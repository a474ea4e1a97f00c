import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../scripts/bundle-options.ts';
import { show, spreadOf, tableOf, type Figure, type Spread } from './figures.ts';

/**
 * What writing a mail costs beside the same mail with MJML at run time: the way to the
 * first mail of a fresh process, and one more mail in a warm one. Ours writes the plain text too, MJML only HTML.
 * `node bench/mails.ts [rounds]` prints the figures.
 */
async function mailFigures(rounds: number): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-mails-'));
  try {
    const ours = await bundled('ours.ts', folder);
    const runs = {
      ours: () => measure(ours, 2_000),
      mjml: () => measure(writer('mjml.mjs'), 20),
    };
    const measured = { ours: [], mjml: [] } as Record<keyof typeof runs, Measured[]>;
    // Taken in turn, so that a busy moment of the machine falls on all of them.
    for (let round = 0; round < rounds; round += 1)
      for (const name of ['ours', 'mjml'] as const) measured[name].push(runs[name]());
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

/** As it ships; MJML is loaded from its package, as it is meant to be. */
async function bundled(file: string, folder: string): Promise<string> {
  const outfile = path.join(folder, 'ours.mjs');
  await build({ ...bundleOptions, entryPoints: [writer(file)], outfile });
  return outfile;
}

function measure(module: string, count: number): Measured {
  const script = path.resolve(import.meta.dirname, 'write-mails.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, module, String(count)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${module} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Measured;
}

function figuresOf({ ours, mjml }: Readonly<Record<'ours' | 'mjml', readonly Measured[]>>): readonly Figure[] {
  const of = (runs: readonly Measured[], value: keyof Measured) => spreadOf(runs.map((run) => run[value]));
  return [
    figure('first mail of a fresh process', of(mjml, 'firstMs'), of(ours, 'firstMs'), 'ms', 10),
    figure('one more mail', of(mjml, 'nextMicroseconds'), of(ours, 'nextMicroseconds'), 'µs', 3),
    figure('memory at its peak', of(mjml, 'peakRssMb'), of(ours, 'peakRssMb'), 'MB', 1),
  ];
}

function figure(name: string, theirs: Spread, ours: Spread, unit: string, timesLess: number): Figure {
  const ratio = theirs.median / ours.median;
  return {
    name,
    naive: `MJML: ${show(theirs, unit)}`,
    ours: `${show(ours, unit)}: ${ratio.toFixed(1)}× less`,
    bound: '–',
    target: `≥ ${timesLess}× less`,
    reached: ratio >= timesLess,
  };
}

if (import.meta.main) console.log(tableOf(await mailFigures(Number(process.argv[2] ?? 7))));
