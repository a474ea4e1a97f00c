import { applyChange } from '../campaign/journey-change.ts';
import { planJourney, type JourneyPlan, type PlanningRules } from '../campaign/plan-journey.ts';
import type { Agenda, WatchEntry } from '../ports/agenda.ts';
import type { JourneyWrite, RecipientStore, StoredJourney } from '../ports/recipient-store.ts';

export interface WritePlanPorts {
  readonly recipients: RecipientStore;
  readonly agenda: Agenda;
}

/** What a change is made by: the rules, the time, and the world. */
export interface Run<Ports = WritePlanPorts> {
  readonly rules: PlanningRules;
  readonly now: Date;
  readonly ports: Ports;
}

/** The same where the rules may not be known: then a change is written, and what follows from it is planned later. */
type ChangeRun = Omit<Run, 'rules'> & { readonly rules: PlanningRules | undefined };

type Planned = Omit<JourneyPlan, 'next'>;

const nothingPlanned: Planned = { messages: [], releaseBodyOf: [], put: [], drop: [] };

/** What is written with the plan. */
export type PlannedWrite = Omit<JourneyWrite, 'userId' | 'version'>;

interface From {
  /** The journey as it was read a moment ago. */
  readonly known?: StoredJourney;
  /** The watched entry that answers for what is open until the change is written; it goes away with it. */
  readonly watch?: WatchEntry;
}

/** Too many conflicts in a row are a fault, not a race. */
const attempts = 5;

/**
 * Changes one journey and plans what follows from the change, as one write. No open message is ever without an owner:
 * the agenda is put first, unless a watched entry answers for them until the write is done.
 *
 * Without rules nothing is planned; the rolling check finds later what is owed.
 *
 * `change` is asked again with a fresh reading after a conflict; undefined means that there is nothing to change.
 */
export async function changeJourney(
  userId: string,
  change: (journey: StoredJourney) => PlannedWrite | undefined,
  { rules, now, ports }: ChangeRun,
  { known, watch }: From = {},
): Promise<Planned | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const journey = attempt === 1 && known ? known : await ports.recipients.readJourney(userId);
    const write = change(journey);
    if (write === undefined) return undefined;
    const plan = rules ? planJourney(applyChange(journey, write), rules, now) : nothingPlanned;
    const isWritten = watch
      ? await writeWatched(journey, { write, plan }, watch, ports)
      : await writePlan(journey, { write, plan }, ports);
    if (isWritten) return plan;
  }
  throw new Error(`The journey of ${userId} changed ${attempts} times while it was being written`);
}

/** Plans a journey as it stands, and answers what was planned. */
export const replan = (userId: string, run: Run, from?: From): Promise<Planned | undefined> =>
  changeJourney(userId, () => ({}), run, from);

/** A change, and what follows from it. */
interface PlannedChange {
  readonly write: PlannedWrite;
  readonly plan: Planned;
}

async function writePlan(stored: StoredJourney, change: PlannedChange, ports: WritePlanPorts) {
  const { plan } = change;
  if (plan.put.length > 0) await ports.agenda.put(plan.put);
  if (!(await writeBoth(stored, change, ports))) return false;
  if (plan.drop.length > 0) await ports.agenda.replace({ drop: plan.drop });
  return true;
}

/** The agenda follows, with the watched entry taken away in the same step: one request instead of two. */
async function writeWatched(stored: StoredJourney, change: PlannedChange, watch: WatchEntry, ports: WritePlanPorts) {
  const { plan } = change;
  if (!(await writeBoth(stored, change, ports))) return false;
  await ports.agenda.replace({ put: plan.put, drop: plan.drop, dropWatch: [watch] });
  return true;
}

/** False after a conflict; nothing is written where nothing changes. */
async function writeBoth(
  { userId, version }: StoredJourney,
  { write, plan }: PlannedChange,
  { recipients }: WritePlanPorts,
): Promise<boolean> {
  // The plan is made of what is written: of a message that both name its word is the later one.
  const named = [...(write.messages ?? []), ...plan.messages].map((message) => [message.messageId, message] as const);
  const messages = [...new Map(named).values()];
  const releaseBodyOf = [...(write.releaseBodyOf ?? []), ...plan.releaseBodyOf];
  if (messages.length === 0 && Object.keys(write).length === 0) return true;
  const answer = await recipients.writeJourney({ ...write, userId, version, messages, releaseBodyOf });
  return answer.kind === 'written';
}
