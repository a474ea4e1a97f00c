import { isOpen, type Message } from '../delivery/message.ts';
import { shareGoal, type Step } from '../delivery/steps.ts';
import { addDays } from '../registration/add-time.ts';
import type { ExclusionReason } from '../recipient/exclusion.ts';
import type { Journey } from './journey.ts';
import { isHeld } from './wave-pause.ts';

/** What the campaign owes one person. */
export type NextStep =
  | {
      readonly kind: 'send';
      readonly step: Step;
      readonly notBefore: Date;
      readonly because?: 'registrationPending';
      /** Owed, and nothing leaves for now. */
      readonly held?: 'wavePaused' | 'detectionStale';
    }
  /**
   * `messageInFlight`: whoever settles it decides anew. `outcomeUnknown`: the message that is owed may have been sent
   * before, and only a person can say. `rowUnreadable`: a mail, a registration or an exclusion may stand in it.
   */
  | { readonly kind: 'wait'; readonly because: 'messageInFlight' | 'rowUnreadable' }
  | { readonly kind: 'wait'; readonly because: 'outcomeUnknown'; readonly step: Step }
  | { readonly kind: 'stop'; readonly because: StopReason };

/** Why the mail of a goal is not for somebody whom nothing else keeps from it. */
export const goalReasons = ['cannotResetYet', 'notByPhoneAlone', 'phonesGoOn', 'phonesHaveEnded'] as const;
export type GoalReason = (typeof goalReasons)[number];

export type StopReason =
  | 'notEnrolled'
  | 'waveCancelled'
  | 'done'
  | 'alreadyCapable'
  | 'remindersExhausted'
  | 'nudgeNotDelivered'
  | 'securityInfoLost'
  | GoalReason
  | Exclude<ExclusionReason, 'alreadyCapable'>;

/** A message that waits keeps its time, unless that was only put off for the pause of its wave. */
export const ownTime = (message: Message, now: Date): Date =>
  isOpen(message) && !isHeld(message) ? message.dueAt : now;

export const latest = (instants: readonly Date[]): Date => new Date(Math.max(...instants.map((at) => at.getTime())));

/** Days between mails of different goals: two requests in one week read as if the first had been a mistake. */
const goalsApartDays = 7;

/** From when on a mail is far enough from those of other goals that somebody has had; empty where there are none. */
export const apartFromOtherGoals = ({ messages, superseded = [] }: Journey, step: Step): readonly Date[] =>
  [...messages, ...superseded]
    .filter((message) => message.acceptedAt !== undefined && !shareGoal(message.step, step))
    .map(({ acceptedAt }) => addDays(acceptedAt!, goalsApartDays));
