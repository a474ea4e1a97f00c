import { csvAnswer } from '../shared/api/csv.ts';
import { unknownList, unreadableList } from '../shared/api/list-answer.ts';
import { listOperations } from '../shared/api/list-operations.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { readWholeList } from '../shared/use-cases/list-membership.ts';
import { adminRoute } from './admin-route.ts';

/** Everybody on a list, by object id. */
export const onListListed = adminRoute(listOperations.listListed, async ({ params }, run) => {
  const list = await run.namedLists.read(params['name']!);
  if (list === undefined) return problemAnswer(unknownList);
  const people = list === 'unreadable' ? undefined : await readWholeList(list, run.namedLists);
  if (people === undefined) return problemAnswer(unreadableList);
  const rows = Array.from({ length: people.size }, (_, n) => ({ id: people.idOf(n) }));
  return csvAnswer(`${params['name']!}.csv`, ['id'], rows);
});
