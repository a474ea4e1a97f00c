import type { CampaignState } from '../campaign/campaign-state.ts';
import { readCampaignDocument, type CampaignDocument, type Fault } from '../config/campaign-document.ts';
import type { UnreadableCampaign } from '../config/unreadable-document.ts';
import type { CampaignStore, StoredCampaign } from '../ports/campaign-store.ts';
import type { NamedLists } from '../ports/named-lists.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import type { PassStore } from '../ports/pass-store.ts';
import { noticePlacesOf } from './notice-places.ts';
import { groupsOf, startPass, type StartPassPorts } from './start-pass.ts';
import { missingLists, strangers, takenNames } from './document-faults.ts';

export type ChangeAnswer =
  | { readonly kind: 'changed'; readonly campaign: StoredCampaign }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
  | { readonly kind: 'conflict' };

export interface ReplacePorts {
  readonly passes: Pick<PassStore, 'readLastComplete'>;
  readonly campaigns: CampaignStore;
  readonly waves: Pick<WaveStore, 'list'>;
  readonly namedLists: Pick<NamedLists, 'read'>;
  /** With what the app setting `NOTICE_ADDRESSES` names. */
  readonly settings: { readonly noticeAddresses: readonly string[] };
}

/**
 * Replaces the document; a faulty one, or one written over somebody else's change, leaves the running one in place. So does
 * one with a new wave under a name that is taken (that wave would never begin), with an address that no notice goes to, or
 * with a list that nobody has uploaded.
 */
export async function replaceDocument(
  json: unknown,
  ifVersion: string | undefined,
  current: StoredCampaign | UnreadableCampaign,
  { campaigns, waves, passes, namedLists, settings }: ReplacePorts,
): Promise<ChangeAnswer> {
  const reading = readCampaignDocument(json);
  if (!reading.valid) return { kind: 'faulty', faults: reading.faults };
  const places = await noticePlacesOf(settings.noticeAddresses, passes);
  const faults = [
    ...takenNames(reading.document, current, await waves.list()),
    ...strangers(reading.document, places),
    ...(await missingLists(reading.document, namedLists)),
  ];
  if (faults.length > 0) return { kind: 'faulty', faults };
  if (ifVersion !== undefined && ifVersion !== current.version) return { kind: 'conflict' };
  const { state, version } = current;
  return write(reading.document, state, version, campaigns);
}

/**
 * Who is in which group is learned by a pass, so a document that names other groups begins one; one that is under way
 * reads the old lists, and is left for it. Until it has been read, people are judged by the memberships of the last pass.
 * After a document that could not be read a pass is due in any case: none was begun or went on meanwhile.
 */
export async function readNewGroups(
  before: CampaignDocument | undefined,
  after: CampaignDocument,
  now: Date,
  ports: StartPassPorts,
): Promise<'readByNewPass' | undefined> {
  const wanted = groupsOf(after);
  const known = before && groupsOf(before);
  if (known && wanted.every((group) => known.includes(group))) return undefined;
  await startPass(after, now, ports, 'anew');
  return 'readByNewPass';
}

/** Pauses or resumes: what is claimed finishes, nothing else leaves. */
export const setStatus = (
  state: CampaignState,
  { document, version }: StoredCampaign,
  campaigns: CampaignStore,
): Promise<ChangeAnswer> => write(document, state, version, campaigns);

const attempts = 5;

/** Whoever stops everything gives no reason first. */
const withReason = (state: CampaignState): CampaignState => ({
  ...state,
  because: state.because ?? (state.status === 'paused' ? 'paused by an operator' : undefined),
});

/** A press that is sent again, or from a page that is old, leaves the first one's time and reason; a new reason counts. */
const standsAlready = (wanted: CampaignState, now: CampaignState): boolean =>
  wanted.status === now.status && (wanted.because === undefined || wanted.because === now.because);

/**
 * Pauses or resumes whatever the document says by now: an edit of the same moment does not stand in the way. A document
 * that cannot be read stays as it is, and so does that nothing leaves. Asking twice changes once.
 */
export async function changeStatus(
  wanted: CampaignState,
  read: () => Promise<StoredCampaign | UnreadableCampaign>,
  campaigns: CampaignStore,
): Promise<StoredCampaign | UnreadableCampaign> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const current = await read();
    if (standsAlready(wanted, current.state)) return current;
    const state = withReason(wanted);
    const { document, version: before } = current;
    const written = await campaigns.write({ document, state }, before);
    if (written.kind === 'written') return { ...current, state, version: written.version };
  }
  throw new Error(`The campaign changed ${attempts} times while its status was being written`);
}

async function write(
  document: CampaignDocument,
  state: CampaignState,
  version: string | undefined,
  campaigns: CampaignStore,
): Promise<ChangeAnswer> {
  const written = await campaigns.write({ document, state }, version);
  if (written.kind === 'conflict') return { kind: 'conflict' };
  return { kind: 'changed', campaign: { document, state, version: written.version } };
}
