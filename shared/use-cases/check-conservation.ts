import { entryOf } from '../campaign/agenda-entry.ts';
import type { PlanningRules } from '../campaign/plan-journey.ts';
import { planJourney } from '../campaign/plan-journey.ts';
import { isOpen, type Message } from '../delivery/message.ts';
import type { CheckCursor } from '../ports/check-cursor.ts';
import { claimSettlesAfterMinutes, settlesAt } from '../delivery/reconciliation.ts';
import { watchAfterMinutes } from './release-messages.ts';
import { forEachOfAll } from './for-each-of-all.ts';
import { replan, type WritePlanPorts } from './write-plan.ts';

export interface ConservationPorts extends WritePlanPorts {
  readonly checkCursor: CheckCursor;
}

export interface Conservation {
  readonly checked: number;
  /** Journeys that were owed something nobody had planned. */
  readonly repaired: number;
}

/**
 * The rolling check that nobody is lost: each run looks at one page of journeys and makes sure that every open message has
 * an owner. The owner is put again rather than looked up: putting an agenda entry twice leaves one. Messages that may be
 * in the queue at this moment are left to their watched entry.
 */
export async function checkConservation(
  rules: PlanningRules,
  now: Date,
  ports: ConservationPorts,
): Promise<Conservation> {
  const page = await ports.recipients.readJourneys(await ports.checkCursor.read());
  const enrolled = page.journeys.filter(({ enrolment }) => enrolment !== undefined);
  const unowned = enrolled.flatMap(({ messages }) => messages).filter((message) => !mayBeQueued(message, now));
  await ensureOwners(unowned, ports);
  const owed = enrolled.filter((journey) => planJourney(journey, rules, now).messages.length > 0);
  await ports.checkCursor.write(page.next);
  await forEachOfAll(owed, (journey) => replan(journey.userId, { rules, now, ports }, { known: journey }));
  return { checked: page.journeys.length, repaired: owed.length };
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
