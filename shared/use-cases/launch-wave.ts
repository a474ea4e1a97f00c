import { draftPlan, driftBetween, type Drift, type PlanDraft } from '../campaign/plan-draft.ts';
import type { WavePlan } from '../campaign/wave-plan.ts';
import { waveIdOf, type Wave } from '../campaign/wave.ts';
import type { Goal } from '../delivery/goal.ts';
import type { CampaignDocument, Fault } from '../config/campaign-document.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { UserLookup } from '../ports/user-lookup.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import { outlookOf, SelectionSummary, type Outlook, type OutlookPorts } from './wave-outlook.ts';
import type { Campaign, CampaignRun } from './campaign-rules.ts';
import { planWave, type CandidatePorts, type PlanAnswer } from './wave-candidates.ts';

export interface LaunchPorts extends CandidatePorts, OutlookPorts {
  readonly waves: WaveStore;
  readonly plans: PlanStore;
  readonly users: UserLookup;
}

type LaunchRun = CampaignRun<LaunchPorts>;

/** What an operator asks for. Names nobody: the whole audience. */
export interface WaveRequest {
  readonly name: string;
  readonly goal: Goal;
  readonly groups: readonly string[];
  /** Object ids or user principal names. */
  readonly users: readonly string[];
  readonly limit: number | undefined;
  readonly startsAt: Date | undefined;
  readonly dryRun: boolean;
  /** What the dry run answered; a launch without it is refused. */
  readonly confirm: string | undefined;
}

export type WaveAnswer =
  | {
      readonly kind: 'dryRun';
      readonly goal: Goal;
      readonly plan: WavePlan;
      readonly outlook: Outlook;
      /** Undefined where there is nothing to launch: nobody is selected, or the name is taken. */
      readonly confirm: string | undefined;
      /** The wave that has the name already. */
      readonly existing: Wave | undefined;
    }
  | { readonly kind: 'launched'; readonly wave: Wave; readonly plan: WavePlan }
  | { readonly kind: 'alreadyThere'; readonly wave: Wave }
  | { readonly kind: 'nameTaken'; readonly wave: Wave }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
  | { readonly kind: 'dryRunFirst' }
  | { readonly kind: 'unknownConfirm' }
  | { readonly kind: 'drifted'; readonly drift: Drift }
  | Exclude<PlanAnswer, { kind: 'plan' }>;

/** Clocks differ, and a request takes its time. */
const startToleranceMs = 5 * 60_000;

/**
 * Plans a wave, or launches one that was planned before. The people are fixed at the launch: exactly those the dry run
 * selected, and when anything has changed since, nobody. The same name is the same wave, so asking twice launches once.
 */
export async function launchWave(
  request: WaveRequest,
  campaign: Campaign,
  now: Date,
  ports: LaunchPorts,
): Promise<WaveAnswer> {
  const existing = await waveOfName(request.name, ports.waves);
  if (existing && !request.dryRun) return launchedBefore(existing);
  const faults = requestFaults(request, campaign.document, now);
  if (faults.length > 0) return { kind: 'faulty', faults };
  const run = { campaign, now, ports };
  if (request.dryRun) return dryRun(request, existing, run);
  if (request.confirm === undefined) return { kind: 'dryRunFirst' };
  const shown = await ports.plans.find(request.confirm);
  return shown ? launchAsShown(shown, request, run) : { kind: 'unknownConfirm' };
}

/** A drafted wave is a launch that did not get to its end, and may be launched again. */
async function waveOfName(name: string, waves: WaveStore): Promise<Wave | undefined> {
  const stored = await waves.read(waveIdOf(name));
  return stored?.state === 'drafted' ? undefined : stored;
}

/** Asking twice launches once; a wave that was cancelled is launched never again, and saying it was would be untrue. */
const launchedBefore = (wave: Wave): WaveAnswer => ({
  kind: wave.state === 'cancelled' ? 'nameTaken' : 'alreadyThere',
  wave,
});

function requestFaults({ name, startsAt }: WaveRequest, { waves }: CampaignDocument, now: Date): readonly Fault[] {
  const isInDocument = waves.some((wave) => waveIdOf(wave.name) === waveIdOf(name));
  const isPast = startsAt !== undefined && startsAt.getTime() < now.getTime() - startToleranceMs;
  return [
    ...(isInDocument ? [{ path: 'name', message: 'is the name of a wave of the campaign document' }] : []),
    ...(isPast ? [{ path: 'startsAt', message: `lies in the past: it is ${now.toISOString()} now` }] : []),
  ];
}

async function dryRun(request: WaveRequest, existing: Wave | undefined, run: LaunchRun): Promise<WaveAnswer> {
  const { campaign, now, ports } = run;
  const summary = new SelectionSummary(campaign.document, now);
  const planned = await draft(request, run, summary);
  if (planned.kind !== 'drafted') return planned;
  const { draft: shown, plan } = planned;
  const isLaunchable = plan.selected.length > 0 && existing === undefined;
  if (isLaunchable) await ports.plans.keep(shown);
  const { goal, startsAt = now } = request;
  const outlook = await outlookOf(summary, { goal, startsAt }, run);
  return {
    kind: 'dryRun',
    goal,
    plan,
    outlook,
    confirm: isLaunchable ? shown.confirm : undefined,
    existing,
  };
}

async function launchAsShown(shown: PlanDraft, request: WaveRequest, run: LaunchRun): Promise<WaveAnswer> {
  const { now, ports } = run;
  const planned = await draft(request, run);
  if (planned.kind !== 'drafted') return planned;
  const drift = driftBetween(shown, planned.draft);
  if (drift) return { kind: 'drifted', drift };
  const wave = waveOf(request, planned.users, now);
  await ports.waves.create(wave);
  // A launch that died after this point, or another one of the same moment, has created the same wave; it is only opened
  // once its people are written down, and they are the same ones whoever writes them.
  const stored = (await ports.waves.read(wave.waveId))!;
  if (stored.state !== 'drafted') return launchedBefore(stored);
  if (!isSameWave(stored, wave)) return { kind: 'drifted', drift: otherRequest(planned.plan.selected.length) };
  await ports.waves.saveMembers(wave.waveId, planned.plan.selected);
  await ports.waves.update({ ...stored, state: 'scheduled' }, stored.version);
  return { kind: 'launched', wave: { ...wave, state: 'scheduled' }, plan: planned.plan };
}

const otherRequest = (selected: number): Drift => ({
  requestChanged: true,
  documentChanged: false,
  peopleAdded: 0,
  peopleRemoved: 0,
  selectedBefore: selected,
  selectedNow: selected,
});

const isSameWave = (one: Wave, other: Wave): boolean =>
  JSON.stringify([one.goal, one.groups, one.users, one.limit]) ===
  JSON.stringify([other.goal, other.groups, other.users, other.limit]);

type Drafted =
  | { readonly kind: 'drafted'; readonly draft: PlanDraft; readonly plan: WavePlan; readonly users: readonly string[] }
  | Extract<WaveAnswer, { kind: 'faulty' | 'noSuchGroup' | 'throttled' }>;

async function draft(request: WaveRequest, run: LaunchRun, summary?: SelectionSummary): Promise<Drafted> {
  const found = await findUsers(request.users, run.ports);
  if (found.kind !== 'found') return found;
  const { name, goal, groups, limit, startsAt } = request;
  const audience = { goal, groups: groups.map((id) => id.toLowerCase()), users: found.userIds, limit };
  const planned = await planWave(audience, run, summary);
  if (planned.kind !== 'plan') return planned;
  const wave = { waveId: waveIdOf(name), ...audience, startsAt };
  return {
    kind: 'drafted',
    draft: draftPlan(wave, run.campaign.document, planned.plan.selected, run.now),
    plan: planned.plan,
    users: found.userIds,
  };
}

type FoundUsers =
  | { readonly kind: 'found'; readonly userIds: readonly string[] }
  | Extract<WaveAnswer, { kind: 'faulty' | 'throttled' }>;

/** Everyone is looked up in the directory: a name that nobody has would otherwise be a mail that silently never leaves. */
async function findUsers(users: readonly string[], ports: LaunchPorts): Promise<FoundUsers> {
  if (users.length === 0) return { kind: 'found', userIds: [] };
  const found = await ports.users.findUsers(users);
  if ('throttled' in found) return { kind: 'throttled', retryAfterSeconds: found.retryAfterSeconds };
  const faults = users.flatMap((user, i) =>
    found.has(user) ? [] : [{ path: `users[${i}]`, message: 'is nobody in the directory' }],
  );
  if (faults.length > 0) return { kind: 'faulty', faults };
  return { kind: 'found', userIds: [...new Set(users.map((user) => found.get(user)!))].toSorted() };
}

function waveOf(request: WaveRequest, users: readonly string[], now: Date): Wave {
  return {
    waveId: waveIdOf(request.name),
    name: request.name,
    goal: request.goal,
    origin: 'operator',
    groups: request.groups.map((id) => id.toLowerCase()),
    users,
    limit: request.limit,
    startsAt: request.startsAt ?? now,
    createdAt: now,
    state: 'drafted',
    cursor: undefined,
    enrolledCount: 0,
  };
}
