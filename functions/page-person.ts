import type { ShownDiagnosis } from '../shared/api/page/diagnosis-section.ts';
import { confirmPersonPage, type PersonAction } from '../shared/api/page/person-changes.ts';
import { personPage } from '../shared/api/page/person-page.ts';
import { problemAnswer, type Answer } from '../shared/api/problem.ts';
import { notAnObjectId, unknownUser } from '../shared/api/user-answer.ts';
import { stepText } from '../shared/delivery/steps.ts';
import { isObjectId } from '../shared/use-cases/find-user.ts';
import { showUser } from '../shared/use-cases/show-user.ts';
import { segment } from '../shared/api/page/page-parts.ts';
import { noteLook } from './note-look.ts';
import type { OpenPage } from './page-shell.ts';
import { changingUser } from './change-user.http.ts';
import { change, reasonIn, type Result, type Sent } from './page-change.ts';

/** Somebody who is known, or why nobody can be shown. */
export async function shownPerson({ run, campaign }: OpenPage, id: string) {
  const userId = id.toLowerCase();
  if (!isObjectId(userId)) return { refusal: problemAnswer(notAnObjectId) };
  const journey = await run.recipients.readJourney(userId);
  if (journey.facts === undefined) return { refusal: problemAnswer(unknownUser(userId)) };
  return { shown: await showUser(journey, campaign, run.clock.now(), run) };
}

/** One person. Whoever may only look at one at a time leaves a row for each look. */
export async function showPerson(
  page: OpenPage,
  id: string,
  { done, diagnosis }: { readonly done?: string | undefined; readonly diagnosis?: ShownDiagnosis | undefined },
): Promise<Answer> {
  const person = await shownPerson(page, id);
  if ('refusal' in person) return person.refusal;
  await noteLook(person.shown.journey.userId, page.caller, page.run);
  return personPage(page.shell, { shown: person.shown, diagnosis, done });
}

export async function confirmPerson(page: OpenPage, id: string, action: PersonAction, step?: string): Promise<Answer> {
  const person = await shownPerson(page, id);
  if ('refusal' in person) return person.refusal;
  const read = stepText.safeParse(step);
  return confirmPersonPage(page.shell, person.shown, action, read.success ? read.data : undefined);
}

export const changePerson = (sent: Sent, action: 'exclude' | 'include' | 'resend'): Promise<Result> => {
  const id = sent.given[0]!.toLowerCase();
  const { step, liftSuppression, force } = sent.fields;
  const flags = { ...(liftSuppression && { liftSuppression: true }), ...(force && { force: true }) };
  const body = { ...reasonIn(sent), ...(action === 'resend' && { step, ...flags }) };
  return change(sent, changingUser, { params: { id, action }, body, goTo: `people/${segment(id)}?done=${action}` });
};
