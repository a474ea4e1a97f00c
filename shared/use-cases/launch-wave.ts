import { waveIdOf, type Wave } from '../campaign/wave.ts';
import type { WavePlan } from '../campaign/wave-plan.ts';
import type { CampaignDocument } from '../config/campaign-document.ts';
import type { WaveStore } from '../ports/wave-store.ts';
import { planWave, type CandidatePorts, type MembersAnswer } from './wave-candidates.ts';

export interface LaunchPorts extends CandidatePorts {
  readonly waves: WaveStore;
}

/** What an operator asks for. Names nobody: the whole audience. */
export interface WaveRequest {
  readonly name: string;
  readonly groups: readonly string[];
  readonly users: readonly string[];
  readonly limit: number | undefined;
  readonly startsAt: Date | undefined;
  readonly dryRun: boolean;
}

export type WaveAnswer =
  | { readonly kind: 'dryRun'; readonly plan: WavePlan }
  | { readonly kind: 'launched'; readonly wave: Wave; readonly plan: WavePlan }
  | { readonly kind: 'alreadyThere'; readonly wave: Wave }
  | { readonly kind: 'nobody'; readonly plan: WavePlan }
  | Exclude<MembersAnswer, { kind: 'members' }>;

/**
 * Plans a wave, and unless it is a dry run launches it. The people are fixed at the launch: exactly those the plan selects.
 * The same name is the same wave, so asking twice launches once.
 */
export async function launchWave(
  request: WaveRequest,
  document: CampaignDocument,
  now: Date,
  ports: LaunchPorts,
): Promise<WaveAnswer> {
  const existing = request.dryRun ? undefined : await ports.waves.read(waveIdOf(request.name));
  if (existing) return finishLaunch(existing, document, now, ports);
  const planned = await planWave(request, document, now, ports);
  if (planned.kind !== 'plan') return planned;
  const { plan } = planned;
  if (request.dryRun) return { kind: 'dryRun', plan };
  if (plan.selected.length === 0) return { kind: 'nobody', plan };

  const wave = waveOf(request, now);
  if ((await ports.waves.create(wave)) === 'exists') {
    return { kind: 'alreadyThere', wave: (await ports.waves.read(wave.waveId))! };
  }
  await ports.waves.saveMembers(wave.waveId, plan.selected);
  await open(wave, ports);
  return { kind: 'launched', wave, plan };
}

function waveOf(request: WaveRequest, now: Date): Wave {
  return {
    waveId: waveIdOf(request.name),
    name: request.name,
    origin: 'operator',
    groups: request.groups,
    users: request.users,
    limit: request.limit,
    startsAt: request.startsAt ?? now,
    createdAt: now,
    state: 'drafted',
    cursor: undefined,
    enrolledCount: 0,
  };
}

/** A launch that died before its people were written down is finished by whoever asks for the same wave again. */
async function finishLaunch(
  wave: Wave,
  document: CampaignDocument,
  now: Date,
  ports: LaunchPorts,
): Promise<WaveAnswer> {
  if (wave.state !== 'drafted') return { kind: 'alreadyThere', wave };
  const planned = await planWave(wave, document, now, ports);
  if (planned.kind !== 'plan') return planned;
  await ports.waves.saveMembers(wave.waveId, planned.plan.selected);
  await open(wave, ports);
  return { kind: 'launched', wave, plan: planned.plan };
}

/** Only now may `planCampaign` enrol from it. */
async function open(wave: Wave, { waves }: LaunchPorts): Promise<void> {
  const stored = await waves.read(wave.waveId);
  if (stored?.state === 'drafted') await waves.update({ ...stored, state: 'scheduled' }, stored.version);
}
