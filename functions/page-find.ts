import { peoplePage } from '../shared/api/page/people-page.ts';
import { segment } from '../shared/api/page/page-parts.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { takeBody } from '../shared/api/request-body.ts';
import { mayAct } from '../shared/api/roles.ts';
import { unknownUser } from '../shared/api/user-answer.ts';
import { throttledProblem } from '../shared/api/wave-answer.ts';
import { userOperations } from '../shared/api/user-operations.ts';
import { findUser } from '../shared/use-cases/find-user.ts';
import { searchPeople } from '../shared/use-cases/search-people.ts';
import { withPage, type Result, type Sent } from './page-change.ts';

/** One person leads to their page; several are listed, for whoever may see lists. */
export const find = (sent: Sent): Promise<Result> =>
  withPage(sent, async ({ shell, run, caller }) => {
    const name = (sent.fields['name'] ?? '').trim().slice(0, 120);
    const read = takeBody({ name }, userOperations.findUser.body!);
    if (!read.valid) return read.answer;
    const found = await findUser(name, run);
    if (found.kind === 'throttled') return problemAnswer(throttledProblem(found.retryAfterSeconds));
    if (found.kind === 'found') return { goTo: `people/${segment(found.journey.userId)}` };
    if (!mayAct(caller.roles, 'reader')) return problemAnswer(unknownUser(name));
    const people = await searchPeople(name, run);
    if ('throttled' in people) return problemAnswer(throttledProblem(people.retryAfterSeconds));
    const [only, ...others] = people;
    if (only && others.length === 0) return { goTo: `people/${segment(only.userId)}` };
    return peoplePage(shell, { filter: {}, listed: undefined, waves: [], found: people });
  });
