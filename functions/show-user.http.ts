import { userOperations } from '../shared/api/user-operations.ts';
import { adminRoute } from './admin-route.ts';
import { answerPerson } from './answer-person.ts';

/** Why somebody gets mail or does not, and all they have been sent. */
export const onShowUser = adminRoute(userOperations.showUser, async ({ params }, run, caller) =>
  answerPerson(params['id']!, caller, run),
);
