import type { WaveState } from './wave.ts';

/** What an operator may ask of a wave. */
export const waveActions = ['pause', 'resume', 'cancel'] as const;
export type WaveAction = (typeof waveActions)[number];

interface WaveMove {
  readonly from: readonly WaveState[];
  readonly to: WaveState;
  /** It is so already: asking again does no harm, and changes nothing. */
  readonly done: readonly WaveState[];
}

const moves: Readonly<Record<WaveAction, WaveMove>> = {
  pause: { from: ['scheduled', 'enrolling', 'enrolled'], to: 'paused', done: ['paused'] },
  resume: { from: ['paused'], to: 'scheduled', done: ['scheduled', 'enrolling', 'enrolled'] },
  cancel: {
    from: ['drafted', 'scheduled', 'enrolling', 'enrolled', 'paused'],
    to: 'cancelled',
    done: ['cancelled'],
  },
};

/** Where an action leads from a state, `done` where it leads nowhere since it is so already, undefined where it cannot be asked. */
export function moveOf(action: WaveAction, state: WaveState): WaveState | 'done' | undefined {
  const { from, to, done } = moves[action];
  if (done.includes(state)) return 'done';
  return from.includes(state) ? to : undefined;
}

/** What may be asked of a wave in this state, and would change it. */
export const actionsFor = (state: WaveState): readonly WaveAction[] =>
  waveActions.filter((action) => moves[action].from.includes(state));
