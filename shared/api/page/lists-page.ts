import type { Fault } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import { mostNames } from '../../prepopulation/list-file.ts';
import type { ListPlan } from '../../use-cases/plan-list.ts';
import { describePlan, type DescribedList, type DescribedLists } from '../list-answer.ts';
import type { Answer } from '../problem.ts';
import { fileFaults, fileField, fileForm } from './file-form.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import {
  amount,
  code,
  column,
  facts,
  figure,
  lead,
  link,
  moment,
  named,
  notice,
  pageHref,
  section,
  segment,
  table,
  text,
} from './page-parts.ts';
import { fileWords } from './words/files.ts';
import { tabWords } from './words/frame.ts';
import { listFileWords, listPlanWords, listRowWords, listsDoneWords, listsWords, listWords } from './words/lists.ts';

const root = 'setup/lists';
const crumbsOf = (language: PageLanguage) => [['setup', tabWords[language].setup]] as const;
const crumbsBelow = (language: PageLanguage) => [...crumbsOf(language), [root, listsWords[language].title]] as const;

export interface ListsView extends DescribedLists {
  readonly done?: string | undefined;
  readonly faults?: readonly Fault[];
}

/** The lists that operators have uploaded, and those that the document names in vain. */
export function listsPage(shell: PageShell, view: ListsView): Answer {
  const { language } = shell;
  const say = listsWords[language];
  const { done, faults = [] } = view;
  const main = html`${doneNotice(done, language)} ${fileFaults(faults, language)}
    <h1>${text(say.heading)}</h1>
    ${lead(say.lead(code('audience.includeLists'), code('audience.excludeLists')))} ${missingNotice(view, language)}
    ${section('lists', text(say.uploaded), listsTable(shell, view))}
    ${isOperator(shell) ? section('upload', text(say.upload), uploadForm(shell)) : html``}`;
  return campaignPage(
    shell,
    { title: say.title, main, crumbs: crumbsOf(language), here: say.title },
    faults.length === 0 ? 200 : 400,
  );
}

function doneNotice(done: string | undefined, language: PageLanguage): Html {
  const words: Readonly<Partial<Record<string, string>>> = listsDoneWords[language];
  const said = words[done ?? ''];
  return said === undefined ? html`` : notice('warn', html`<p><b>${text(said)}</b></p>`);
}

function missingNotice({ missing, unreadable }: DescribedLists, language: PageLanguage): Html {
  const say = listsWords[language];
  const lines = [
    ...missing.map((name) => html`<li>${say.notUploaded(code(name))}</li> `),
    ...unreadable.map((name) => html`<li>${say.unreadable(code(name))}</li> `),
  ];
  if (lines.length === 0) return html``;
  return notice(
    'stop',
    html`<h2>${text(say.missing)}</h2>
      <ul>
        ${joinHtml(lines)}
      </ul>`,
  );
}

function listsTable({ clock, language }: PageShell, { lists }: DescribedLists): Html {
  const say = listsWords[language];
  if (lists.length === 0) return html`<p class="empty">${text(say.none)}</p>`;
  const columns = [column(say.name), figure(say.people), column(say.namedIn), column(say.when)];
  const lines = lists.map((list) => [
    link(`${root}/${segment(list.name)}`, named(list.name)),
    peopleOf(list, language),
    namedWords(list),
    moment(list.changedAt, clock),
  ]);
  return table(say.uploaded, columns, lines);
}

/** All of them, by object id. */
const peopleOf = ({ name, people }: DescribedList, language: PageLanguage): Html =>
  html`<a href="${text(`/api/lists/${segment(name)}/people.csv`)}" download
    >${amount(people, language)}<span class="hide"> ${text(listsWords[language].asCsv)}</span></a
  >`;

const namedWords = ({ namedIn }: DescribedList): Html =>
  namedIn.length === 0 ? html`–` : joinHtml(namedIn.map((where) => html`${code(`audience.${where}`)} `));

const columnsOf = (language: PageLanguage): Html =>
  html`<p>${listFileWords[language].columns(code('id'), code('userPrincipalName'), mostNames)}</p>`;

const nameField = (language: PageLanguage): Html =>
  html`<div class="field">
    <label for="name">${text(listFileWords[language].name)}</label
    ><input type="text" id="name" name="name" maxlength="40" pattern="[a-z][a-z0-9\\-]*" autocomplete="off" required />
  </div>`;

/** The name stands in the form, or is given. */
function planForm(shell: PageShell, name: Html): Html {
  const { language } = shell;
  const show = html`<div class="row">
    <button class="btn go" type="submit">${text(listFileWords[language].show)}</button>
  </div>`;
  return html`${columnsOf(language)}
  ${fileForm(shell, `${root}/plan`, html`${name}${fileField(fileWords[language].csv)} ${show}`)}`;
}

const uploadForm = (shell: PageShell): Html => planForm(shell, nameField(shell.language));

/** One list, without its people: how to replace it, and how to remove it. */
export function listPage(shell: PageShell, list: DescribedList): Answer {
  const { language, clock } = shell;
  const [all, say] = [listsWords[language], listWords[language]];
  const { name, changedAt, changedBy } = list;
  const main = html`<h1>${code(name)}</h1>
    ${facts([
      [all.people, peopleOf(list, language)],
      [all.namedIn, namedWords(list)],
      [all.when, moment(changedAt, clock)],
      [all.by, code(changedBy)],
    ])}
    ${isOperator(shell) ? changes(shell, list) : html``}`;
  return campaignPage(shell, { title: say.title(name), main, crumbs: crumbsBelow(language), here: name });
}

const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${text(name)}" value="${text(value)}" />`;

function changes(shell: PageShell, { name, namedIn }: DescribedList): Html {
  const say = listWords[shell.language];
  const remove =
    namedIn.length > 0
      ? html`<p>${text(say.stillNamed)}</p>`
      : postForm(
          shell,
          `${root}/${segment(name)}/remove`,
          html`<p>${text(say.removeHow)}</p>
            <div class="row"><button class="btn end" type="submit">${text(say.button)}</button></div>`,
        );
  return html`${section('replace', text(say.replace), planForm(shell, hidden('name', name)))}
  ${section('remove', text(say.remove), remove)}`;
}

/** What the file makes of the list: with the same file again, this is what is confirmed. */
export function listPlanPage(shell: PageShell, name: string, plan: ListPlan): Answer {
  const { language } = shell;
  const say = listPlanWords[language];
  const { people, added, removed } = describePlan(plan);
  const change = added === undefined || removed === undefined ? say.unreadable : say.change(added, removed);
  const main = html`<h1>${say.heading(code(name), people)}</h1>
    ${lead(text(`${change} ${say.isPlan}`))} ${section('rows', text(say.rows), rowsOf(plan, language))}
    ${section('confirm', text(say.upload), confirmForm(shell, name, plan))}`;
  return campaignPage(shell, { title: say.title(name), main, crumbs: crumbsBelow(language), here: say.here });
}

const mostNumbers = 50;

/** What was found, and in which rows; never what stands in them. */
function rowsOf(plan: ListPlan, language: PageLanguage): Html {
  const say = listPlanWords[language];
  const { found, rows, meanings } = describePlan(plan, listRowWords[language]);
  const kinds = Object.entries(found);
  if (kinds.length === 0) return html`<p class="empty">${text(say.allKnown)}</p>`;
  const lines = kinds.map(([because, count]) => {
    const numbers = rows.filter((row) => row.because === because).map(({ row }) => String(row));
    const more = count > mostNumbers ? ', …' : '';
    return [
      html`${text(meanings[because]!)} ${code(because)}`,
      text(`${numbers.slice(0, mostNumbers).join(', ')}${more}`),
      amount(count, language),
    ];
  });
  return table(say.rows, [column(say.found), column(say.numbers), figure(say.count)], lines);
}

function confirmForm(shell: PageShell, name: string, { confirm }: ListPlan): Html {
  const say = listPlanWords[shell.language];
  const back = html`<a class="btn" href="${text(pageHref(root))}">${text(say.leave)}</a>`;
  if (confirm === undefined)
    return html`<p>${text(say.nobodyKnown)}</p>
      <p class="row">${back}</p>`;
  const form = fileForm(
    shell,
    `${root}/replace`,
    html`${hidden('name', name)}${hidden('confirm', confirm)}${fileField(fileWords[shell.language].same)}
      <div class="row"><button class="btn go" type="submit">${text(say.button)}</button>${back}</div>`,
  );
  return html`<p>${text(say.holds)}</p>
    ${form}`;
}
