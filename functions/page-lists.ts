import { answerList, describeList, faultyListName, unknownList, unreadableList } from '../shared/api/list-answer.ts';
import { listOperations } from '../shared/api/list-operations.ts';
import { listPage, listPlanPage, listsPage } from '../shared/api/page/lists-page.ts';
import { problemAnswer, type Answer } from '../shared/api/problem.ts';
import { describeLists } from './list-lists.http.ts';
import { change, fileIn, withPage, type Result, type Sent } from './page-change.ts';
import type { OpenPage } from './page-shell.ts';
import { removingList } from './remove-list.http.ts';
import { replacingList, uploadList } from './replace-list.http.ts';

/** The lists of people, and those that the document names in vain. */
export const showLists = async ({ shell, run }: OpenPage, done?: string): Promise<Answer> =>
  listsPage(shell, { ...(await describeLists(run)), done });

export async function showList({ shell, run, campaign }: OpenPage, name: string): Promise<Answer> {
  const list = await run.namedLists.read(name);
  if (list === undefined || list === 'unreadable') return problemAnswer(list ? unreadableList : unknownList);
  return listPage(shell, describeList(list, campaign.document));
}

const nameIn = ({ fields }: Sent): string => (fields['name'] ?? '').trim();

/** What a file would make of a list. Nothing is changed by it. */
export const planList = (sent: Sent): Promise<Result> =>
  withPage(sent, async ({ shell, campaign: { document }, run, caller }) => {
    const name = nameIn(sent);
    const faulty = faultyListName(name);
    if (faulty) return problemAnswer(faulty);
    const csv = fileIn(sent, listOperations.replaceList);
    if (!csv.valid) return csv.answer;
    const upload = { name, dryRun: true, by: caller.objectId };
    const answer = await uploadList(upload, csv.value, document, run);
    if (answer.kind === 'planned') return listPlanPage(shell, name, answer.plan);
    if (answer.kind === 'faulty') return listsPage(shell, { ...(await describeLists(run)), faults: answer.faults });
    return answerList(answer, document);
  });

/** Exactly what was planned, or nothing. */
export function replaceListBy(sent: Sent): Promise<Result> {
  const { confirm = '', file = '' } = sent.fields;
  return change(sent, replacingList, {
    params: { name: nameIn(sent) },
    query: { dryRun: 'false', confirm },
    body: file,
    goTo: 'setup/lists?done=replaced',
  });
}

export const removeListBy = (sent: Sent): Promise<Result> =>
  change(sent, removingList, { params: { name: sent.given[0]! }, body: undefined, goTo: 'setup/lists?done=removed' });
