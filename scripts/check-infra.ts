import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { bicep, restoreBicep } from './bicep.ts';
import { canonicalSnapshot, differingResources } from './canonical-snapshot.ts';

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
const graphModule = 'infra/graph/main.bicep';
const isWriting = process.argv.includes('--write');
const { missing } = restoreBicep();
if (missing === undefined) {
  const faults = [...(await compileMain()), ...(await readGraphModule()), ...(await foreseeAll())];
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
} else {
  console.log(`left out: infra/ was neither built nor linted, since ${missing}`);
  process.exitCode = process.argv.includes('--needed') ? 1 : 0;
}

/** Modules are compiled, and linted, with the file that uses them. */
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

/**
 * The types of Graph come from Microsoft's registry of containers, and nothing here goes there: the compiler then knows
 * neither them (BCP190) nor the resources of theirs (BCP029). All else that it finds is a fault.
 */
async function readGraphModule(): Promise<string[]> {
  const { stderr } = await bicep('build', graphModule, '--no-restore', '--stdout');
  console.log(`left out: the types of ${graphModule}, which come from mcr.microsoft.com; its syntax was read`);
  return stderr.split('\n').filter((line) => line.trim() !== '' && !/ : Error BCP(190|029): /.test(line));
}

async function foreseeAll(): Promise<string[]> {
  const faults: string[] = [];
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.bicepparam') && !one.startsWith('.')))
    faults.push(...(await compareSnapshot(file.replace('.bicepparam', ''))));
  return faults;
}

/** What one set of parameters would deploy, beside what is committed. */
async function compareSnapshot(set: string): Promise<string[]> {
  const { found, faults } = await foresee(set);
  if (found === undefined) return [faults];
  const file = `${folder}/${set}.snapshot.json`;
  if (isWriting) writeFileSync(file, found);
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '{"predictedResources":[]}';
  if (committed === found) return [];
  const changed = differingResources(committed, found).map((id) => `  ${id.replace(/^.*\/providers\//, '')}`);
  return [`${file} is not what infra/ deploys: run "node scripts/check-infra.ts --write".\n${changed.join('\n')}`];
}

/** Ids are made up; the compiler asks nobody. It writes beside the parameters, so it is given a copy of them. */
async function foresee(set: string): Promise<{ readonly found?: string; readonly faults: string }> {
  const copy = `${folder}/.copy-of-${set}`;
  const args = ['--subscription-id', '00000000-0000-4000-8000-0000000005ab', '--location', 'westeurope'];
  const tenant = ['--tenant-id', '00000000-0000-4000-8000-000000007e4a'];
  try {
    copyFileSync(`${folder}/${set}.bicepparam`, `${copy}.bicepparam`);
    const done = await bicep('snapshot', `${copy}.bicepparam`, '--mode', 'overwrite', ...args, ...tenant);
    const faults = `${done.stdout}${done.stderr}`;
    return done.isOk ? { found: canonicalSnapshot(readFileSync(`${copy}.snapshot.json`, 'utf8')), faults } : { faults };
  } finally {
    for (const ending of ['bicepparam', 'snapshot.json']) rmSync(`${copy}.${ending}`, { force: true });
  }
}
