import { jsonAnswer, problemAnswer, unknownAction } from '../shared/api/problem.ts';
import { describeWave, unknownWave, wrongWaveState } from '../shared/api/wave-answer.ts';
import { waveOperations } from '../shared/api/wave-operations.ts';
import { audited } from '../shared/use-cases/audited.ts';
import { waveActions } from '../shared/campaign/wave-actions.ts';
import { changeWave } from '../shared/use-cases/change-wave.ts';
import { countForCaller } from '../shared/use-cases/count-figures.ts';
import { adminRoute, served } from './admin-route.ts';

const audit = { pause: 'pauseWave', resume: 'resumeWave', cancel: 'cancelWave' } as const;

/** Pauses, resumes or cancels a wave. */
export const changingWave = served(waveOperations.changeWave, async ({ params, body }, run, { objectId }) => {
  const waveId = params['id']!;
  const action = waveActions.find((one) => one === params['action']);
  if (action === undefined) return problemAnswer(unknownAction(params['action']!, waveActions));
  const now = run.clock.now();
  const change = await audited(
    {
      by: objectId,
      action: audit[action],
      target: waveId.slice(0, 80),
      ...(body.because && { details: { because: body.because } }),
    },
    { now, ports: run },
    () => changeWave(waveId, action, now, run),
    ({ kind }) => ({ outcome: kind === 'changed' ? 'done' : 'refused' }),
  );
  if (change.kind === 'unknownWave') return problemAnswer(unknownWave(waveId));
  if (change.kind === 'notPossible') return problemAnswer(wrongWaveState(action, change.state));
  await countForCaller((await run.campaign.readAnew()).rules.cadence, run);
  return jsonAnswer(200, describeWave(change.wave));
});

export const onChangeWave = adminRoute(changingWave.operation, changingWave.handler);
