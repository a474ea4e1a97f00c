import { waveRecipientRow } from '../api/wave-recipients.ts';
import type { Journey } from '../campaign/journey.ts';
import { namesPeople, type Wave } from '../campaign/wave.ts';
import type { Directory } from '../ports/directory.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import { allJourneys } from './all-recipients.ts';
import { candidacyRules, resolveMembers, type MembersAnswer } from './wave-candidates.ts';
import { habitsOf, type Campaign } from './campaign-rules.ts';

export interface ListRecipientsPorts {
  readonly recipients: RecipientStore;
  readonly directory: Directory;
}

export type RecipientRows =
  { readonly kind: 'rows'; readonly rows: readonly object[] } | Exclude<MembersAnswer, { kind: 'members' }>;

/** Everyone a wave is for, each with how far they have come or why they are left out. Reads all recipients. */
export async function listWaveRecipients(
  wave: Wave,
  campaign: Campaign,
  now: Date,
  { recipients, directory }: ListRecipientsPorts,
): Promise<RecipientRows> {
  const members = namesPeople(wave) ? await resolveMembers(wave, directory) : undefined;
  if (members && members.kind !== 'members') return members;
  const named = members && new Set(members.userIds);
  const rules = {
    waveId: wave.waveId,
    candidacy: candidacyRules(campaign, named !== undefined, now),
    habits: habitsOf(campaign.document),
    cadence: campaign.rules.cadence,
  };
  const belongs = ({ userId, facts, enrolment }: Journey) =>
    enrolment?.waveId === wave.waveId || (facts !== undefined && (named?.has(userId) ?? true));
  const rows: object[] = [];
  for await (const journey of allJourneys(recipients))
    if (belongs(journey)) rows.push(waveRecipientRow(journey, rules));
  return { kind: 'rows', rows };
}
