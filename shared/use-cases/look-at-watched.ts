import { entryOf } from '../campaign/agenda-entry.ts';
import { messageOf } from '../campaign/journey.ts';
import { isMadeElsewhere } from '../delivery/mail-from.ts';
import { isOpen, moveTo, type Message } from '../delivery/message.ts';
import {
  claimSettlesAfterMinutes,
  madeElsewhere,
  reconcile,
  reconcileElsewhere,
  secondDenialAfterMinutes,
  settlesAt,
} from '../delivery/reconciliation.ts';
import type { WatchEntry } from '../ports/agenda.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { StoredJourney } from '../ports/recipient-store.ts';
import { addMinutes } from '../registration/add-time.ts';
import { settleClaim, type OpenClaim } from './settle-claim.ts';
import { replan, type Run, type WritePlanPorts } from './write-plan.ts';

export interface ReconcilePorts extends WritePlanPorts {
  readonly mailer: Mailer;
}

export type ReconcileOutcome =
  | 'putBack'
  | 'stillClaimed'
  | 'claimedElsewhere'
  | 'accepted'
  | 'rejected'
  | 'denied'
  | 'dueAgain'
  | 'unknown'
  | 'fine';

/** A lost hint goes back to the agenda; a claim without an outcome is settled, or looked at again later. */
export async function lookAt(
  watch: WatchEntry,
  journey: StoredJourney,
  mayAsk: boolean,
  run: Run<ReconcilePorts>,
): Promise<{ kind: ReconcileOutcome; asked?: true }> {
  const { now, ports } = run;
  const message = messageOf(journey, watch.step);
  if (message?.state === 'claimed') {
    const held = { claimed: message, journey, watch };
    if (now < settlesAt(message)) return watchAgain(watch, settlesAt(message), ports);
    if (isMadeElsewhere(message.claim!, run.rules.mailFrom)) return { kind: await waitElsewhere(held, run) };
    if (!mayAsk) return watchAgain(watch, addMinutes(now, secondDenialAfterMinutes), ports);
    return { kind: await ask(held, run), asked: true };
  }
  await ensureOwner(journey, run);
  await ports.agenda.replace({ dropWatch: [watch] });
  return { kind: message && isOpen(message) ? 'putBack' : 'fine' };
}

/** The queue's hint was lost, or the sender died before the agenda knew what is next: put back whatever is open. */
async function ensureOwner(journey: StoredJourney, run: Run<ReconcilePorts>): Promise<void> {
  const { ports } = run;
  const open = journey.messages.filter(isOpen);
  if (open.length > 0) await ports.agenda.put(open.map(entryOf));
  await replan(journey.userId, run, { known: journey });
}

/** Nobody is asked; a delivery report, a move back or the end of the time settles it. */
async function waitElsewhere(held: OpenClaim, run: Run<ReconcilePorts>): Promise<ReconcileOutcome> {
  const { claimed, journey, watch } = held;
  const { now, ports } = run;
  const decision = reconcileElsewhere(claimed.claim!, now);
  if (decision.kind === 'unknown') {
    await settleClaim(held, moveTo(claimed, 'unknown', now, decision.because), run);
    return 'unknown';
  }
  await watchAgain(watch, decision.until, ports);
  if (claimed.because !== madeElsewhere) {
    const { userId, version } = journey;
    await ports.recipients.writeJourney({ userId, version, messages: [{ ...claimed, because: madeElsewhere }] });
  }
  return 'claimedElsewhere';
}

async function ask(held: OpenClaim, run: Run<ReconcilePorts>): Promise<ReconcileOutcome> {
  const { now, ports } = run;
  const { claimed } = held;
  const answer = await ports.mailer.ask(claimed.messageId);
  const decision = reconcile(claimed, answer, now);
  const settle = (message: Message) => settleClaim(held, message, run);
  switch (decision.kind) {
    case 'accepted':
      await settle({
        ...moveTo(claimed, 'accepted', now, 'the service knows the id'),
        acceptedAt: claimed.claim!.claimedAt,
      });
      return 'accepted';
    case 'rejected':
      await settle(moveTo(claimed, 'rejected', now, decision.because));
      return 'rejected';
    case 'dueAgain':
      await settle({ ...moveTo(claimed, 'due', now, 'the service denied the id twice'), dueAt: now });
      return 'dueAgain';
    case 'unknown':
      await settle(moveTo(claimed, 'unknown', now, decision.because));
      return 'unknown';
    case 'denied':
      return noteDenial(held, now, ports);
    case 'wait':
      return (await watchAgain(held.watch, decision.until, ports)).kind;
  }
}

async function noteDenial(
  { claimed, journey, watch }: OpenClaim,
  now: Date,
  ports: ReconcilePorts,
): Promise<ReconcileOutcome> {
  const denied = { ...claimed, claim: { ...claimed.claim!, deniedAt: now } };
  await watchAgain(watch, settlesAt(denied), ports);
  const { userId, version } = journey;
  await ports.recipients.writeJourney({ userId, version, messages: [denied] });
  return 'denied';
}

async function watchAgain(
  watch: WatchEntry,
  watchAt: Date,
  ports: ReconcilePorts,
): Promise<{ kind: ReconcileOutcome }> {
  const later = watchAt > watch.watchAt ? watchAt : addMinutes(watch.watchAt, claimSettlesAfterMinutes);
  await ports.agenda.replace({ putWatch: [{ ...watch, watchAt: later }], dropWatch: [watch] });
  return { kind: 'stillClaimed' };
}
