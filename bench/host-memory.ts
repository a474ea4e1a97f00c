import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { aDocument } from '../test/builders/documents.ts';
import { measure, startCountingStorage, startFakeGraph } from './processes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The peak of the memory of a host, started as it is in Azure, without flags: in MB, up to the end of each of its passes over
 * `users` people. Rows of people are counted and forgotten on their way to the Azurite of the connection string.
 */
export async function hostMemory(storage: string, users: number, passes: number): Promise<readonly number[]> {
  const [graph, counting] = [await startFakeGraph(users), await startCountingStorage(storage)];
  const folder = mkdtempSync(path.join(tmpdir(), 'host-passes-'));
  const documentFile = path.join(folder, 'campaign.json');
  writeFileSync(documentFile, JSON.stringify(aDocument()));
  const settings = settingsFor(graph.origin, { storage, campaignStorage: counting.storage, documentFile });
  try {
    const { result } = await measure('host-passes.ts', [root, JSON.stringify(settings), String(passes)]);
    return Array.from({ length: passes }, (_, at) => result[`pass${at + 1}`]!);
  } finally {
    for (const service of [graph, counting]) service.stop();
    rmSync(folder, { recursive: true });
  }
}

interface Places {
  readonly storage: string;
  readonly campaignStorage: string;
  readonly documentFile: string;
}

const settingsFor = (origin: string, { storage, campaignStorage, documentFile }: Places) => ({
  AzureWebJobsStorage: storage,
  CAMPAIGN_STORAGE: campaignStorage,
  GRAPH_ENDPOINT: origin,
  ACS_CONNECTION_STRING: `endpoint=${origin};accesskey=bm9uZQ==`,
  SENDER_ADDRESS: 'sspr@mail.contoso.com',
  CAMPAIGN_DOCUMENT: documentFile,
  ADMIN_TENANT_ID: '3f0c6f3a-6a0e-4b4e-9a3c-0f7f4f5c2a10',
  ADMIN_AUDIENCE: 'api://sspr-onboarding',
  ADMIN_AUTHORITY: origin,
});
