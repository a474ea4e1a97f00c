import { answerPrepopulation, barrierTo } from '../shared/api/prepopulate-answer.ts';
import { longestAnswerMs, prepopulateOperations } from '../shared/api/prepopulate-operations.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { adminRoute } from './admin-route.ts';

/** Plans what a file of phones and addresses adds to people's security info (a dry run), or adds what was planned. */
export const onPrepopulate = adminRoute(
  prepopulateOperations.prepopulate,
  async ({ query, body }, run, { objectId: by, isUser }) => {
    const answerBy = performance.now() + longestAnswerMs;
    const barrier = barrierTo(query, run.settings);
    if (barrier) return problemAnswer(barrier);
    // Rarely needed, and with the numbering plans of all countries: loaded when it is.
    const [{ readContactFile }, { prepopulate }] = await Promise.all([
      import('../shared/prepopulation/contact-file.ts'),
      import('../shared/use-cases/prepopulate.ts'),
    ]);
    const file = readContactFile(body);
    if (file.kind === 'faulty') return answerPrepopulation(file);
    const { document } = await run.campaign.readAnew();
    const ports = { ...run, isOvertime: () => performance.now() > answerBy };
    const needsTwoOperators = run.settings.twoOperators === 'prepopulation';
    const deploymentId = await run.ownStorage.deploymentId();
    const request = { ...query, file, by, isUser, needsTwoOperators, deploymentId };
    return answerPrepopulation(await prepopulate(request, document, run.clock.now(), ports));
  },
);
