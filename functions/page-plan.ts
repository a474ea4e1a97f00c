import { driftPage } from '../shared/api/page/drift-page.ts';
import { linesIn, planFormPage, planPage, typedAbove, type PlanFields } from '../shared/api/page/plan-page.ts';
import { segment } from '../shared/api/page/page-parts.ts';
import { problemAnswer, type Answer } from '../shared/api/problem.ts';
import { faultyProblem, takeBody } from '../shared/api/request-body.ts';
import { answerWave, driftIn, throttledProblem } from '../shared/api/wave-answer.ts';
import { waveOperations } from '../shared/api/wave-operations.ts';
import { waveRequest } from '../shared/api/wave-request.ts';
import { waveIdOf } from '../shared/campaign/wave.ts';
import { isObjectId } from '../shared/use-cases/find-user.ts';
import { launchWave } from '../shared/use-cases/launch-wave.ts';
import { previewFirstMail } from '../shared/use-cases/preview-first-mail.ts';
import { launchingWave } from './launch-wave.http.ts';
import { change, withPage, type Result, type Sent } from './page-change.ts';
import type { OpenPage } from './page-shell.ts';
import { planFieldsIn, requestOf } from './page-plan-fields.ts';

/** Groups by the beginning of their name, of which one is put into the form. Nothing that was typed is lost. */
async function findGroups({ fields: typed }: Sent, { shell, run }: OpenPage, fields: PlanFields): Promise<Answer> {
  const { add, groupName = '' } = typed;
  if (add && isObjectId(add.toLowerCase()))
    return planFormPage(shell, { ...fields, groups: [...linesIn(fields.groups), add.toLowerCase()].join('\n') });
  const read = takeBody({ text: groupName }, waveOperations.searchGroups.body!);
  if (!read.valid) return planFormPage(shell, fields, [{ kind: 'groupNameMissing' }]);
  const found = await run.groups.searchGroups(read.value.text);
  if (found !== 'notGranted' && 'throttled' in found) return problemAnswer(throttledProblem(found.retryAfterSeconds));
  return planFormPage(shell, fields, [], { wanted: read.value.text, found });
}

/** A dry run, laid out. Sending the form again plans again; nothing is changed by it. */
export const planWave = (sent: Sent): Promise<Result> =>
  withPage(sent, async (page) => {
    const { shell, campaign, run } = page;
    const fields = planFieldsIn(sent.fields);
    if (sent.fields['find'] || sent.fields['add']) return findGroups(sent, page, fields);
    const now = run.clock.now();
    const read = waveRequest.safeParse({ ...requestOf(fields, campaign.document, now), dryRun: true });
    if (!read.success)
      return planFormPage(
        shell,
        fields,
        read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      );
    const { limit, startsAt } = read.data;
    const answer = await launchWave({ ...read.data, limit, startsAt, confirm: undefined }, campaign, now, run);
    if (answer.kind === 'dryRun') {
      const [first] = answer.outlook.sample;
      const context = { origin: run.mailOrigin, now };
      const mail = await previewFirstMail(first?.userId, answer.goal, campaign, context, run);
      return planPage(shell, fields, answer, mail);
    }
    if (answer.kind === 'faulty') return planFormPage(shell, fields, answer.faults);
    if (answer.kind === 'noSuchGroup') return planFormPage(shell, fields, [answer]);
    return answerWave(answer);
  });

/** Exactly what was planned, or nobody. Above a thousand people their number is typed. */
export const launch = (sent: Sent): Promise<Result> =>
  withPage(sent, async ({ shell, campaign, run }) => {
    const fields = planFieldsIn(sent.fields);
    const confirm = sent.fields['confirm'] ?? '';
    const count = (await run.plans.find(confirm))?.userIds.length ?? 0;
    if (count > typedAbove && Number((sent.fields['typed'] ?? '').replaceAll(/[\s,.]/g, '')) !== count)
      return problemAnswer(
        faultyProblem('The number was not typed as it is', [{ path: 'typed', message: `is not ${count}` }]),
      );
    const body = { ...requestOf(fields, campaign.document, run.clock.now()), dryRun: false, confirm };
    const goTo = `waves/${segment(waveIdOf(fields.name))}?done=launch`;
    const answer = await change(sent, launchingWave, { params: {}, body, goTo });
    const drift = 'goTo' in answer ? undefined : driftIn(answer);
    return drift === undefined ? answer : driftPage(shell, fields, drift);
  });
