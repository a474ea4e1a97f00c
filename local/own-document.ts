import { isDeepStrictEqual } from 'node:util';
import { createCampaignSource } from '../shared/adapters/campaign-source/campaign-source.ts';
import { readCampaignDocument, type CampaignDocument, type Fault } from '../shared/config/campaign-document.ts';
import { isUnreadable, orUnreadable } from '../shared/config/unreadable-document.ts';
import type { CampaignStore } from '../shared/ports/campaign-store.ts';

/** What is to be said about the document that `CAMPAIGN_DOCUMENT` names, beside the one in storage. */
export type DocumentFinding =
  | { readonly kind: 'asStored' | 'first' | 'overridden' }
  | { readonly kind: 'unusable'; readonly isStored: boolean; readonly faults: readonly string[] }
  /** This build does not accept what is stored. */
  | { readonly kind: 'storedUnusable'; readonly faults: readonly string[] };

/** Reads both. Only the first document is taken from the place that is named; afterwards the stored one counts. */
export async function lookAtDocument(
  location: string,
  campaigns: Pick<CampaignStore, 'read'>,
): Promise<DocumentFinding> {
  const [named, stored] = await Promise.all([readNamed(location), orUnreadable(campaigns.read())]);
  if (stored !== undefined && isUnreadable(stored))
    return { kind: 'storedUnusable', faults: stored.faults.map(inWords) };
  if ('faults' in named) return { kind: 'unusable', isStored: stored !== undefined, faults: named.faults };
  if (stored === undefined) return { kind: 'first' };
  return { kind: isSame(named.document, stored.document) ? 'asStored' : 'overridden' };
}

async function readNamed(location: string): Promise<{ document: CampaignDocument } | { faults: readonly string[] }> {
  const found = await createCampaignSource({ location }).read();
  if (!found.read) return { faults: [found.because] };
  const reading = readCampaignDocument(found.json);
  if (reading.valid) return { document: reading.document };
  return { faults: reading.faults.map(inWords) };
}

const inWords = ({ path, message }: Fault): string => `${path}: ${message}`;

/** Which schema an editor goes by says nothing about a campaign. */
function isSame({ $schema: _a, ...named }: CampaignDocument, { $schema: _b, ...stored }: CampaignDocument): boolean {
  return isDeepStrictEqual(named, stored);
}
