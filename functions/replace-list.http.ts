import { answerList, faultyListName } from '../shared/api/list-answer.ts';
import { listOperations } from '../shared/api/list-operations.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { adminRoute, served } from './admin-route.ts';

/** Plans what a file makes of a list of people (a dry run), or makes it. */
export const replacingList = served(
  listOperations.replaceList,
  async ({ params, query, body }, run, { objectId: by }) => {
    const name = params['name']!;
    const faulty = faultyListName(name);
    if (faulty) return problemAnswer(faulty);
    // Rarely needed: loaded when it is.
    const [{ readListFile }, { replaceList }] = await Promise.all([
      import('../shared/prepopulation/list-file.ts'),
      import('../shared/use-cases/replace-list.ts'),
    ]);
    const { document } = await run.campaign.readAnew();
    const upload = { ...query, name, by, file: readListFile(body) };
    return answerList(await replaceList(upload, { document, now: run.clock.now(), ports: run }), document);
  },
);

export const onReplaceList = adminRoute(replacingList.operation, replacingList.handler);
