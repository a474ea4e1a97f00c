import { jsonAnswer } from '../shared/api/problem.ts';
import { describeWave } from '../shared/api/wave-answer.ts';
import { waveOperations } from '../shared/api/wave-operations.ts';
import { adminRoute } from './admin-route.ts';

/** The waves, a page at a time. */
export const onListWaves = adminRoute(waveOperations.listWaves, async ({ query: { top, after = '' } }, run) => {
  const waves = (await run.waves.list()).filter(({ waveId }) => waveId > after);
  const page = waves.slice(0, top);
  const next = waves.length > top ? page.at(-1)?.waveId : undefined;
  return jsonAnswer(200, { waves: page.map(describeWave), next });
});
