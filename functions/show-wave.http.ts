import { jsonAnswer, problemAnswer } from '../shared/api/problem.ts';
import { describeNotice, describeWave, unknownWave } from '../shared/api/wave-answer.ts';
import { waveOperations } from '../shared/api/wave-operations.ts';
import { adminRoute } from './admin-route.ts';

/** One wave and how far its people have come. */
export const onShowWave = adminRoute(waveOperations.showWave, async ({ params }, run) => {
  const waveId = params['id']!;
  const wave = await run.waves.read(waveId);
  if (wave === undefined) return problemAnswer(unknownWave(waveId));
  const { rules } = await run.campaign.read();
  const { people: _all, ...progress } = await run.reports.readWave(waveId, rules.cadence);
  const notice = await run.notices.read(waveId);
  return jsonAnswer(200, { ...describeWave(wave), ...describeNotice(notice), progress });
});
