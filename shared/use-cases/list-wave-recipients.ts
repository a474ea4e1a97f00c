import type { CadencePolicy } from '../campaign/cadence-policy.ts';
import { goalWith, type Journey } from '../campaign/journey.ts';
import type { CandidacyRules } from '../campaign/candidacy.ts';
import { namesPeople, type Wave } from '../campaign/wave.ts';
import type { Directory } from '../ports/directory.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { MailHabits } from '../recipient/recipient.ts';
import { allJourneys } from './all-recipients.ts';
import { candidacyRules, resolveMembers, type MembersAnswer } from './wave-candidates.ts';
import { habitsOf, type CampaignRun } from './campaign-rules.ts';

export interface ListRecipientsPorts {
  readonly recipients: RecipientStore;
  readonly directory: Directory;
}

/** What each line of a wave's list is made by. */
export interface WaveListRules {
  readonly waveId: string;
  readonly candidacy: CandidacyRules;
  readonly habits: MailHabits;
  readonly cadence: CadencePolicy;
}

export type RecipientRows<Row> =
  { readonly kind: 'rows'; readonly rows: readonly Row[] } | Exclude<MembersAnswer, { kind: 'members' }>;

/** A row for everyone a wave is for. Reads all recipients, and keeps nothing of them but the rows. */
export async function listWaveRecipients<Row>(
  wave: Wave,
  { campaign, now, ports }: CampaignRun<ListRecipientsPorts>,
  rowOf: (journey: Journey, rules: WaveListRules) => Row,
): Promise<RecipientRows<Row>> {
  const members = namesPeople(wave) ? await resolveMembers(wave, ports.directory) : undefined;
  if (members && members.kind !== 'members') return members;
  const named = members && new Set(members.userIds);
  const rules = {
    waveId: wave.waveId,
    candidacy: candidacyRules(campaign, wave, now),
    habits: habitsOf(campaign.document),
    cadence: campaign.rules.cadence,
  };
  const belongs = (journey: Journey) =>
    goalWith(journey, wave.waveId) !== undefined ||
    (journey.facts !== undefined && (named?.has(journey.userId) ?? true));
  const rows: Row[] = [];
  for await (const journey of allJourneys(ports.recipients)) if (belongs(journey)) rows.push(rowOf(journey, rules));
  return { kind: 'rows', rows };
}
