import type { Journey } from '../campaign/journey.ts';
import { planJourney, type JourneyPlan, type PlanningRules } from '../campaign/plan-journey.ts';
import type { Agenda } from '../ports/agenda.ts';
import type { MessageIndex } from '../ports/message-index.ts';
import type { JourneyWrite, RecipientStore, StoredJourney } from '../ports/recipient-store.ts';

export interface WritePlanPorts {
  readonly recipients: RecipientStore;
  readonly agenda: Agenda;
  readonly messageIndex: MessageIndex;
}

/** What else is written with the plan, and how the journey reads with it. */
export interface Change {
  readonly write: Omit<JourneyWrite, 'userId' | 'version'>;
  readonly journey: Journey;
}

/** Too many conflicts in a row are a fault, not a race. */
const attempts = 5;

/**
 * Changes one journey and plans what follows from the change, as one write: agenda and index first, so that no open
 * message is ever without an owner, then the journey, then the agenda entries that are no longer needed.
 *
 * `change` is asked again with a fresh reading after a conflict; undefined means that there is nothing to change.
 */
export async function changeJourney(
  userId: string,
  change: (journey: StoredJourney) => Change | undefined,
  rules: PlanningRules,
  now: Date,
  ports: WritePlanPorts,
  known?: StoredJourney,
): Promise<JourneyPlan | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const journey = attempt === 1 && known ? known : await ports.recipients.readJourney(userId);
    const changed = change(journey);
    if (changed === undefined) return undefined;
    const plan = planJourney(changed.journey, rules, now);
    if (await writePlan(journey, changed, plan, ports)) return plan;
  }
  throw new Error(`The journey of ${userId} changed ${attempts} times while it was being written`);
}

/** Plans a journey as it stands, and answers what was planned. */
export function replan(userId: string, rules: PlanningRules, now: Date, ports: WritePlanPorts, known?: StoredJourney) {
  return changeJourney(userId, (journey) => ({ write: {}, journey }), rules, now, ports, known);
}

async function writePlan(stored: StoredJourney, { write }: Change, plan: JourneyPlan, ports: WritePlanPorts) {
  if (plan.messages.length > 0) await ports.messageIndex.put(plan.messages);
  if (plan.put.length > 0) await ports.agenda.put(plan.put);
  const messages = [...(write.messages ?? []), ...plan.messages];
  const releaseBodyOf = [...(write.releaseBodyOf ?? []), ...plan.releaseBodyOf];
  if (messages.length > 0 || Object.keys(write).length > 0) {
    const { userId, version } = stored;
    const answer = await ports.recipients.writeJourney({ ...write, userId, version, messages, releaseBodyOf });
    if (answer.kind === 'conflict') return false;
  }
  if (plan.drop.length > 0) await ports.agenda.replace({ drop: plan.drop });
  return true;
}
