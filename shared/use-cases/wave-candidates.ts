import { addUp, judgeCandidate, type Candidacy, type CandidacyRules, type WavePlan } from '../campaign/wave-plan.ts';
import { namesPeople, type Wave } from '../campaign/wave.ts';
import { audienceOf, type CampaignDocument } from '../config/campaign-document.ts';
import type { Directory } from '../ports/directory.ts';
import { isThrottled } from '../ports/paging.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';

export interface CandidatePorts {
  readonly recipients: RecipientStore;
  readonly directory: Directory;
}

type Audience = Pick<Wave, 'groups' | 'users' | 'limit'>;

export type MembersAnswer =
  | { readonly kind: 'members'; readonly userIds: readonly string[] }
  | { readonly kind: 'noSuchGroup'; readonly groupId: string }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** The ids that a wave's groups and users come down to, nested groups included, each once. */
export async function resolveMembers(audience: Audience, directory: Directory): Promise<MembersAnswer> {
  const userIds = new Set(audience.users.map((id) => id.toLowerCase()));
  for (const groupId of audience.groups) {
    let next: string | undefined;
    do {
      const page = await directory.readMembers(groupId, next);
      if (page === 'noSuchGroup') return { kind: 'noSuchGroup', groupId };
      if (isThrottled(page)) return { kind: 'throttled', retryAfterSeconds: page.retryAfterSeconds };
      for (const id of page.items) userIds.add(id.toLowerCase());
      next = page.next;
    } while (next !== undefined);
  }
  return { kind: 'members', userIds: [...userIds] };
}

/** Plans a wave as if it started now: who would be enrolled, and how many are left out for which reason. */
export async function planWave(
  audience: Audience,
  document: CampaignDocument,
  now: Date,
  ports: CandidatePorts,
): Promise<{ kind: 'plan'; plan: WavePlan } | Exclude<MembersAnswer, { kind: 'members' }>> {
  const rules = candidacyRules(document, namesPeople(audience), now);
  const candidacies: Candidacy[] = [];
  if (namesPeople(audience)) {
    const members = await resolveMembers(audience, ports.directory);
    if (members.kind !== 'members') return members;
    for (const userId of members.userIds) {
      candidacies.push(judgeCandidate(await ports.recipients.readJourney(userId), rules));
    }
  } else {
    for await (const head of allHeads(ports.recipients)) candidacies.push(judgeCandidate(head, rules));
  }
  return { kind: 'plan', plan: addUp(candidacies, audience.limit) };
}

export function candidacyRules(document: CampaignDocument, namedByWave: boolean, now: Date): CandidacyRules {
  return { audience: audienceOf(document), namedByWave, now, afterDays: document.newJoiners.afterDays };
}

const pageSize = 500;

async function* allHeads(recipients: RecipientStore) {
  let next: string | undefined;
  do {
    const page = await recipients.readHeads(next, pageSize);
    yield* page.journeys;
    next = page.next;
  } while (next !== undefined);
}
