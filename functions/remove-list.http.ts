import { answerRemoval } from '../shared/api/list-answer.ts';
import { listOperations } from '../shared/api/list-operations.ts';
import { removeList } from '../shared/use-cases/replace-list.ts';
import { adminRoute, served } from './admin-route.ts';

/** Removes a list of people that the document does not name. */
export const removingList = served(listOperations.removeList, async ({ params }, run, { objectId: by }) => {
  const name = params['name']!;
  const { document } = await run.campaign.readAnew();
  return answerRemoval(await removeList({ name, by }, { document, now: run.clock.now(), ports: run }), name);
});

export const onRemoveList = adminRoute(removingList.operation, removingList.handler);
