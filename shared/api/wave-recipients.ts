import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import type { Journey } from '../campaign/journey.ts';
import { messageOf, remindersAccepted } from '../campaign/journey.ts';
import { readinessOf } from '../campaign/readiness-of.ts';
import { judgeCandidate, type CandidacyRules } from '../campaign/wave-plan.ts';
import { recipientOf, type MailHabits } from '../recipient/recipient.ts';
import { meaningOf } from './left-out-text.ts';

export const waveRecipientColumns = [
  'userId',
  'userPrincipalName',
  'status',
  'because',
  'meaning',
  'locale',
  'timeZone',
  'nudge',
  'nudgedAt',
  'reminders',
  'canReset',
  'ssprLink',
] as const;

export interface RecipientRowRules {
  readonly waveId: string;
  readonly candidacy: CandidacyRules;
  readonly habits: MailHabits;
  readonly cadence: CadencePolicy;
}

/** One line of a wave's list: how far somebody has come, or why they are left out. */
export function waveRecipientRow(journey: Journey, rules: RecipientRowRules) {
  const { userId, facts, enrolment } = journey;
  const person = facts && recipientOf(facts, rules.habits);
  const standing = { ...statusOf(journey, rules), userId, userPrincipalName: person?.userPrincipalName };
  if (enrolment?.waveId !== rules.waveId) return standing;
  const nudge = messageOf(journey, 'nudge');
  return {
    ...standing,
    locale: person?.locale,
    timeZone: person?.timeZone,
    nudge: nudge?.state,
    nudgedAt: nudge?.acceptedAt,
    reminders: remindersAccepted(journey),
    canReset: readinessOf(journey, rules.cadence).kind === 'capable',
    ssprLink: messageOf(journey, 'sspr-link')?.state,
  };
}

function statusOf(journey: Journey, { waveId, candidacy }: RecipientRowRules) {
  if (journey.enrolment?.waveId === waveId) return { status: 'enrolled' };
  const candidate = judgeCandidate(journey, candidacy);
  if (candidate.selected) return { status: 'waiting' };
  return { status: 'leftOut', because: candidate.because, meaning: meaningOf(candidate.because) };
}
