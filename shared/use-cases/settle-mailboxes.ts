import type { PassStore } from '../ports/pass-store.ts';
import type { OwnerMark } from '../ports/recipient-store.ts';
import type { AudiencePolicy } from '../recipient/audience.ts';
import type { DirectoryUser } from '../recipient/directory-user.ts';
import { mailboxAddress, ownerOf } from '../recipient/mailbox.ts';
import { idBytes, openPacked, pack, type Fingerprint } from '../registration/pass/packed-rows.ts';
import { packedIdAt } from '../registration/pass/id-table.ts';
import { accountsWith } from '../registration/pass/mailbox-table.ts';
import type { Pass } from '../registration/pass.ts';
import { allHeads } from './all-recipients.ts';
import { journeysOf } from './journeys-of.ts';
import type { PassRun } from './pass-run.ts';

/**
 * Marks whose mailbox is another account's, among those whose mailboxes have a digest in common, and takes back the marks
 * that no longer hold. Repeatable, and right after a process died in the middle: whom this pass marks is written down before
 * anybody is marked, and the next pass looks at everybody whom an earlier one may have marked. Answers whose mark changed.
 */
export async function settleMailboxes(
  shared: ReadonlySet<Fingerprint>,
  { pass, rules, ports }: PassRun,
): Promise<readonly string[]> {
  const { passes, recipients } = ports;
  const sharing = shared.size > 0 ? await accountsSharing(shared, pass.passId, passes) : [];
  const marked = await markedBefore(pass, ports);
  const journeys = await journeysOf([...sharing, ...marked], recipients);
  const users = sharing.flatMap((userId) => journeys.get(userId)?.facts?.user ?? []);
  const owners = ownersAmong(users, rules.cadence.audience);
  await saveMarked([...owners.keys()], pass, passes);
  const marks = [...journeys.values()]
    .map(({ userId, facts }): OwnerMark & { before: string | undefined } => ({
      userId,
      mailboxOf: owners.get(userId),
      before: facts?.mailboxOf,
    }))
    .filter(({ mailboxOf, before }) => mailboxOf !== before);
  await recipients.markMailboxes(marks.map(({ userId, mailboxOf }) => ({ userId, mailboxOf })));
  return marks.map(({ userId }) => userId);
}

async function accountsSharing(shared: ReadonlySet<Fingerprint>, passId: string, passes: PassStore) {
  const ids = new Set<string>();
  for await (const page of passes.readRows(passId, 'users')) for (const id of accountsWith(shared, page)) ids.add(id);
  return [...ids];
}

/** The owner of the mailbox of each account that does not own it. */
function ownersAmong(users: readonly DirectoryUser[], audience: AudiencePolicy): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const [address, some] of Map.groupBy(users, (user) => mailboxAddress(user, audience))) {
    if (address === undefined || some.length === 1) continue;
    const owner = ownerOf(address, some);
    for (const { id } of some) if (id !== owner.id) owners.set(id, owner.id);
  }
  return owners;
}

const idsPerPage = 2_000;

async function saveMarked(ids: readonly string[], { passId }: Pass, passes: PassStore): Promise<void> {
  for (let from = 0; from < ids.length; from += idsPerPage) {
    const page = from / idsPerPage + 1;
    await passes.saveRows(passId, 'mailboxes', page, pack({}, ids.slice(from, from + idsPerPage)));
  }
}

/** Where a page of them cannot be read, whoever bears a mark is looked for among all. */
async function markedBefore(
  { markedBy = [], passId }: Pass,
  { passes, recipients }: PassRun['ports'],
): Promise<readonly string[]> {
  const ids = new Set<string>();
  let isWhole = true;
  for (const before of [...markedBy, passId]) {
    const pages = passes.readRows(before, 'mailboxes', () => (isWhole = false));
    for await (const page of pages) for (const id of idsIn(page)) ids.add(id);
  }
  if (isWhole) return [...ids];
  for await (const { userId, facts } of allHeads(recipients)) if (facts?.mailboxOf !== undefined) ids.add(userId);
  return [...ids];
}

function* idsIn(page: Uint8Array): Generator<string> {
  const { bytes, firstAt } = openPacked(page);
  for (let at = firstAt; at < bytes.byteLength; at += idBytes) yield packedIdAt(bytes, at);
}
