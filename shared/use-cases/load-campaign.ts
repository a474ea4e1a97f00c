import { digestOf } from '../campaign/plan-draft.ts';
import { readCampaignDocument, type CampaignDocument, type Fault } from '../config/campaign-document.ts';
import type { CampaignReading, CampaignSource } from '../ports/campaign-source.ts';
import type { CampaignStore, StoredCampaign } from '../ports/campaign-store.ts';
import type { SourceNotesStore } from '../ports/source-notes.ts';
import {
  isUnreadable,
  orUnreadable,
  UnreadableDocument,
  type UnreadableCampaign,
} from '../config/unreadable-document.ts';

export interface LoadPorts {
  readonly campaigns: CampaignStore;
  readonly source: CampaignSource;
  readonly sourceNotes: SourceNotesStore;
}

/**
 * The campaign as it is stored; the first time, the document that `CAMPAIGN_DOCUMENT` names is checked and stored. Throws
 * `UnreadableDocument` with every fault at once where there is none that this build accepts, and stores nothing then.
 */
export async function loadCampaign(now: Date, ports: LoadPorts): Promise<StoredCampaign> {
  const stored = await orUnreadable(ports.campaigns.read());
  if (stored === undefined) return loadFirst(now, ports);
  return isUnreadable(stored) ? replaceFromSource(stored, now, ports) : stored;
}

async function loadFirst(now: Date, { campaigns, source, sourceNotes }: LoadPorts): Promise<StoredCampaign> {
  const state = { status: 'running', because: undefined, changedAt: now } as const;
  const found = readFound(await source.read());
  if (found.kind === 'faulty') {
    const { json = {}, faults } = found;
    throw new UnreadableDocument({ document: json, faults, state, version: undefined });
  }
  const { document, digest } = found;
  await sourceNotes.write({ loaded: digest });
  const written = await campaigns.write({ document, state }, undefined);
  return written.kind === 'written' ? { document, state, version: written.version } : (await campaigns.read())!;
}

/**
 * What can no longer be read gives way to the document that `CAMPAIGN_DOCUMENT` names, if that has changed: since it was
 * loaded, or since the fault was first seen. One that has lain there all the time is not taken, since the stored one may be
 * months ahead of it. Changed before anybody saw the fault it may be old as well: then the campaign stays paused.
 */
async function replaceFromSource(stored: UnreadableCampaign, now: Date, ports: LoadPorts): Promise<StoredCampaign> {
  const { campaigns, source, sourceNotes } = ports;
  const { version = '', state: before } = stored;
  const found = readFound(await source.read());
  const { loaded, found: seen } = await sourceNotes.read();
  const seenBefore = seen?.version === version ? seen.digest : undefined;
  const isChanged = seenBefore !== undefined && seenBefore !== found.digest;
  if (found.kind === 'faulty' || !(isChanged || (loaded !== undefined && loaded !== found.digest))) {
    if (seenBefore === undefined) await sourceNotes.write({ loaded, found: { version, digest: found.digest } });
    throw new UnreadableDocument(stored);
  }
  const state = isChanged ? before : { status: 'paused' as const, because: replacedUnseen, changedAt: now };
  const { document, digest } = found;
  await sourceNotes.write({ loaded: digest });
  const written = await campaigns.write({ document, state }, version);
  return written.kind === 'written' ? { document, state, version: written.version } : loadCampaign(now, ports);
}

const replacedUnseen =
  'the stored document could not be read and was replaced by the one that CAMPAIGN_DOCUMENT names: look at it, then resume';

type Found =
  | { readonly kind: 'read'; readonly document: CampaignDocument; readonly digest: string }
  | { readonly kind: 'faulty'; readonly json?: unknown; readonly faults: readonly Fault[]; readonly digest: string };

function readFound(found: CampaignReading): Found {
  if (!found.read) {
    return { kind: 'faulty', faults: [{ path: 'CAMPAIGN_DOCUMENT', message: found.because }], digest: 'none' };
  }
  const { json } = found;
  const [reading, digest] = [readCampaignDocument(json), digestOf(json)];
  return reading.valid
    ? { kind: 'read', document: reading.document, digest }
    : { kind: 'faulty', json, faults: reading.faults, digest };
}
