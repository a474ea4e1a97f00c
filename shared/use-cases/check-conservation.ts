import { goalsOf } from '../campaign/journey.ts';
import { entryOf } from '../campaign/agenda-entry.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { planJourney } from '../campaign/plan-journey.ts';
import { isOpen, type Message } from '../delivery/message.ts';
import { countShares } from '../campaign/share-count.ts';
import type { CheckCursor, CheckPlace } from '../ports/check-cursor.ts';
import type { PassStore } from '../ports/pass-store.ts';
import type { JourneyPage } from '../ports/recipient-store.ts';
import { claimSettlesAfterMinutes, settlesAt } from '../delivery/reconciliation.ts';
import { watchAfterMinutes } from './release-messages.ts';
import { forEachOfAll } from './for-each-of-all.ts';
import type { EntryHints } from '../ports/entry-hints.ts';
import { hintAgain } from './note-entries.ts';
import { replan, type WritePlanPorts } from './write-plan.ts';

export interface ConservationPorts extends WritePlanPorts {
  readonly checkCursor: CheckCursor;
  readonly entryHints: Pick<EntryHints, 'put'>;
  readonly passes: Pick<PassStore, 'readCurrent' | 'readSeen'>;
}

export interface Conservation {
  readonly checked: number;
  /** Journeys that were owed something nobody had planned. */
  readonly repaired: number;
  /** People whom the last pass found and who are not stored any more. */
  readonly missing?: number;
}

/**
 * The rolling check that nobody is lost: each run looks at one page of journeys and makes sure that every open message has
 * an owner. The owner is put again rather than looked up: putting an agenda entry twice leaves one. Messages that may be
 * in the queue at this moment are left to their watched entry. It also counts, so that the next pass learns that rows are
 * gone: what is not there, no page shows.
 */
export async function checkConservation(
  rules: PlanningRules,
  now: Date,
  ports: ConservationPorts,
): Promise<Conservation> {
  const place = await ports.checkCursor.read();
  const page = await ports.recipients.readJourneys(place.position);
  const enrolled = page.journeys.filter((journey) => goalsOf(journey).length > 0);
  const unowned = enrolled.flatMap(({ messages }) => messages).filter((message) => !mayBeQueued(message, now));
  await ensureOwners(unowned, ports);
  await forEachOfAll(page.journeys, (journey) => hintAgain(journey, ports.entryHints));
  const owed = enrolled.filter((journey) => planJourney(journey, rules, now).messages.length > 0);
  const missing = await moveOn(place, page, ports);
  await forEachOfAll(owed, (journey) => replan(journey.userId, { rules, now, ports }, { known: journey }));
  return { checked: page.journeys.length, repaired: owed.length, ...(missing > 0 && { missing }) };
}

/** Whoever was looked at since the pass may be known to have left: that is no loss. */
async function moveOn(
  place: CheckPlace,
  page: JourneyPage,
  { checkCursor, passes }: ConservationPorts,
): Promise<number> {
  const pass = (await passes.readCurrent())?.pass;
  const { counted, missing } = countShares(place.counted, { ...page, position: place.position }, pass);
  const isLoss = missing > 0 && missing > (await passes.readSeen()).size;
  const missingSince = isLoss ? pass?.passId : place.missingSince;
  await checkCursor.write({ position: page.next, counted, missingSince });
  return isLoss ? missing : 0;
}

async function ensureOwners(messages: readonly Message[], ports: ConservationPorts): Promise<void> {
  const open = messages.filter(isOpen);
  const stuck = messages.filter(({ state }) => state === 'claimed');
  if (open.length > 0) await ports.agenda.put(open.map(entryOf));
  if (stuck.length > 0) await ports.agenda.replace({ putWatch: stuck.map(watchOf) });
}

/** The same entry for the same claim, however often it is put. */
const watchOf = (message: Message) => ({ watchAt: settlesAt(message), userId: message.userId, step: message.step });

/** Due a moment ago or claimed a moment ago: its watched entry is still to come. */
function mayBeQueued({ state, dueAt, claim }: Message, now: Date): boolean {
  const limit = (watchAfterMinutes + claimSettlesAfterMinutes) * 60_000;
  const since = state === 'claimed' && claim ? claim.claimedAt : dueAt;
  const age = now.getTime() - since.getTime();
  return age >= 0 && age < limit;
}
