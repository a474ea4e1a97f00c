import { answerPrepopulation } from '../shared/api/prepopulate-answer.ts';
import { prepopulateOperations } from '../shared/api/prepopulate-operations.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { adminRoute } from './admin-route.ts';
import { enterContacts } from './enter-contacts.ts';

/** Plans what a file of phones and addresses adds to people's security info (a dry run), or adds what was planned. */
export const onPrepopulate = adminRoute(prepopulateOperations.prepopulate, async ({ query, body }, run, caller) => {
  const answer = await enterContacts(query, body, run, caller);
  return answer.kind === 'barred' ? problemAnswer(answer.problem) : answerPrepopulation(answer);
});
