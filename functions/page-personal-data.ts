import { problemAnswer, type Answer } from '../shared/api/problem.ts';
import { erasePersonPage, exportPersonPage, typedToErase } from '../shared/api/page/personal-data.ts';
import { segment } from '../shared/api/page/page-parts.ts';
import { faultyProblem } from '../shared/api/request-body.ts';
import { erasingUser } from './erase-user.http.ts';
import { exportingUser } from './export-user.http.ts';
import { answerOf, change, type Result, type Sent } from './page-change.ts';
import { shownPerson } from './page-person.ts';
import type { OpenPage } from './page-shell.ts';

const confirmPages = { export: exportPersonPage, erase: erasePersonPage };

/** What an export holds, or what erasing takes away, before it is done. */
export async function confirmPersonalData(
  page: OpenPage,
  id: string,
  action: keyof typeof confirmPages,
): Promise<Answer> {
  const person = await shownPerson(page, id);
  return 'refusal' in person ? person.refusal : confirmPages[action](page.shell, person.shown.journey);
}

/** The answer of the API as a file, called by the object id: names do not belong into the names of files. */
export async function exportBy(sent: Sent): Promise<Result> {
  const id = sent.given[0]!.toLowerCase();
  const answer = await answerOf(sent, exportingUser, { params: { id }, body: undefined });
  if (answer.status >= 400) return answer;
  return { ...answer, headers: { ...answer.headers, 'content-disposition': `attachment; filename="${id}.json"` } };
}

/** What cannot be undone is typed. Whoever is erased has nothing left to type, and may be erased again. */
export async function eraseBy(sent: Sent): Promise<Result> {
  const id = sent.given[0]!.toLowerCase();
  const typed = (sent.fields['typed'] ?? '').trim().toLowerCase();
  const journey = await sent.run.recipients.readJourney(id);
  if (!journey.facts?.user.isErased && typed !== typedToErase(journey).toLowerCase())
    return problemAnswer(
      faultyProblem('What was typed is somebody else', [{ path: 'typed', message: 'is not the sign-in name' }]),
    );
  return change(sent, erasingUser, { params: { id }, body: undefined, goTo: `people/${segment(id)}?done=erase` });
}
