import { csvAnswer } from '../shared/api/csv.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { answerWave, unknownWave } from '../shared/api/wave-answer.ts';
import { waveOperations } from '../shared/api/wave-operations.ts';
import { waveRecipientColumns, waveRecipientRow } from '../shared/api/wave-recipients.ts';
import { listWaveRecipients } from '../shared/use-cases/list-wave-recipients.ts';
import { adminRoute } from './admin-route.ts';

/** Everyone the wave is for, with how far they have come or why they are left out. */
export const onListWaveRecipients = adminRoute(waveOperations.listWaveRecipients, async ({ params }, run) => {
  const waveId = params['id']!;
  const wave = await run.waves.read(waveId);
  if (wave === undefined) return problemAnswer(unknownWave(waveId));
  const campaign = await run.campaign.read();
  const answer = await listWaveRecipients(wave, { campaign, now: run.clock.now(), ports: run }, waveRecipientRow);
  return answer.kind === 'rows' ? csvAnswer(`${waveId}.csv`, waveRecipientColumns, answer.rows) : answerWave(answer);
});
