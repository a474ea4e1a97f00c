import { describeList, unknownList, unreadableList } from '../shared/api/list-answer.ts';
import { listOperations } from '../shared/api/list-operations.ts';
import { jsonAnswer, problemAnswer } from '../shared/api/problem.ts';
import { adminRoute } from './admin-route.ts';

/** One list of people, without them. */
export const onShowList = adminRoute(listOperations.showList, async ({ params }, run) => {
  const [{ document }, list] = await Promise.all([run.campaign.read(), run.namedLists.read(params['name']!)]);
  if (list === undefined || list === 'unreadable') return problemAnswer(list ? unreadableList : unknownList);
  return jsonAnswer(200, describeList(list, document));
});
