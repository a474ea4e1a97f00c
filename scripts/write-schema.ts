import { readFile, writeFile } from 'node:fs/promises';
import { campaignSchema } from './campaign-schema.ts';

/** Writes campaign.schema.json, with which editors complete and check a campaign document. `--check` only compares. */
const file = new URL('../campaign.schema.json', import.meta.url);
const wanted = `${JSON.stringify(campaignSchema(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const found = await readFile(file, 'utf8').catch(() => '');
  if (found !== wanted) {
    console.error(
      'campaign.schema.json is not of shared/config/campaign-document.ts: run "node scripts/write-schema.ts".',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(file, wanted);
}
