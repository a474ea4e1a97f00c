import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import mjml2html from 'mjml';
import { mailLocales, type MailFacts } from '../shared/email/mail.ts';
import { previewMail, previewVariants } from '../shared/email/preview.ts';
import { show, spreadOf, tableOf, type Figure, type Spread } from './figures.ts';

/**
 * What writing a mail costs beside compiling the same template with MJML at run time: the way to the first mail of a
 * fresh process, and one more mail in a warm one. `node bench/mails.ts [rounds]` prints the two figures.
 */
export async function mailFigures(rounds: number): Promise<readonly Figure[]> {
  return [await firstMailFigure(rounds), await warmMailFigure(rounds)];
}

const templateFile = path.resolve(import.meta.dirname, '../shared/email/templates/mail.mjml');
const mjmlOptions = { validationLevel: 'soft', keepComments: false, fonts: {} } as const;
const organisation: MailFacts['organisation'] = {
  displayName: 'Contoso',
  helpDesk: { name: 'IT Service Desk', phone: '+46 8 123 456', url: 'https://intranet.contoso.com/help' },
  verifyAt: 'https://intranet.contoso.com/sspr',
  brandColor: '#0f6cbd',
};

/** Each is the whole of a process: load what is needed, write one mail, say how long that took. */
const timed = (work: string) => `const start = performance.now(); ${work}; console.log(performance.now() - start);`;
const oursInProcess = timed(`const { previewMail, previewVariants } = await import('./ours.mjs');
  previewMail(previewVariants[0], 'en', { organisation: ${JSON.stringify(organisation)} })`);
const mjmlInProcess =
  timed(`const { default: mjml2html } = await import(${JSON.stringify(import.meta.resolve('mjml'))});
  const { readFile } = await import('node:fs/promises');
  await mjml2html(await readFile(${JSON.stringify(templateFile)}, 'utf8'), ${JSON.stringify(mjmlOptions)})`);

/** Ours is bundled, as it ships; MJML is loaded from its package, as it is meant to be. */
async function firstMailFigure(rounds: number): Promise<Figure> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-mails-'));
  const entry = path.resolve(import.meta.dirname, '../shared/email/preview.ts');
  await build({
    entryPoints: [entry],
    outfile: path.join(folder, 'ours.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
  await writeFile(path.join(folder, 'our-mail.mjs'), oursInProcess);
  await writeFile(path.join(folder, 'mjml-mail.mjs'), mjmlInProcess);
  const [ours, mjml]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(run(path.join(folder, 'our-mail.mjs')));
    mjml.push(run(path.join(folder, 'mjml-mail.mjs')));
  }
  await rm(folder, { recursive: true });
  return figure('first mail of a fresh process', spreadOf(mjml), spreadOf(ours), 'ms', 10);
}

/** Ours: HTML and plain text of every kind in every language. MJML: its HTML only, with the placeholders left open. */
async function warmMailFigure(rounds: number): Promise<Figure> {
  const template = await readFile(templateFile, 'utf8');
  const [ours, mjml]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const mails = previewVariants.flatMap((variant) => mailLocales.map((locale) => ({ variant, locale })));
    const startedAt = performance.now();
    for (const { variant, locale } of mails) previewMail(variant, locale, { organisation });
    const between = performance.now();
    await mjml2html(template, mjmlOptions);
    ours.push(((between - startedAt) / mails.length) * 1_000);
    mjml.push((performance.now() - between) * 1_000);
  }
  return figure('one more mail', spreadOf(mjml), spreadOf(ours), 'µs', 10);
}

function figure(name: string, mjml: Spread, ours: Spread, unit: string, timesLess: number): Figure {
  const ratio = mjml.median / ours.median;
  return {
    name,
    naive: `MJML: ${show(mjml, unit)}`,
    ours: `${show(ours, unit)}: ${ratio.toFixed(1)}× less`,
    bound: '–',
    target: `≥ ${timesLess}× less`,
    reached: ratio >= timesLess,
    kind: 'timing',
  };
}

function run(script: string): number {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script} ended with ${status}: ${stderr}`);
  return Number(stdout);
}

if (import.meta.main) console.log(tableOf(await mailFigures(Number(process.argv[2] ?? 7))));
