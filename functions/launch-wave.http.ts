import { answerWave } from '../shared/api/wave-answer.ts';
import { waveOperations } from '../shared/api/wave-operations.ts';
import { waveIdOf } from '../shared/campaign/wave.ts';
import { audited } from '../shared/use-cases/audited.ts';
import { launchWave, type WaveAnswer } from '../shared/use-cases/launch-wave.ts';
import { adminRoute, served } from './admin-route.ts';

/** Plans a wave (a dry run), or launches one that was planned. */
export const launchingWave = served(waveOperations.launchWave, async ({ body }, run, { objectId }) => {
  const now = run.clock.now();
  const campaign = await run.campaign.readAnew();
  const { limit, startsAt, confirm } = body;
  const launch = () => launchWave({ ...body, limit, startsAt, confirm }, campaign, now, run);
  if (body.dryRun) return answerWave(await launch());
  const asked = { by: objectId, action: 'launchWave', target: waveIdOf(body.name) } as const;
  return answerWave(await audited(asked, { now, ports: run }, launch, outcomeOf));
});

export const onLaunchWave = adminRoute(launchingWave.operation, launchingWave.handler);

const outcomeOf = (answer: WaveAnswer) =>
  answer.kind === 'launched'
    ? ({ outcome: 'done', details: { people: answer.plan.selected.length } } as const)
    : ({ outcome: 'refused', details: { because: answer.kind } } as const);
