import type { Journey } from '../campaign/journey.ts';
import { isOpen, moveTo } from '../delivery/message.ts';
import { messageIdOf } from '../delivery/plan-message.ts';
import { everyStep } from '../delivery/steps.ts';
import type { Erasures } from '../ports/erasures.ts';
import type { RecipientStore, StoredJourney } from '../ports/recipient-store.ts';
import type { RemovedPerson, Traces } from '../ports/traces.ts';
import { erasedUser } from '../recipient/directory-user.ts';
import type { ErasedPeople } from './erased-people.ts';
import type { FigureKeeper } from './keep-figures.ts';
import type { PassStore } from '../ports/pass-store.ts';

interface ErasePorts {
  /** As they lie in storage, whatever was erased before and whatever is counted of them. */
  readonly storedRecipients: RecipientStore;
  readonly erasures: Pick<Erasures, 'add'>;
  readonly erasedPeople: Pick<ErasedPeople, 'hashOf' | 'anew'>;
  readonly traces: Traces;
  readonly passes: Pick<PassStore, 'noteSeen'>;
  readonly figureKeeper: Pick<FigureKeeper, 'add' | 'noteUnknown'>;
}

interface EraseRun {
  readonly deploymentId: string;
  readonly now: Date;
  readonly ports: ErasePorts;
}

export type EraseAnswer = { readonly kind: 'erased'; readonly hash: string } | { readonly kind: 'claimed' };

/**
 * Erases everything about somebody, and writes down by a keyed hash that they were: passes, healings and restored tables
 * bring nobody back who stands in that list. Not while a mail of theirs is claimed, since what becomes of it has to be
 * written somewhere. May be repeated at any time, and goes on where a process died.
 */
export async function erasePerson(userId: string, run: EraseRun): Promise<EraseAnswer> {
  const { ports, now } = run;
  const journey = await stopMails(userId, run);
  if (journey === 'claimed') return { kind: 'claimed' };
  if (journey.facts?.user.isErased) return { kind: 'erased', hash: journey.userId };
  const hash = await ports.erasedPeople.hashOf(userId);
  await ports.erasures.add(hash, now);
  await ports.erasedPeople.anew();
  await ports.figureKeeper.add();
  await ports.traces.remove([{ ...tracesOf(journey, run.deploymentId), hash }]);
  await putInPlace(hash, journey.facts?.isInDirectory ?? true, run);
  ports.figureKeeper.noteUnknown();
  await ports.figureKeeper.add();
  return { kind: 'erased', hash };
}

/** Too many conflicts in a row are a fault, not a race. */
const attempts = 5;

/** From here on no mail of theirs can be claimed: whoever is about to has read another version, and finds them excluded. */
async function stopMails(userId: string, { now, ports }: EraseRun): Promise<StoredJourney | 'claimed'> {
  const { storedRecipients } = ports;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const journey = await storedRecipients.readJourney(userId);
    if (hasClaim(journey)) return 'claimed';
    const { version, facts, entryNotices = [] } = journey;
    if (version === undefined || facts?.user.isErased) return journey;
    const stopped = entryNotices.filter(isOpen).map((notice) => moveTo(notice, 'cancelled', now, 'erased'));
    const write = { userId, version, excludedByOperator: true, entryNotices: stopped };
    const written = await storedRecipients.writeJourney(write);
    if (written.kind === 'written') return journey;
  }
  throw new Error(`The journey of ${userId} changed ${attempts} times while it was to be erased`);
}

const hasClaim = ({ messages, superseded = [], entryNotices = [] }: Journey): boolean =>
  [...messages, ...superseded, ...entryNotices].some(({ state }) => state === 'claimed');

/** A step may have been sent again so often beyond what is stored of it. */
const epochsBeyond = 3;

/** What somebody may be found by. */
export function tracesOf(journey: Journey, deploymentId: string): Omit<RemovedPerson, 'hash'> {
  const { userId, facts, messages, superseded = [], entryNotices = [] } = journey;
  const all = [...messages, ...superseded];
  const notices = entryNotices.map(({ messageId }) => messageId);
  const epochs = Math.max(0, ...all.map(({ epoch }) => epoch)) + epochsBeyond;
  const possible = everyStep.flatMap((step) =>
    Array.from({ length: epochs }, (_, epoch) => messageIdOf(deploymentId, userId, step, epoch)),
  );
  const { userPrincipalName, displayName, mail, otherMails = [] } = facts?.user ?? {};
  const texts = [userPrincipalName, displayName, mail, ...otherMails, ...(facts?.suppressedAddresses ?? [])];
  const known = [...texts, ...[...all, ...entryNotices].map(({ address }) => address)].filter(
    (text) => text !== undefined,
  );
  return { userId, messageIds: [...new Set([...possible, ...notices])], texts: [...new Set(known)] };
}

/** The account that stands for them. The next pass writes it again, and takes nobody for lost meanwhile. */
async function putInPlace(hash: string, isInDirectory: boolean, { now, ports }: EraseRun): Promise<void> {
  await ports.passes.noteSeen(hash, now);
  await ports.storedRecipients.writeFacts([
    {
      userId: hash,
      user: erasedUser(hash),
      isInDirectory,
      registration: undefined,
      reportReadAt: now,
      memberOf: [],
    },
  ]);
}

/**
 * Removes once more whoever was erased: what a process wrote that knew them a moment before, and what a restored table
 * brings back. Reads the tables only after an erasure or a restore. Answers how many people had come back.
 */
export async function sweepErased({ deploymentId, ports }: EraseRun): Promise<number> {
  const { count, standsFor } = await ports.erasedPeople.anew();
  if (count === 0 || (await ports.traces.readSwept()) >= count) return 0;
  const userIds = await ports.traces.among((userId) => standsFor(userId) !== undefined);
  const journeys = await Promise.all([...userIds].map((userId) => ports.storedRecipients.readJourney(userId)));
  await ports.traces.remove(
    journeys.map((journey) => ({ ...tracesOf(journey, deploymentId), hash: standsFor(journey.userId)! })),
  );
  await ports.traces.writeSwept(count);
  if (userIds.size > 0) ports.figureKeeper.noteUnknown();
  return userIds.size;
}
