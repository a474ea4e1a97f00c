import type { Fault } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import { mostRows } from '../../prepopulation/contact-file.ts';
import type { PrepopulateAnswer } from '../../use-cases/prepopulate.ts';
import { additionsOf, isComplete } from '../prepopulate-answer.ts';
import type { Answer } from '../problem.ts';
import { roles } from '../roles.ts';
import { contactRows } from './contact-rows.ts';
import { fileFaults, fileField, fileForm } from './file-form.ts';
import { campaignPage, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { code, joined, lead, moment, notice, pageHref, section, text } from './page-parts.ts';
import {
  approvalWords,
  contactPlanWords,
  contactsDoneWords,
  contactsOffWords,
  contactWords,
} from './words/contacts.ts';
import { fileWords } from './words/files.ts';
import { tabWords } from './words/frame.ts';

/** How the app is set. */
export interface ContactsSetting {
  /** Nothing can be planned. */
  readonly isSwitchedOff: boolean;
  readonly isDryRun: boolean;
  readonly needsTwoOperators: boolean;
}

const [root, plan, enter] = ['setup/contacts', 'setup/contacts/plan', 'setup/contacts/enter'] as const;
const crumbsOf = (language: PageLanguage) => [['setup', tabWords[language].setup]] as const;
const crumbsBelow = (language: PageLanguage) => [...crumbsOf(language), [root, contactWords[language].title]] as const;

/** Where a file is chosen; or how to switch it on. */
export function contactsPage(shell: PageShell, setting: ContactsSetting, faults: readonly Fault[] = []): Answer {
  const { language } = shell;
  const say = contactWords[language];
  const main = html`${fileFaults(faults, language)}
    <h1>${text(say.heading)}</h1>
    ${lead(text(say.lead))} ${setting.isSwitchedOff ? switchedOff(language) : forms(shell, setting)}`;
  return campaignPage(
    shell,
    { title: say.title, main, crumbs: crumbsOf(language), here: say.title },
    faults.length === 0 ? 200 : 400,
  );
}

function switchedOff(language: PageLanguage): Html {
  const { title, detail } = contactsOffWords[language];
  return notice(
    'warn',
    html`<h2>${text(title)}.</h2>
      <p>${text(detail)}</p>`,
  );
}

function forms(shell: PageShell, { needsTwoOperators }: ContactsSetting): Html {
  const [say, file] = [contactWords[shell.language], fileWords[shell.language]];
  const first = fileForm(
    shell,
    plan,
    html`${fileField(file.csvOf(mostRows))}
      <div class="row"><button class="btn go" type="submit">${text(say.show)}</button></div>`,
  );
  const who = say.or(code('userPrincipalName'), code('id'));
  const phones = joined([code('mobilePhone'), code('alternateMobilePhone')], ', ');
  const columns = html`<p>${say.columns(who, phones, code('email'))}</p>`;
  return html`${section('plan', text(say.plan), html`${columns}${first}`)}
  ${needsTwoOperators ? approveSection(shell) : html``}`;
}

function approveSection(shell: PageShell): Html {
  const say = contactWords[shell.language];
  const form = fileForm(
    shell,
    enter,
    html`<div class="field">
        <label for="approval">${text(say.approval)}</label
        ><input type="text" id="approval" name="approval" autocomplete="off" pattern="[0-9a-f]{32}" required />
      </div>
      ${fileField(fileWords[shell.language].same, 'approved')}
      <div class="row"><button class="btn" type="submit">${text(say.enter)}</button></div>`,
  );
  return section(
    'approve',
    text(say.approve),
    html`<p>${text(say.approveHow)}</p>
      ${form}`,
  );
}

const sum = (additions: Readonly<Record<string, number>>): number =>
  Object.values(additions).reduce((all, one) => all + one, 0);

type Planned = Extract<PrepopulateAnswer, { kind: 'dryRun' }>;

/** What the file would enter, row by row: with the same file again, this is what is confirmed. */
export function contactsPlanPage(shell: PageShell, { rows, confirm }: Planned, setting: ContactsSetting): Answer {
  const { language } = shell;
  const say = contactPlanWords[language];
  const { people, additions } = additionsOf(rows, 'add');
  const main = html`<h1>${text(say.heading(sum(additions), people))}</h1>
    ${lead(text(say.lead))} ${contactRows(rows, language)}
    ${section('enter', text(say.enter), enterForm(shell, confirm, people, setting))}`;
  return campaignPage(shell, { title: say.title, main, crumbs: crumbsBelow(language), here: say.here });
}

const back = (language: PageLanguage): Html =>
  html`<a class="btn" href="${text(pageHref(root))}">${text(contactWords[language].another)}</a>`;

function enterForm(
  shell: PageShell,
  confirm: string | undefined,
  people: number,
  { isDryRun, needsTwoOperators }: ContactsSetting,
): Html {
  const { language } = shell;
  const say = contactPlanWords[language];
  const barrier = confirm === undefined ? text(say.nothing) : isDryRun ? say.dryRun(code('DRY_RUN')) : undefined;
  if (barrier !== undefined)
    return html`<p>${barrier}</p>
      <p class="row">${back(language)}</p>`;
  return html`<p>${text(say.holds)} ${text(needsTwoOperators ? say.thenSecond : say.thenTold)}</p>
    ${fileForm(
      shell,
      enter,
      html`<input type="hidden" name="confirm" value="${text(confirm!)}" />${fileField(fileWords[language].same)}
        <div class="row">
          <button class="btn go" type="submit">${text(needsTwoOperators ? say.ask : say.button(people))}</button
          >${back(language)}
        </div>`,
    )}`;
}

type Asked = Extract<PrepopulateAnswer, { kind: 'approvalAsked' }>;

/** What a second operator needs. */
export function contactsAskedPage(shell: PageShell, { approval, expiresAt }: Asked): Answer {
  const { language, clock } = shell;
  const say = approvalWords[language];
  const main = html`<h1>${text(say.heading)}</h1>
    ${lead(say.lead(code(roles.operator), moment(expiresAt, clock)))}
    <pre data-copy="${text(say.copy)}">${text(approval)}</pre>
    <p>${text(say.next)}</p>
    <p class="row">${back(language)}</p>`;
  return campaignPage(shell, { title: say.title, main, crumbs: crumbsBelow(language), here: say.here });
}

type Done = Extract<PrepopulateAnswer, { kind: 'done' }>;

/** What was asked for with the file: needed to finish what is left. */
export type Entering = Readonly<Partial<Record<'confirm' | 'approval', string>>>;

/** What was entered, row by row. What is left is entered by sending the same again. */
export function contactsDonePage(shell: PageShell, { rows, retryAfterSeconds }: Done, entering: Entering): Answer {
  const { language } = shell;
  const say = contactsDoneWords[language];
  const { people, additions } = additionsOf(rows, 'added');
  const complete = isComplete(rows);
  const main = html`<h1>${text(say.heading(sum(additions), people))}</h1>
    ${lead(text(complete ? say.complete : say.left))}
    ${complete ? html`` : section('again', text(say.finish), againForm(shell, entering, retryAfterSeconds))}
    ${contactRows(rows, language)}
    <p class="row">${back(language)}</p>`;
  return campaignPage(shell, { title: say.title, main, crumbs: crumbsBelow(language), here: say.title });
}

function againForm(shell: PageShell, entering: Entering, retryAfterSeconds: number | undefined): Html {
  const say = contactsDoneWords[shell.language];
  const hidden = Object.entries(entering).map(
    ([name, value]) => html`<input type="hidden" name="${text(name)}" value="${text(value)}" />`,
  );
  return html`<p>${text(say.again)} ${text(retryAfterSeconds === undefined ? '' : say.wait(retryAfterSeconds))}</p>
    ${fileForm(
      shell,
      enter,
      html`${joinHtml(hidden)}${fileField(fileWords[shell.language].same)}
        <div class="row"><button class="btn go" type="submit">${text(say.button)}</button></div>`,
    )}`;
}
