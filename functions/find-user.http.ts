import { userOperations } from '../shared/api/user-operations.ts';
import { adminRoute } from './admin-route.ts';
import { answerPerson } from './answer-person.ts';

/** The same of somebody by sign-in name, which stands in the body: an address of the API gets into logs and telemetry. */
export const onFindUser = adminRoute(userOperations.findUser, async ({ body }, run, caller) =>
  answerPerson(body.name, caller, run),
);
