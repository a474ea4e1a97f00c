import type { CampaignState } from '../campaign/campaign-state.ts';
import { readCampaignDocument, type CampaignDocument, type Fault } from '../config/campaign-document.ts';
import type { CampaignStore, StoredCampaign } from '../ports/campaign-store.ts';
import { whyTaken, waveIdOf, type Wave } from '../campaign/wave.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import { groupsOf, startPass, type StartPassPorts } from './start-pass.ts';

export type ChangeAnswer =
  | { readonly kind: 'changed'; readonly campaign: StoredCampaign }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
  | { readonly kind: 'conflict' };

export interface ReplacePorts {
  readonly campaigns: CampaignStore;
  readonly waves: Pick<WaveStore, 'list'>;
}

/**
 * Replaces the document; a faulty one, or one written over somebody else's change, leaves the running one in place. So does
 * one with a new wave under a name that is taken: that wave would never begin.
 */
export async function replaceDocument(
  json: unknown,
  ifVersion: string | undefined,
  current: StoredCampaign,
  { campaigns, waves }: ReplacePorts,
): Promise<ChangeAnswer> {
  const reading = readCampaignDocument(json);
  if (!reading.valid) return { kind: 'faulty', faults: reading.faults };
  const taken = takenNames(reading.document, current.document, await waves.list());
  if (taken.length > 0) return { kind: 'faulty', faults: taken };
  if (ifVersion !== undefined && ifVersion !== current.version) return { kind: 'conflict' };
  const { state, version } = current;
  return write({ document: reading.document, state, version }, campaigns);
}

/** Only of waves that the document did not name before: what it keeps is left as it is. */
function takenNames(after: CampaignDocument, before: CampaignDocument, known: readonly Wave[]): readonly Fault[] {
  const kept = new Set(before.waves.map(({ name }) => waveIdOf(name)));
  return after.waves.flatMap(({ name }, i) => {
    const waveId = waveIdOf(name);
    const stored = kept.has(waveId) ? undefined : known.find((wave) => wave.waveId === waveId);
    const message = stored && whyTaken(stored);
    return message ? [{ path: `waves[${i}].name`, message }] : [];
  });
}

/**
 * Who is in which group is learned by a pass, so a document that names other groups begins one; one that is under way
 * reads the old lists, and is left for it. Until it has been read, people are judged by the memberships of the last pass.
 */
export async function readNewGroups(
  before: CampaignDocument,
  after: CampaignDocument,
  now: Date,
  ports: StartPassPorts,
): Promise<'readByNewPass' | undefined> {
  const [known, wanted] = [groupsOf(before), groupsOf(after)];
  if (wanted.every((group) => known.includes(group))) return undefined;
  await startPass(after, now, ports, 'anew');
  return 'readByNewPass';
}

/** Pauses or resumes: what is claimed finishes, nothing else leaves. */
export const setStatus = (
  state: CampaignState,
  current: StoredCampaign,
  campaigns: CampaignStore,
): Promise<ChangeAnswer> => write({ ...current, state }, campaigns);

const attempts = 5;

/** Pauses or resumes whatever the document says by now: an edit of the same moment does not stand in the way. */
export async function changeStatus(
  state: CampaignState,
  read: () => Promise<StoredCampaign>,
  campaigns: CampaignStore,
): Promise<StoredCampaign> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { document, version } = await read();
    const answer = await setStatus(state, { document, state, version }, campaigns);
    if (answer.kind === 'changed') return answer.campaign;
  }
  throw new Error(`The campaign changed ${attempts} times while its status was being written`);
}

async function write({ version, ...campaign }: StoredCampaign, campaigns: CampaignStore): Promise<ChangeAnswer> {
  const written = await campaigns.write(campaign, version);
  if (written.kind === 'conflict') return { kind: 'conflict' };
  return { kind: 'changed', campaign: { ...campaign, version: written.version } };
}
