import { app } from '@azure/functions';
import { readBody } from '../shared/admin/request-body.ts';
import { answerWave } from '../shared/admin/wave-answer.ts';
import { waveRequest } from '../shared/admin/wave-request.ts';
import { launchWave } from '../shared/use-cases/launch-wave.ts';
import { adminRoute } from './admin-route.ts';

/** Plans a wave (a dry run) or launches it. */
export const onLaunchWave = adminRoute('operator', async (request, run, caller) => {
  const body = readBody(await request.text(), waveRequest);
  if (!body.valid) return body.answer;
  const { document } = await run.campaign.read();
  const { limit, startsAt } = body.value;
  const answer = await launchWave({ ...body.value, limit, startsAt }, document, run.clock.now(), run);
  if (answer.kind === 'launched') {
    const { waveId } = answer.wave;
    run.journal.info('waveLaunched', { waveId, by: caller.objectId, people: answer.plan.selected.length });
  }
  return answerWave(answer);
});

app.http('launchWave', { route: 'waves', methods: ['POST'], authLevel: 'anonymous', handler: onLaunchWave });
