import type { Journey } from '../campaign/journey.ts';
import { goalWith, messageOf, remindersAccepted } from '../campaign/journey.ts';
import { placeOf } from '../campaign/place.ts';
import { judgeCandidate } from '../campaign/candidacy.ts';
import { recipientOf } from '../recipient/recipient.ts';
import type { WaveListRules } from '../use-cases/list-wave-recipients.ts';
import { meaningOf } from './left-out-text.ts';

export const waveRecipientColumns = [
  'userId',
  'userPrincipalName',
  'status',
  'place',
  'placeBecause',
  'because',
  'meaning',
  'locale',
  'timeZone',
  'nudge',
  'nudgedAt',
  'reminders',
  'canReset',
  'ssprLink',
  'phoneMail',
] as const;

/** One line of a wave's list: how far somebody has come, or why they are left out. */
export function waveRecipientRow(journey: Journey, rules: WaveListRules) {
  const { userId, facts } = journey;
  const person = facts && recipientOf(facts, rules.habits);
  const place = placeOf(journey, rules.cadence, rules.candidacy.now);
  const standing = {
    ...statusOf(journey, rules),
    userId,
    userPrincipalName: person?.userPrincipalName,
    place: place?.kind,
    placeBecause: place && 'because' in place ? place.because : undefined,
  };
  if (goalWith(journey, rules.waveId) === undefined) return standing;
  const nudge = messageOf(journey, 'nudge');
  return {
    ...standing,
    locale: person?.locale,
    timeZone: person?.timeZone,
    nudge: nudge?.state,
    nudgedAt: nudge?.acceptedAt,
    reminders: remindersAccepted(journey),
    canReset: place?.kind === 'canReset',
    ssprLink: messageOf(journey, 'sspr-link')?.state,
    phoneMail: messageOf(journey, 'phone-only')?.state,
  };
}

function statusOf(journey: Journey, { waveId, candidacy }: WaveListRules) {
  if (goalWith(journey, waveId) !== undefined) return { status: 'enrolled' };
  const candidate = judgeCandidate(journey, candidacy);
  if (candidate.selected) return { status: 'waiting' };
  return { status: 'leftOut', because: candidate.because, meaning: meaningOf(candidate.because) };
}
