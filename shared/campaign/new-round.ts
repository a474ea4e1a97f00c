import type { Letter } from '../delivery/message.ts';
import { isFollowUp } from '../delivery/steps.ts';
import { addDays } from '../registration/add-time.ts';
import { messagesOfRound, type Journey } from './journey.ts';
import { latest } from './owed-step.ts';
import { isOfRound } from './round.ts';

/** Days between the last mail to somebody, of whatever kind, and the first of a new round. */
export const reopenAfterDays = 90;

/**
 * Whether a pass found, since their round began, that somebody can reset no more. Then that round is over: they did what it
 * asked for.
 */
export function hasLostInfo({ facts, enrolment, reopenings }: Journey): boolean {
  const began = [enrolment?.enrolledAt, reopenings?.at(-1)?.at].filter((at) => at !== undefined);
  return facts?.infoLostAt !== undefined && began.every((at) => facts.infoLostAt! > at);
}

/** When the first mail of a new round may leave; empty in the first round, and once one of the new one was taken. */
export function restedAt(journey: Journey): readonly Date[] {
  const isBegun = messagesOfRound(journey, 'nudge').some(({ acceptedAt }) => acceptedAt !== undefined);
  if (journey.reopenings === undefined || isBegun) return [];
  const last = lastMailAt(journey, 'beforeTheRound');
  return last === undefined ? [] : [addDays(last, reopenAfterDays)];
}

/** When the last mail to somebody was taken, or may have been. */
export function lastMailAt(journey: Journey, which: 'any' | 'beforeTheRound' = 'any'): Date | undefined {
  const { messages, superseded = [], entryNotices = [] } = journey;
  const ofSteps = [...messages, ...superseded].filter(
    (message) => which === 'any' || isFollowUp(message.step) || !isOfRound(journey, message),
  );
  const times = [...ofSteps, ...entryNotices].flatMap((letter) => mayHaveLeftAt(letter) ?? []);
  return times.length === 0 ? undefined : latest(times);
}

const mayHaveLeftAt = ({ acceptedAt, claim }: Letter): Date | undefined => acceptedAt ?? claim?.claimedAt;
