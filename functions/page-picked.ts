import { excludePickedPage } from '../shared/api/page/people-picked.ts';
import { tickedIn } from '../shared/api/page/people-ticks.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { faultyProblem } from '../shared/api/request-body.ts';
import { isInFlight } from '../shared/delivery/message.ts';
import { isObjectId } from '../shared/use-cases/find-user.ts';
import { changingUser } from './change-user.http.ts';
import { change, reasonIn, withPage, type Result, type Sent } from './page-change.ts';

/** A list has fifty lines; whoever sends more by hand is held to what a page of names can be read for. */
const mostPicked = 200;

function pickedIn(sent: Sent): { readonly ids: readonly string[] } | { readonly refusal: Result } {
  const ids = tickedIn(sent.fields).filter((id) => isObjectId(id));
  if (ids.length > 0 && ids.length <= mostPicked) return { ids };
  const message = ids.length === 0 ? 'nobody is ticked' : `more than ${mostPicked} are ticked`;
  return { refusal: problemAnswer(faultyProblem('Nobody can be excluded so', [{ path: 'people', message }])) };
}

/** The names of those who were ticked, before they are excluded. A request to storage for each. */
export const pickPeople = (sent: Sent): Promise<Result> =>
  withPage(sent, async ({ shell, run }) => {
    const picked = pickedIn(sent);
    if ('refusal' in picked) return picked.refusal;
    const people = [];
    for (const userId of picked.ids) {
      const { facts, messages } = await run.recipients.readJourney(userId);
      if (facts === undefined) continue;
      people.push({ userId, name: facts.user.displayName, isInFlight: messages.some(isInFlight) });
    }
    return excludePickedPage(shell, people);
  });

/** Excludes them one by one, each as the operation does it, with the reason at each. */
export async function excludePicked(sent: Sent): Promise<Result> {
  const picked = pickedIn(sent);
  if ('refusal' in picked) return picked.refusal;
  let excluded = 0;
  for (const id of picked.ids) {
    const params = { id, action: 'exclude' };
    const result = await change(sent, changingUser, { params, body: reasonIn(sent), goTo: '' });
    if ('goTo' in result) excluded++;
    else if (result.status !== 404) return result;
  }
  return { goTo: `people?excluded=${excluded}` };
}
