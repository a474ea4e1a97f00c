import type { Fault } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import { mostNames } from '../../prepopulation/list-file.ts';
import type { ListPlan } from '../../use-cases/plan-list.ts';
import { describePlan, type DescribedList, type DescribedLists } from '../list-answer.ts';
import type { Answer } from '../problem.ts';
import { fileFaults, fileField, fileForm } from './file-form.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import {
  code,
  column,
  counted,
  facts,
  figure,
  lead,
  link,
  moment,
  notice,
  number,
  pageHref,
  section,
  segment,
  table,
  text,
} from './page-parts.ts';

const here = 'Lists of people';
const root = 'setup/lists';
const crumbs = [['setup', 'Setup']] as const;
const crumbsBelow = [...crumbs, [root, here]] as const;

const doneWords: Readonly<Record<string, string>> = {
  replaced: 'The list was uploaded. Mails go by it at once where the campaign document names it.',
  removed: 'The list was removed.',
};

export interface ListsView extends DescribedLists {
  readonly done?: string | undefined;
  readonly faults?: readonly Fault[];
}

/** The lists that operators have uploaded, and those that the document names in vain. */
export function listsPage(shell: PageShell, view: ListsView): Answer {
  const { done, faults = [] } = view;
  const words = done === undefined ? undefined : doneWords[done];
  const main = html`${words === undefined ? html`` : notice('warn', html`<p><b>${text(words)}</b></p>`)}
    ${fileFaults(faults)}
    <h1>Lists of people.</h1>
    ${lead(html`The campaign document includes or leaves out whoever is on a list, by ${code('audience.includeLists')} and ${code('audience.excludeLists')}.`)}
    ${missingNotice(view)} ${section('lists', html`Uploaded lists`, listsTable(shell, view))}
    ${isOperator(shell) ? section('upload', html`Upload a list`, uploadForm(shell)) : html``}`;
  return campaignPage(shell, { title: here, main, crumbs, here }, faults.length === 0 ? 200 : 400);
}

function missingNotice({ missing, unreadable }: DescribedLists): Html {
  const lines = [
    ...missing.map((name) => html`<li>Nobody has uploaded ${code(name)}, which the campaign document names.</li> `),
    ...unreadable.map((name) => html`<li>${code(name)} cannot be read: upload it again.</li> `),
  ];
  if (lines.length === 0) return html``;
  return notice(
    'stop',
    html`<h2>Lists are not there. No mail leaves while the campaign document names one of them.</h2>
      <ul>
        ${joinHtml(lines)}
      </ul>`,
  );
}

function listsTable({ clock }: PageShell, { lists }: DescribedLists): Html {
  if (lists.length === 0) return html`<p class="empty">No list was uploaded.</p>`;
  const columns = [column('Name'), figure('People'), column('Named in'), column('Uploaded')];
  const lines = lists.map((list) => [
    link(`${root}/${segment(list.name)}`, text(list.name)),
    peopleOf(list),
    namedWords(list),
    moment(list.changedAt, clock),
  ]);
  return table('Uploaded lists', columns, lines);
}

/** All of them, by object id. */
const peopleOf = ({ name, people }: DescribedList): Html =>
  html`<a href="${text(`/api/lists/${segment(name)}/people.csv`)}" download
    >${text(people)}<span class="hide"> as CSV</span></a
  >`;

const namedWords = ({ namedIn }: DescribedList): Html =>
  namedIn.length === 0 ? html`–` : joinHtml(namedIn.map((where) => html`${code(`audience.${where}`)} `));

const fileWords = html`<p>
  A column ${code('id')} (object ids), or ${code('userPrincipalName')} (at most ${text(mostNames)}). Other columns are
  not looked at. The file takes the place of the whole list.
</p>`;

const nameField = (name: string): Html =>
  html`<div class="field">
    <label for="name">Name: small letters, digits and -</label
    ><input
      type="text"
      id="name"
      name="name"
      value="${text(name)}"
      maxlength="40"
      pattern="[a-z][a-z0-9\\-]*"
      autocomplete="off"
      required
    />
  </div>`;

const uploadForm = (shell: PageShell): Html =>
  html`${fileWords}
  ${fileForm(
    shell,
    `${root}/plan`,
    html`${nameField('')}${fileField('CSV in UTF-8')}
      <div class="row"><button class="btn go" type="submit">Show what it changes</button></div>`,
  )}`;

/** One list, without its people: how to replace it, and how to remove it. */
export function listPage(shell: PageShell, list: DescribedList): Answer {
  const { name, changedAt, changedBy } = list;
  const main = html`<h1>${code(name)}</h1>
    ${facts([
      ['People', peopleOf(list)],
      ['Named in', namedWords(list)],
      ['Uploaded', moment(changedAt, shell.clock)],
      ['By', code(changedBy)],
    ])}
    ${isOperator(shell) ? changes(shell, list) : html``}`;
  return campaignPage(shell, { title: `List ${name}`, main, crumbs: crumbsBelow, here: name });
}

function changes(shell: PageShell, { name, namedIn }: DescribedList): Html {
  const replace = fileForm(
    shell,
    `${root}/plan`,
    html`<input type="hidden" name="name" value="${text(name)}" />${fileField('CSV in UTF-8')}
      <div class="row"><button class="btn go" type="submit">Show what it changes</button></div>`,
  );
  const remove =
    namedIn.length > 0
      ? html`<p>The campaign document names it: take it out there first.</p>`
      : postForm(
          shell,
          `${root}/${segment(name)}/remove`,
          html`<p>Nobody is judged by it. Its people are gone with it.</p>
            <div class="row"><button class="btn end" type="submit">Remove the list</button></div>`,
        );
  return html`${section('replace', html`Replace it`, html`${fileWords}${replace}`)}
  ${section('remove', html`Remove it`, remove)}`;
}

/** What the file makes of the list: with the same file again, this is what is confirmed. */
export function listPlanPage(shell: PageShell, name: string, plan: ListPlan): Answer {
  const { people, added, removed } = describePlan(plan);
  const change =
    added === undefined || removed === undefined
      ? html`The list that there is cannot be read.`
      : html`${text(counted(added, 'person comes', 'people come'))}, ${text(number(removed))} of before
        ${removed === 1 ? html`goes` : html`go`}.`;
  const main = html`<h1>The list ${code(name)} would have ${text(counted(people, 'person', 'people'))}.</h1>
    ${lead(html`${change} This is a plan. Nothing was changed.`)}
    ${section('rows', html`Rows to look at`, rowsOf(plan))}
    ${section('confirm', html`Upload it`, confirmForm(shell, name, plan))}`;
  return campaignPage(shell, { title: `Plan of ${name}`, main, crumbs: crumbsBelow, here: 'Plan' });
}

const mostNumbers = 50;

/** What was found, and in which rows; never what stands in them. */
function rowsOf(plan: ListPlan): Html {
  const { found, rows, meanings } = describePlan(plan);
  const kinds = Object.entries(found);
  if (kinds.length === 0) return html`<p class="empty">Every row names one person who is known.</p>`;
  const lines = kinds.map(([because, count]) => {
    const numbers = rows.filter((row) => row.because === because).map(({ row }) => String(row));
    const more = count > mostNumbers ? ', …' : '';
    return [
      html`${text(meanings[because]!)} ${code(because)}`,
      text(`${numbers.slice(0, mostNumbers).join(', ')}${more}`),
      text(count),
    ];
  });
  return table('Rows to look at', [column('What was found'), column('Rows'), figure('How many')], lines);
}

function confirmForm(shell: PageShell, name: string, { confirm }: ListPlan): Html {
  const back = html`<a class="btn" href="${text(pageHref(root))}">Leave it as it is</a>`;
  if (confirm === undefined)
    return html`<p>A row names nobody who is known: correct the file, and plan it again.</p>
      <p class="row">${back}</p>`;
  const form = fileForm(
    shell,
    `${root}/replace`,
    html`<input type="hidden" name="name" value="${text(name)}" /><input
        type="hidden"
        name="confirm"
        value="${text(confirm)}"
      />${fileField('The same file')}
      <div class="row"><button class="btn go" type="submit">Upload the list</button>${back}</div>`,
  );
  return html`<p>The plan holds for these people and the list of this moment.</p>
    ${form}`;
}
