import { isOpen, wasTurnedAway, type Message } from '../delivery/message.ts';
import { addDays } from '../registration/add-time.ts';
import type { CadencePolicy } from './cadence-policy.ts';
import { restedAt } from './new-round.ts';
import { messageOf, nudgeAcceptedAt, type Journey } from './journey.ts';
import { isOwedElsewhere, otherAddressFor, sendElsewhereAt } from './other-address.ts';
import { latest, ownTime, type NextStep } from './owed-step.ts';

/** One nudge, then the reminders, then nothing. */
export function nudgeOrRemind(journey: Journey, policy: CadencePolicy, now: Date): NextStep {
  const { audience, remindersAfterDays } = policy;
  const nudge = messageOf(journey, 'nudge');
  if (nudge === undefined || isOpen(nudge) || nudge.state === 'cancelled') {
    const own = nudge ? ownTime(nudge, now) : now;
    return { kind: 'send', step: 'nudge', notBefore: latest([own, ...restedAt(journey)]) };
  }
  const isAtTheEnd = (message: Message) =>
    wasTurnedAway(message) && otherAddressFor(journey, message, audience) === undefined;
  if (nudge.acceptedAt === undefined || journey.messages.some(isAtTheEnd)) {
    return { kind: 'stop', because: 'nudgeNotDelivered' };
  }
  if (isOwedElsewhere(journey, nudge, audience)) {
    return { kind: 'send', step: 'nudge', notBefore: sendElsewhereAt(nudge) };
  }
  const number = nextReminder(journey, policy);
  if (number === undefined) return { kind: 'stop', because: 'remindersExhausted' };
  return { kind: 'send', step: `reminder-${number}`, notBefore: reminderDueAt(journey, number, remindersAfterDays) };
}

/** Counted from the nudge, and never closer to the mail before it than the document spaces them. */
function reminderDueAt(journey: Journey, number: number, afterDays: readonly number[]): Date {
  const days = afterDays[number - 1]!;
  const daysBefore = afterDays[number - 2] ?? 0;
  const before = messageOf(journey, `reminder-${number - 1}`)?.acceptedAt ?? nudgeAcceptedAt(journey)!;
  const earlier = messageOf(journey, `reminder-${number}`);
  return latest([
    addDays(nudgeAcceptedAt(journey)!, days),
    addDays(before, days - daysBefore),
    ...(earlier && wasTurnedAway(earlier) ? [sendElsewhereAt(earlier)] : []),
  ]);
}

/** The lowest reminder that was neither sent nor refused. Reminders are numbered from 1. */
function nextReminder(journey: Journey, { remindersAfterDays, audience }: CadencePolicy): number | undefined {
  for (let number = 1; number <= remindersAfterDays.length; number++) {
    const reminder = messageOf(journey, `reminder-${number}`);
    if (reminder === undefined || isOpen(reminder) || reminder.state === 'cancelled') return number;
    if (isOwedElsewhere(journey, reminder, audience)) return number;
  }
  return undefined;
}
