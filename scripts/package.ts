import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleApp } from './bundle-app.ts';
import { packagedCampaign } from './packaged-campaign.ts';
import { bundledPackages } from './bundled-packages.ts';
import { noticeOf } from './notice.ts';
import { sbomOf } from './sbom.ts';
import { zipFolder } from './zip-folder.ts';

/**
 * `npm run package`: what Azure is given. The folder holds all that the app needs, so nothing is installed or built there,
 * and the same source always makes the same bytes.
 *
 *   node scripts/package.ts [--out FOLDER] [--campaign FILE] [--deploy]
 *
 *   --out        into FOLDER, FOLDER.zip and FOLDER.cdx.json (what is in it, in CycloneDX); output/package when left out
 *   --campaign   the first campaign document; campaign.json when left out, else the example
 *   --deploy     refuses the example: `azd` packages so
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'output/package' },
    campaign: { type: 'string' },
    deploy: { type: 'boolean', default: false },
  },
});
const folder = path.normalize(values.out);
const campaign = await packagedCampaign(values.campaign, values.deploy);
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const { inputs } = await bundleApp(path.join(folder, 'dist'), false);
const packages = await bundledPackages(Object.keys(inputs));
await Promise.all([
  copyFile('host.json', path.join(folder, 'host.json')),
  writeFile(path.join(folder, 'package.json'), await manifest()),
  writeFile(path.join(folder, 'campaign.json'), campaign.text),
  writeFile(path.join(folder, 'NOTICE'), await noticeOf(packages)),
  writeFile(`${folder}.cdx.json`, await sbomOf(packages)),
]);
const { bytes, files } = await zipFolder(folder, `${folder}.zip`);
console.log(`${folder}: ${files} files, ${(bytes / 1024 ** 2).toFixed(2)} MB zipped (${folder}.zip); ${campaign.from}`);

/** Only what the worker reads, and what tells one package from another. */
async function manifest(): Promise<string> {
  const { name, version, license, type, main } = JSON.parse(await readFile('package.json', 'utf8')) as Record<
    string,
    string
  >;
  return `${JSON.stringify({ name, version, license, type, main }, null, 2)}\n`;
}
