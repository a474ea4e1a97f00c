import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { readCampaignDocument } from '../shared/config/campaign-document.ts';

const own = 'campaign.json';
const example = 'campaign.example.json';

/**
 * The campaign document that goes into a package, checked here, since a fault of it would else be seen only in Azure.
 *
 * @param given a file that was named
 * @param isToDeploy whether the example, which is nobody's campaign, is refused
 */
export async function packagedCampaign(given: string | undefined, isToDeploy: boolean) {
  const file = given ?? (existsSync(own) ? own : example);
  if (isToDeploy && file === example)
    throw new Error(`There is no ${own}: copy ${example} to it and make it yours. The example is not deployed.`);
  const text = await readFile(file, 'utf8');
  const reading = readCampaignDocument(JSON.parse(text));
  if (!reading.valid) {
    const faults = reading.faults.map((fault) => `  ${fault.path} ${fault.message}`);
    throw new Error(`${file} has faults:\n${faults.join('\n')}`);
  }
  return { text, from: `the campaign is that of ${file}` };
}
