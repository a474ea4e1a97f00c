import { isOpen, type Message } from '../delivery/message.ts';
import type { WatchEntry } from '../ports/agenda.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import { changeJourney, type Run } from './write-plan.ts';

/** A claim, as read or as written by the one who settles it. */
export interface OpenClaim {
  readonly claimed: Message;
  readonly journey: StoredJourney;
  /** The watched entry that answers for the message until it is settled. */
  readonly watch: WatchEntry;
}

/**
 * Writes what became of a claimed message, and what is owed next, as one write. Until the agenda follows, the watched
 * entry answers for both, so a crash in between loses nothing.
 *
 * `lost` when the claim is no longer there: somebody else (a delivery report) has settled the message meanwhile.
 */
export async function settleClaim(held: OpenClaim, settled: Message, run: Run): Promise<'settled' | 'lost'> {
  const { claimed, journey: known, watch } = held;
  const write = { messages: [settled], releaseBodyOf: isOpen(settled) ? [] : [settled.messageId] };
  const change = (journey: StoredJourney) => (holdsClaim(journey, claimed) ? write : undefined);
  return (await changeJourney(known.userId, change, run, { known, watch })) ? 'settled' : 'lost';
}

function holdsClaim(journey: StoredJourney, { step, claim }: Message): boolean {
  const current = journey.messages.find((message) => message.step === step);
  return current?.state === 'claimed' && current.claim?.claimId === claim?.claimId;
}
