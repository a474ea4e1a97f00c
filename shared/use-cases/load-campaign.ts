import { readCampaignDocument, type Fault } from '../config/campaign-document.ts';
import type { CampaignSource } from '../ports/campaign-source.ts';
import type { CampaignStore, StoredCampaign } from '../ports/campaign-store.ts';

export interface LoadPorts {
  readonly campaigns: CampaignStore;
  readonly source: CampaignSource;
}

/**
 * The campaign as it is stored; the first time, the document that `CAMPAIGN_DOCUMENT` names is checked and stored. Throws
 * with every fault of that document at once, and stores nothing then.
 */
export async function loadCampaign(now: Date, { campaigns, source }: LoadPorts): Promise<StoredCampaign> {
  const stored = await campaigns.read();
  if (stored) return stored;
  const found = await source.read();
  if (!found.read) throw new Error(found.because);
  const reading = readCampaignDocument(found.json);
  if (!reading.valid) throw new Error(faultList(reading.faults));
  const state = { status: 'running', because: undefined, changedAt: now } as const;
  const written = await campaigns.write({ document: reading.document, state }, undefined);
  if (written.kind === 'written') return { document: reading.document, state, version: written.version };
  return (await campaigns.read())!;
}

function faultList(faults: readonly Fault[]): string {
  const lines = faults.map(({ path, message }) => `  ${path}: ${message}`);
  return `The campaign document needs attention:\n${lines.join('\n')}\nMend it and try again; no campaign runs until then.`;
}
