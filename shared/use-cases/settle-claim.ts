import { planJourney, type PlanningRules } from '../campaign/plan-journey.ts';
import { isOpen, type Message } from '../delivery/message.ts';
import type { WatchEntry } from '../ports/agenda.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import type { WritePlanPorts } from './write-plan.ts';

/** A claim, as read or as written by the one who settles it. */
export interface HeldClaim {
  readonly claimed: Message;
  readonly journey: StoredJourney;
  /** The watched entry that answers for the message until it is settled. */
  readonly watch: WatchEntry;
}

const attempts = 5;

/**
 * Writes what became of a claimed message, and what is owed next, as one write. The agenda follows: until then the watched
 * entry answers for both, so a crash in between loses nothing.
 *
 * `lost` when the claim is no longer there: somebody else (a delivery report) has settled the message meanwhile.
 */
export async function settleClaim(
  held: HeldClaim,
  settled: Message,
  rules: PlanningRules,
  now: Date,
  ports: WritePlanPorts,
): Promise<'settled' | 'lost'> {
  let { journey } = held;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (!holdsClaim(journey, held.claimed)) return 'lost';
    const plan = planJourney(replaceMessage(journey, settled), rules, now);
    const written = await ports.recipients.writeJourney({
      userId: journey.userId,
      version: journey.version,
      messages: [settled, ...plan.messages],
      releaseBodyOf: [...(isOpen(settled) ? [] : [settled.messageId]), ...plan.releaseBodyOf],
    });
    if (written.kind === 'written') {
      if (plan.messages.length > 0) await ports.messageIndex.put(plan.messages);
      await ports.agenda.replace({ put: plan.put, drop: plan.drop, dropWatch: [held.watch] });
      return 'settled';
    }
    journey = await ports.recipients.readJourney(journey.userId);
  }
  throw new Error(`The journey of ${journey.userId} changed ${attempts} times while a message was being settled`);
}

/** The journey with one message as it is now. */
export function replaceMessage<J extends { readonly messages: readonly Message[] }>(journey: J, message: Message): J {
  return { ...journey, messages: [...journey.messages.filter(({ step }) => step !== message.step), message] };
}

function holdsClaim(journey: StoredJourney, { step, claim }: Message): boolean {
  const current = journey.messages.find((message) => message.step === step);
  return current?.state === 'claimed' && current.claim?.claimId === claim?.claimId;
}
