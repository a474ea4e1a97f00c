import { isDeepStrictEqual } from 'node:util';
import { readCampaignDocument, type CampaignDocument, type Fault } from '../config/campaign-document.ts';
import { documentChanges } from '../config/document-changes.ts';
import { isUnreadable, orUnreadable } from '../config/unreadable-document.ts';
import type { CampaignSource } from '../ports/campaign-source.ts';
import type { CampaignStore } from '../ports/campaign-store.ts';

/** What is to be said about the document that `CAMPAIGN_DOCUMENT` names, beside the one in storage. */
export type DocumentFinding =
  | { readonly kind: 'asStored' | 'first' }
  /** Storage counts. `differences` by path, from what is stored to what is named. */
  | { readonly kind: 'overridden'; readonly differences: Readonly<Record<string, string | number>> }
  | { readonly kind: 'unusable'; readonly isStored: boolean; readonly faults: readonly string[] }
  /** This build does not accept what is stored. */
  | { readonly kind: 'storedUnusable'; readonly faults: readonly string[] };

/** Reads both. Only the first document is taken from the place that is named; afterwards the stored one counts. */
export async function lookAtDocument(
  source: CampaignSource,
  campaigns: Pick<CampaignStore, 'read'>,
): Promise<DocumentFinding> {
  const [named, stored] = await Promise.all([readNamed(source), orUnreadable(campaigns.read())]);
  if (stored !== undefined && isUnreadable(stored))
    return { kind: 'storedUnusable', faults: stored.faults.map(inWords) };
  if ('faults' in named) return { kind: 'unusable', isStored: stored !== undefined, faults: named.faults };
  if (stored === undefined) return { kind: 'first' };
  const [before, after] = [withoutSchema(stored.document), withoutSchema(named.document)];
  return isDeepStrictEqual(before, after)
    ? { kind: 'asStored' }
    : { kind: 'overridden', differences: documentChanges(before, after) };
}

async function readNamed(
  source: CampaignSource,
): Promise<{ document: CampaignDocument } | { faults: readonly string[] }> {
  const found = await source.read();
  if (!found.read) return { faults: [found.because] };
  const reading = readCampaignDocument(found.json);
  if (reading.valid) return { document: reading.document };
  return { faults: reading.faults.map(inWords) };
}

const inWords = ({ path, message }: Fault): string => `${path}: ${message}`;

/** Which schema an editor goes by says nothing about a campaign. */
function withoutSchema({ $schema: _, ...document }: CampaignDocument): Omit<CampaignDocument, '$schema'> {
  return document;
}

/** The place that is named, as it may be shown: an address may carry a signature in its query. */
export const bareLocation = (location: string): string => location.replace(/\?.*$/, '');
