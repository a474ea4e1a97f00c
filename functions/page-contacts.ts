import {
  contactsAskedPage,
  contactsDonePage,
  contactsPage,
  contactsPlanPage,
  type ContactsSetting,
} from '../shared/api/page/contacts-page.ts';
import { answerPrepopulation } from '../shared/api/prepopulate-answer.ts';
import { prepopulateOperations } from '../shared/api/prepopulate-operations.ts';
import { problemAnswer, type Answer } from '../shared/api/problem.ts';
import { readQuery } from '../shared/api/request-body.ts';
import { enterContacts } from './enter-contacts.ts';
import { fileIn, withPage, type Result, type Sent } from './page-change.ts';
import type { OpenPage } from './page-shell.ts';

const settingOf = ({ run: { settings } }: OpenPage): ContactsSetting => ({
  isSwitchedOff: !settings.prepopulation,
  isDryRun: settings.dryRun,
  needsTwoOperators: settings.twoOperators === 'prepopulation',
});

/** Where a file of phones and addresses is chosen. */
export const showContacts = (page: OpenPage): Answer => contactsPage(page.shell, settingOf(page));

const { prepopulate } = prepopulateOperations;

/** What a file would enter. Nothing is changed by it. */
export const planContacts = (sent: Sent): Promise<Result> => withContacts(sent, { dryRun: 'true' });

/** Exactly what was planned, with the same file; or it is asked for, where two operators are needed. */
export function enterContactsBy(sent: Sent): Promise<Result> {
  const { confirm, approval } = sent.fields;
  return withContacts(sent, { dryRun: 'false', ...(confirm && { confirm }), ...(approval && { approval }) });
}

const withContacts = (sent: Sent, asked: Readonly<Record<string, string>>): Promise<Result> =>
  withPage(sent, async (page) => {
    const query = readQuery(asked, prepopulate.query!);
    if (!query.valid) return query.answer;
    const csv = fileIn(sent, prepopulate);
    if (!csv.valid) return csv.answer;
    const answer = await enterContacts(query.value, csv.value, page.run, page.caller);
    return contactsAnswer(page, answer, asked);
  });

function contactsAnswer(
  page: OpenPage,
  answer: Awaited<ReturnType<typeof enterContacts>>,
  { dryRun: _, ...entering }: Readonly<Record<string, string>>,
): Answer {
  const { shell } = page;
  switch (answer.kind) {
    case 'dryRun':
      return contactsPlanPage(shell, answer, settingOf(page));
    case 'done':
      return contactsDonePage(shell, answer, entering);
    case 'approvalAsked':
      return contactsAskedPage(shell, answer);
    case 'faulty':
      return contactsPage(shell, settingOf(page), answer.faults);
    case 'barred':
      return problemAnswer(answer.problem);
    default:
      return answerPrepopulation(answer);
  }
}
