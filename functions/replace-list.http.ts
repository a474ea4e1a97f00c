import { answerList, faultyListName } from '../shared/api/list-answer.ts';
import { listOperations } from '../shared/api/list-operations.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import type { Invocation } from '../shared/app.ts';
import type { CampaignDocument } from '../shared/config/campaign-document.ts';
import type { ListAnswer, ListUpload } from '../shared/use-cases/replace-list.ts';
import { adminRoute, served } from './admin-route.ts';

/** Plans what a file makes of a list of people (a dry run), or makes it. */
export const replacingList = served(
  listOperations.replaceList,
  async ({ params, query, body }, run, { objectId: by }) => {
    const name = params['name']!;
    const faulty = faultyListName(name);
    if (faulty) return problemAnswer(faulty);
    const { document } = await run.campaign.readAnew();
    return answerList(await uploadList({ ...query, name, by }, body, document, run), document);
  },
);

export const onReplaceList = adminRoute(replacingList.operation, replacingList.handler);

export async function uploadList(
  upload: Omit<ListUpload, 'file'>,
  csv: string,
  document: CampaignDocument,
  run: Invocation,
): Promise<ListAnswer> {
  // Rarely needed: loaded when it is.
  const [{ readListFile }, { replaceList }] = await Promise.all([
    import('../shared/prepopulation/list-file.ts'),
    import('../shared/use-cases/replace-list.ts'),
  ]);
  return replaceList({ ...upload, file: readListFile(csv) }, { document, now: run.clock.now(), ports: run });
}
