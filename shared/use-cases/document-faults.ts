import type { CampaignDocument, Fault } from '../config/campaign-document.ts';
import { isUnreadable, type UnreadableCampaign } from '../config/unreadable-document.ts';
import { whyNoNotice, type NoticePlaces } from '../campaign/notice-address.ts';
import { refusedIn } from '../config/notice-paths.ts';
import type { StoredCampaign } from '../ports/campaign-store.ts';
import { whyTaken, waveIdOf, type Wave } from '../campaign/wave.ts';
import type { NamedLists } from '../ports/named-lists.ts';

/** Only of waves that the document did not name before: what it keeps is left as it is. */
export function takenNames(
  after: CampaignDocument,
  before: StoredCampaign | UnreadableCampaign,
  known: readonly Wave[],
): readonly Fault[] {
  const kept = new Set(isUnreadable(before) ? idsFromDocuments(known) : before.document.waves.map(idOf));
  return after.waves.flatMap(({ name }, i) => {
    const waveId = waveIdOf(name);
    const stored = kept.has(waveId) ? undefined : known.find((wave) => wave.waveId === waveId);
    const message = stored && whyTaken(stored);
    return message ? [{ path: `waves[${i}].name`, message }] : [];
  });
}

/** Before a pass has said the domains nobody knows them; then nothing is sent there either. */
export const strangers = (document: CampaignDocument, places: NoticePlaces): readonly Fault[] =>
  refusedIn(document, places)
    .filter(({ because }) => because === 'otherDomain')
    .map(({ path, because }) => ({ path, message: whyNoNotice[because] }));

/** Until a list is there no pass would be believed. One that cannot be read is said by the pass and the preflight. */
export async function missingLists(
  { audience }: CampaignDocument,
  lists: Pick<NamedLists, 'read'>,
): Promise<readonly Fault[]> {
  const named = (['includeLists', 'excludeLists'] as const).flatMap((path) =>
    audience[path].map((name, n) => ({ name, path: `audience.${path}[${n}]` })),
  );
  const found = await Promise.all(named.map(({ name }) => lists.read(name)));
  return named
    .filter((_, n) => found[n] === undefined)
    .map(({ path, name }) => ({ path, message: `there is no list ${name}: upload it first (PUT /api/lists/${name})` }));
}

const idOf = ({ name }: { readonly name: string }): string => waveIdOf(name);

/** Those that some document has named: a document that cannot be read may have been any of these. */
const idsFromDocuments = (known: readonly Wave[]): readonly string[] =>
  known.filter(({ origin }) => origin === 'document').map(({ waveId }) => waveId);
