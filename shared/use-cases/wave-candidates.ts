import type { Journey } from '../campaign/journey.ts';
import { PlanCounter, type WavePlan } from '../campaign/wave-plan.ts';
import {
  firstMailFor,
  judgeCandidate,
  needsWholeJourneys,
  type CandidacyRules,
  type FirstMail,
} from '../campaign/candidacy.ts';
import { namesPeople, type Wave } from '../campaign/wave.ts';
import type { Directory } from '../ports/directory.ts';
import { isThrottled } from '../ports/paging.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { UserFacts } from '../recipient/verdict.ts';
import { allHeads, allJourneys } from './all-recipients.ts';
import type { Campaign, CampaignRun } from './campaign-rules.ts';

export interface CandidatePorts {
  readonly recipients: RecipientStore;
  readonly directory: Directory;
}

export type Audience = Pick<Wave, 'goal' | 'groups' | 'users' | 'limit'>;

/** Somebody whom a plan selects, with the first mail that they would get. */
export interface Selected {
  readonly facts: UserFacts;
  readonly first: FirstMail;
}

/** Is told of a plan as it is made. */
export interface PlanWatcher {
  /** Of each one that is selected, in the order of the plan. */
  add(selected: Selected): void;
  /** Of everyone who is known, whether or not the wave names them. */
  know(journey: Journey): void;
}

export type MembersAnswer =
  | { readonly kind: 'members'; readonly userIds: readonly string[] }
  | { readonly kind: 'noSuchGroup'; readonly groupId: string }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** The ids that a wave's groups and users come down to, nested groups included, each once. */
export async function resolveMembers(
  audience: Pick<Audience, 'groups' | 'users'>,
  directory: Directory,
): Promise<MembersAnswer> {
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

export type PlanAnswer =
  { readonly kind: 'plan'; readonly plan: WavePlan } | Exclude<MembersAnswer, { kind: 'members' }>;

/**
 * Plans a wave as if it started now: who would be enrolled, and how many are left out for which reason.
 */
export async function planWave(
  audience: Audience,
  { campaign, now, ports }: CampaignRun<CandidatePorts>,
  watcher?: PlanWatcher,
): Promise<PlanAnswer> {
  const rules = candidacyRules(campaign, audience, now);
  const counter = new PlanCounter(audience.limit);
  const members = namesPeople(audience) ? await resolveMembers(audience, ports.directory) : undefined;
  if (members && members.kind !== 'members') return members;
  const everyone = needsWholeJourneys(rules) ? allJourneys(ports.recipients) : allHeads(ports.recipients);
  for await (const journey of candidatesAmong(members?.userIds, seenBy(watcher, everyone))) {
    if (journey === 'notNamed') counter.leaveOut('notNamed', 1);
    else if (counter.add(judgeCandidate(journey, rules)))
      watcher?.add({ facts: journey.facts!, first: firstMailFor(journey, rules) });
  }
  return { kind: 'plan', plan: counter.plan() };
}

async function* seenBy(watcher: PlanWatcher | undefined, everyone: AsyncIterable<Journey>): AsyncGenerator<Journey> {
  for await (const journey of everyone) {
    watcher?.know(journey);
    yield journey;
  }
}

export function candidacyRules(
  { document, rules: { cadence } }: Campaign,
  wave: Pick<Wave, 'goal' | 'groups' | 'users'>,
  now: Date,
): CandidacyRules {
  const { audience } = cadence;
  const { afterDays } = document.newJoiners;
  return { goal: wave.goal, cadence, audience, namedByWave: namesPeople(wave), now, afterDays };
}

/**
 * Everyone who is known, so that a plan's counts add up to the tenant: those who are named as journeys, then those whom
 * nobody knows, who are named and in no pass yet. Without members, everyone is named.
 */
async function* candidatesAmong(
  members: readonly string[] | undefined,
  everyone: AsyncIterable<Journey>,
): AsyncGenerator<Journey | 'notNamed'> {
  const left = members && new Set(members);
  for await (const journey of everyone) {
    const isNamed = left?.delete(journey.userId) ?? true;
    if (isNamed) yield journey;
    else if (journey.facts !== undefined) yield 'notNamed';
  }
  for (const userId of left ?? []) yield strangerOf(userId);
}

const strangerOf = (userId: string): Journey => ({
  userId,
  facts: undefined,
  rowReadAt: undefined,
  enrolment: undefined,
  evidence: [],
  messages: [],
});
