import { describeList, type DescribedLists } from '../shared/api/list-answer.ts';
import { listOperations } from '../shared/api/list-operations.ts';
import { jsonAnswer } from '../shared/api/problem.ts';
import type { Invocation } from '../shared/app.ts';
import { listsOf } from '../shared/use-cases/start-pass.ts';
import { adminRoute } from './admin-route.ts';

/** The lists of people, and those that the document names in vain. */
export const onListLists = adminRoute(listOperations.listLists, async (_input, run) =>
  jsonAnswer(200, await describeLists(run)),
);

export async function describeLists(run: Invocation): Promise<DescribedLists> {
  const [{ document }, { lists, unreadable }] = await Promise.all([run.campaign.read(), run.namedLists.list()]);
  const known = new Set([...lists.map(({ name }) => name), ...unreadable]);
  const missing = listsOf(document.audience).filter((name) => !known.has(name));
  return { lists: lists.map((list) => describeList(list, document)), unreadable, missing };
}
