import { goalWith } from '../campaign/journey.ts';
import { moveOf, type WaveAction } from '../campaign/wave-actions.ts';
import { hasBegun, type Wave, type WaveState } from '../campaign/wave.ts';
import type { StoredWave, WaveStore } from '../ports/wave-store.ts';
import type { CampaignReader } from './current-campaign.ts';
import { replan, type Run, type WritePlanPorts } from './write-plan.ts';
import { allHeads } from './all-recipients.ts';

export interface ChangeWavePorts extends WritePlanPorts {
  readonly waves: WaveStore;
  readonly campaign: Pick<CampaignReader, 'readAnew'>;
}

export type WaveChange =
  | { readonly kind: 'changed'; readonly wave: Wave }
  | { readonly kind: 'unknownWave' }
  | { readonly kind: 'notPossible'; readonly state: WaveState };

const attempts = 5;

/**
 * Pauses, resumes or cancels a wave. What is claimed finishes, nothing else leaves. A resumed wave goes through its people
 * from the start: whoever is enrolled is passed over. A cancelled one stays cancelled, and its people are free for another.
 *
 * The people of a wave that is resumed or cancelled are planned anew here. Where that breaks off, each is planned anew when
 * a message's time comes, or when the rolling check comes by.
 */
export async function changeWave(
  waveId: string,
  action: WaveAction,
  now: Date,
  ports: ChangeWavePorts,
): Promise<WaveChange> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const stored = await ports.waves.read(waveId);
    if (stored === undefined) return { kind: 'unknownWave' };
    const { version, isUnreadable, ...wave } = stored;
    const to = moveOf(action, wave.state);
    if (to === undefined || isUnreadable) return { kind: 'notPossible', state: wave.state };
    if (to === 'done') return { kind: 'changed', wave };
    const changed: Wave = { ...wave, state: to === 'scheduled' ? resumedState(wave) : to, cursor: undefined };
    if ((await ports.waves.update(changed, version)).kind === 'conflict') continue;
    const { rules } = await ports.campaign.readAnew();
    if (action !== 'pause') await planAnew(stored, { rules, now, ports });
    return { kind: 'changed', wave: changed };
  }
  throw new Error(`The wave ${waveId} changed ${attempts} times while it was being written`);
}

/** Who was enrolled is passed over, so a wave that has begun goes on from the start; it is never `scheduled` again. */
const resumedState = (wave: Wave): WaveState => (hasBegun(wave) ? 'enrolling' : 'scheduled');

const atOnce = 16;

/** Brings held messages back, or takes those that will never leave off the agenda. */
async function planAnew(wave: StoredWave, run: Run<ChangeWavePorts>): Promise<void> {
  let batch: string[] = [];
  const flush = async () => {
    await Promise.all(batch.map((userId) => replan(userId, run)));
    batch = [];
  };
  for await (const head of allHeads(run.ports.recipients)) {
    if (goalWith(head, wave.waveId) === undefined) continue;
    batch.push(head.userId);
    if (batch.length === atOnce) await flush();
  }
  await flush();
}
