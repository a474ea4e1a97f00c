import type { PlanningRules } from '../campaign/plan-journey.ts';
import type { Wave, WaveState } from '../campaign/wave.ts';
import type { RecipientStore } from '../ports/recipient-store.ts';
import type { StoredWave, WaveStore } from '../ports/wave-store.ts';
import type { HaltedWaves } from './halted-waves.ts';
import { replan, type WritePlanPorts } from './write-plan.ts';
import { allHeads } from './all-recipients.ts';

export const waveActions = ['pause', 'resume', 'cancel'] as const;
export type WaveAction = (typeof waveActions)[number];

export interface ChangeWavePorts extends Omit<WritePlanPorts, 'recipients'> {
  readonly waves: WaveStore;
  /** Everyone, those in halted waves too. */
  readonly everyone: RecipientStore;
  readonly haltedWaves: HaltedWaves;
}

export type WaveChange =
  | { readonly kind: 'changed'; readonly wave: Wave }
  | { readonly kind: 'unknownWave' }
  | { readonly kind: 'notPossible'; readonly state: WaveState };

/** From which states an action leads where. What is already so stays so: asking twice does no harm. */
const moves: Readonly<Record<WaveAction, { readonly from: readonly WaveState[]; readonly to: WaveState }>> = {
  pause: { from: ['scheduled', 'enrolling', 'enrolled', 'paused'], to: 'paused' },
  resume: { from: ['paused', 'scheduled', 'enrolling', 'enrolled'], to: 'scheduled' },
  cancel: { from: ['drafted', 'scheduled', 'enrolling', 'enrolled', 'paused', 'cancelled'], to: 'cancelled' },
};

const attempts = 5;

/**
 * Pauses, resumes or cancels a wave. What is claimed finishes, nothing else leaves. A resumed wave goes through its people
 * from the start: whoever is enrolled is passed over. A cancelled one stays cancelled, and its people are free for another.
 */
export async function changeWave(
  waveId: string,
  action: WaveAction,
  rules: PlanningRules,
  now: Date,
  ports: ChangeWavePorts,
): Promise<WaveChange> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const stored = await ports.waves.read(waveId);
    if (stored === undefined) return { kind: 'unknownWave' };
    const { version, ...wave } = stored;
    const { from, to } = moves[action];
    if (!from.includes(wave.state)) return { kind: 'notPossible', state: wave.state };
    if (wave.state === to || (action === 'resume' && wave.state !== 'paused')) return { kind: 'changed', wave };
    const changed: Wave = { ...wave, state: to, cursor: undefined };
    if ((await ports.waves.update(changed, version)).kind === 'conflict') continue;
    ports.haltedWaves.forget();
    if (action === 'resume') await wakeAll(stored, rules, now, ports);
    return { kind: 'changed', wave: changed };
  }
  throw new Error(`The wave ${waveId} changed ${attempts} times while it was being written`);
}

const atOnce = 16;

/** Messages that fell due during the pause were taken off the agenda: what is owed now is planned anew. */
async function wakeAll(wave: StoredWave, rules: PlanningRules, now: Date, ports: ChangeWavePorts): Promise<void> {
  const engine = { ...ports, recipients: ports.everyone };
  let batch: string[] = [];
  const flush = async () => {
    await Promise.all(batch.map((userId) => replan(userId, rules, now, engine)));
    batch = [];
  };
  for await (const userId of peopleIn(wave, ports)) {
    batch.push(userId);
    if (batch.length === atOnce) await flush();
  }
  await flush();
}

/** Everyone who was enrolled with a wave. */
export async function* peopleIn(
  { waveId }: Wave,
  { everyone }: { readonly everyone: RecipientStore },
): AsyncGenerator<string> {
  for await (const { userId, enrolment } of allHeads(everyone)) if (enrolment?.waveId === waveId) yield userId;
}
