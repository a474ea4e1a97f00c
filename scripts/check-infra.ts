import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { bicep, restoreBicep } from './bicep.ts';

/**
 * Builds and lints infra/ by its compiler, and compares what would be deployed with infra/snapshots. Without .NET it says
 * that this was left out, and ends well.
 *
 *   node scripts/check-infra.ts            compares
 *   node scripts/check-infra.ts --write    writes the snapshots anew; their diff shows what a change deploys
 *   node scripts/check-infra.ts --needed   fails where the compiler cannot be had
 */
const folder = 'infra/snapshots';
const template = `${folder}/main.json`;
const isWriting = process.argv.includes('--write');
const { missing } = restoreBicep();
if (missing === undefined) {
  const faults = [...(await compileMain()), ...(await foreseeAll())];
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
} else {
  console.log(`left out: infra/ was neither built nor linted, since ${missing}`);
  process.exitCode = process.argv.includes('--needed') ? 1 : 0;
}

/** Modules are compiled with the file that uses them. */
async function compileMain(): Promise<string[]> {
  const [built, linted] = [
    await bicep('build', 'infra/main.bicep', '--stdout'),
    await bicep('lint', 'infra/main.bicep'),
  ];
  if (!built.isOk || !linted.isOk) return [built.stderr, linted.stderr];
  const wanted = `${built.stdout.trim()}\n`;
  if (isWriting) writeFileSync(template, wanted);
  const found = existsSync(template) ? readFileSync(template, 'utf8') : '';
  return found === wanted ? [] : [`${template} is not of infra/: run "node scripts/check-infra.ts --write".`];
}

async function foreseeAll(): Promise<string[]> {
  const faults: string[] = [];
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.bicepparam')))
    faults.push(...(await foresee(`${folder}/${file}`)));
  return faults;
}

/** What one set of parameters would deploy. Ids are made up; the compiler asks nobody. */
async function foresee(parameters: string): Promise<string[]> {
  const args = ['--subscription-id', '00000000-0000-4000-8000-0000000005ab', '--location', 'westeurope'];
  const tenant = ['--tenant-id', '00000000-0000-4000-8000-000000007e4a'];
  const mode = ['--mode', isWriting ? 'overwrite' : 'validate'];
  const { isOk, stdout, stderr } = await bicep('snapshot', parameters, ...mode, ...args, ...tenant);
  if (isOk) return [];
  return [`${parameters} deploys something else: run "node scripts/check-infra.ts --write".\n${stdout}${stderr}`];
}
