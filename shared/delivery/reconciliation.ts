import { addHours, addMinutes } from '../registration/add-time.ts';
import { isPinned, type Claim, type Letter, type Message } from './message.ts';
import type { OperationAnswer } from './send-answer.ts';

/** What to do about a message that has been claimed for a while without an outcome. */
export type Reconciliation =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly because: string }
  /** The service denied the id for the first time; ask once more later. */
  | { readonly kind: 'denied' }
  /** Free to be sent again, under the same id and with the same body. */
  | { readonly kind: 'dueAgain' }
  | { readonly kind: 'unknown'; readonly because: string }
  | { readonly kind: 'wait'; readonly until: Date };

/**
 * A claim is left alone for longer than its sender can live: `functionTimeout` is 5 minutes and the POST is cut off
 * after 30 seconds.
 */
export const claimSettlesAfterMinutes = 15;

/** A 404 right after acceptance has been seen in the field, so one denial is not enough. azure-sdk-for-python#35849 */
export const secondDenialAfterMinutes = 5;

/** ACS is only held to remember an id for 24 hours; a human decides before that. */
const giveUpAfterHours = 20;

/**
 * Whether only a person can say what is to become of a message that an earlier attempt may have taken: the service is no
 * longer sure to know the id, or the words that belong to it are gone.
 */
export function isForHuman(message: Message, now: Date): boolean {
  if (message.claim === undefined) return false;
  const isOld = now >= addHours(message.claim.firstClaimedAt, giveUpAfterHours);
  return isPinned(message) ? isOld : message.state === 'cancelled';
}

export const givenUp = `no certain outcome after ${giveUpAfterHours} hours`;

/** When a claimed message is to be looked at next. */
export function settlesAt(letter: Pick<Letter, 'claim'>): Date {
  const { claimedAt, deniedAt } = letter.claim!;
  return deniedAt ? addMinutes(deniedAt, secondDenialAfterMinutes) : addMinutes(claimedAt, claimSettlesAfterMinutes);
}

/** When to look again at a claim that was made with another mail service: the app may be moved back, and time runs out. */
export function elsewhereUntil({ firstClaimedAt }: Claim, now: Date): Date {
  const [soon, end] = [addMinutes(now, claimSettlesAfterMinutes), addHours(firstClaimedAt, giveUpAfterHours)];
  return soon < end ? soon : end;
}

/** What becomes of a claim that was made with another mail service: it is not asked about, whatever this one would say. */
export function reconcileElsewhere(claim: Claim, now: Date): Extract<Reconciliation, { kind: 'unknown' | 'wait' }> {
  return now >= addHours(claim.firstClaimedAt, giveUpAfterHours)
    ? { kind: 'unknown', because: givenUp }
    : { kind: 'wait', until: elsewhereUntil(claim, now) };
}

/** Says on the message why nobody is asked. */
export const madeElsewhere = 'claimed with another mail service, which alone could say';

/**
 * Decides what becomes of a claimed message, from what the mail service says about its id. The message is never sent
 * again by this decision unless the service denied twice, five minutes apart, that it knows the id.
 */
export function reconcile(
  message: Pick<Letter, 'claim' | 'because'>,
  answer: OperationAnswer,
  now: Date,
): Reconciliation {
  const { firstClaimedAt, deniedAt, refusedWith } = message.claim!;
  if (answer.kind === 'known') return { kind: 'accepted' };
  if (answer.kind === 'failed') return { kind: 'rejected', because: answer.because };
  if (now >= addHours(firstClaimedAt, giveUpAfterHours)) {
    return { kind: 'unknown', because: givenUp };
  }
  if (answer.kind === 'noAnswer') return { kind: 'wait', until: addMinutes(now, secondDenialAfterMinutes) };
  if (deniedAt === undefined) return { kind: 'denied' };
  if (now < addMinutes(deniedAt, secondDenialAfterMinutes)) {
    return { kind: 'wait', until: addMinutes(deniedAt, secondDenialAfterMinutes) };
  }
  // A bad request for an id that the service does not know was about the content: sending it again would not help.
  return refusedWith === 'badRequest'
    ? { kind: 'rejected', because: message.because ?? 'badRequest' }
    : { kind: 'dueAgain' };
}
