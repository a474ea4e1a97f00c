import { problemAnswer } from '../shared/api/problem.ts';
import { takeBody } from '../shared/api/request-body.ts';
import { tooManyDiagnoses, unknownUser } from '../shared/api/user-answer.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { diagnoseUser } from '../shared/use-cases/diagnose-user.ts';
import { showPerson } from './page-person.ts';
import { withPage, type Result, type Sent } from './page-change.ts';

/** Asks Microsoft Graph on a press, and shows the answer on the person's page. */
export const diagnose = (sent: Sent): Promise<Result> =>
  withPage(sent, async (page) => {
    const { run, campaign, caller } = page;
    const told = Object.fromEntries(
      ['code', 'event'].flatMap((name) => (sent.fields[name] ? [[name, sent.fields[name]]] : [])),
    );
    const read = takeBody(told, userOperations.diagnoseUser.query!);
    if (!read.valid) return read.answer;
    const userId = sent.given[0]!.toLowerCase();
    const request = { userId, tenantId: run.settings.admin.tenantId, cloud: run.mailOrigin.cloud, told: read.value };
    const question = JSON.stringify([userId, read.value.code, read.value.event]);
    const answer = await run.diagnoses.answer(question, caller.objectId, () =>
      diagnoseUser(request, campaign.rules.cadence, run.clock.now(), run),
    );
    if (answer.kind === 'tooMany') return problemAnswer(tooManyDiagnoses(answer.retryAfterSeconds));
    if (answer.kind === 'unknownUser') return problemAnswer(unknownUser(userId));
    const shown = { diagnosis: answer.diagnosis, checkedAt: answer.facts.now, ...read.value };
    return showPerson({ ...page, shell: { ...page.shell, path: `people/${userId}`, isAnswer: false } }, userId, {
      diagnosis: shown,
    });
  });
