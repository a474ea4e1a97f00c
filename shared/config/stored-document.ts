import { z } from 'zod';
import type { CampaignState } from '../campaign/campaign-state.ts';
import { readCampaignDocument, type DocumentReading } from './campaign-document.ts';

/** What is wrong with a document as a whole. */
export const wholeDocument = '(document)';

/**
 * A document as it was stored, read through the schema, so that one from before an update has the defaults of what the
 * update added. A text is what stood there and was no JSON.
 */
export function readStoredDocument(stored: unknown): DocumentReading {
  if (typeof stored === 'string') return { valid: false, faults: [{ path: wholeDocument, message: 'is not JSON' }] };
  return readCampaignDocument(withoutEmptyGroups(stored));
}

const listingWaves = z.looseObject({ waves: z.array(z.unknown()) });
const ofEmptyGroups = z.looseObject({ groups: z.array(z.unknown()).max(0) });

/** Until it was refused, a wave without groups was stored with an empty list: it is for the whole audience. */
function withoutEmptyGroups(stored: unknown): unknown {
  const { success, data } = listingWaves.safeParse(stored);
  return success ? { ...data, waves: data.waves.map(withoutEmpty) } : stored;
}

function withoutEmpty(wave: unknown): unknown {
  const { success, data } = ofEmptyGroups.safeParse(wave);
  if (!success) return wave;
  const { groups: _none, ...others } = data;
  return others;
}

const state = z.object({
  status: z.enum(['running', 'paused']),
  because: z.string().optional(),
  changedAt: z.coerce.date(),
});

/** Whether the campaign runs, as it was stored; undefined where that cannot be read. */
export function readStoredState(stored: unknown): CampaignState | undefined {
  const read = state.safeParse(stored);
  return read.success ? { ...read.data, because: read.data.because } : undefined;
}

/** What holds where it cannot be read whether the campaign runs: an operator may have paused it. */
export const lostState = (changedAt: Date): CampaignState => ({
  status: 'paused',
  because: 'it could not be read from storage whether the campaign runs: resume it when all is as it should be',
  changedAt,
});
