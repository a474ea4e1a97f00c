import type { Fault } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import { mostRows } from '../../prepopulation/contact-file.ts';
import type { PrepopulateAnswer } from '../../use-cases/prepopulate.ts';
import { additionsOf, isComplete } from '../prepopulate-answer.ts';
import type { Answer, Problem } from '../problem.ts';
import { contactRows, wordsMeaning } from './contact-rows.ts';
import { fileFaults, fileField, fileForm } from './file-form.ts';
import { campaignPage, type PageShell } from './page-frame.ts';
import { code, counted, lead, moment, notice, pageHref, section, text } from './page-parts.ts';

/** How the app is set. */
export interface ContactsSetting {
  /** Why nothing can be planned. */
  readonly barrier: Problem | undefined;
  readonly isDryRun: boolean;
  readonly needsTwoOperators: boolean;
}

const here = 'Phones and addresses';
const [root, plan, enter] = ['setup/contacts', 'setup/contacts/plan', 'setup/contacts/enter'] as const;
const crumbs = [['setup', 'Setup']] as const;
const crumbsBelow = [...crumbs, [root, here]] as const;

/** Where a file is chosen; or how to switch it on. */
export function contactsPage(shell: PageShell, setting: ContactsSetting, faults: readonly Fault[] = []): Answer {
  const main = html`${fileFaults(faults)}
    <h1>Enter phones and addresses that you know.</h1>
    ${lead(html`People for whom one is entered can reset their password without registering. What somebody has registered is never overwritten, and nothing is entered for admins and guests.`)}
    ${setting.barrier === undefined ? forms(shell, setting) : switchedOff(setting.barrier)}`;
  return campaignPage(shell, { title: here, main, crumbs, here }, faults.length === 0 ? 200 : 400);
}

const switchedOff = ({ title, detail }: Problem): Html =>
  notice(
    'warn',
    html`<h2>${text(title)}.</h2>
      <p>${text(detail)}</p>`,
  );

function forms(shell: PageShell, { needsTwoOperators }: ContactsSetting): Html {
  const first = fileForm(
    shell,
    plan,
    html`${fileField(`CSV in UTF-8, ${mostRows} rows at most`)}
      <div class="row"><button class="btn go" type="submit">Show the plan</button></div>`,
  );
  const columns = html`<p>
    Columns: ${code('userPrincipalName')} or ${code('id')}, and one or more of ${code('mobilePhone')},
    ${code('alternateMobilePhone')} (with the country code) and ${code('email')} (a private address). The file is read
    and not kept.
  </p>`;
  const second = fileForm(
    shell,
    enter,
    html`<div class="field">
        <label for="approval">The approval that the first operator was given</label
        ><input type="text" id="approval" name="approval" autocomplete="off" pattern="[0-9a-f]{32}" required />
      </div>
      ${fileField('The same file', 'approved')}
      <div class="row"><button class="btn" type="submit">Enter them</button></div>`,
  );
  return html`${section('plan', html`Plan a file`, html`${columns}${first}`)}
  ${
    needsTwoOperators
      ? section(
          'approve',
          html`Enter what another operator has planned`,
          html`<p>Two operators enter a file together: one plans it and asks, another one sends the same file.</p>
            ${second}`,
        )
      : html``
  }`;
}

const sum = (additions: Readonly<Record<string, number>>): number =>
  Object.values(additions).reduce((all, one) => all + one, 0);

type Planned = Extract<PrepopulateAnswer, { kind: 'dryRun' }>;

/** What the file would enter, row by row: with the same file again, this is what is confirmed. */
export function contactsPlanPage(shell: PageShell, { rows, confirm }: Planned, setting: ContactsSetting): Answer {
  const { people, additions } = additionsOf(rows, 'add');
  const whom = counted(people, 'person', 'people');
  const main = html`<h1>
      The file would enter ${text(counted(sum(additions), 'phone or address', 'phones and addresses'))} for
      ${text(whom)}.
    </h1>
    ${lead(html`This is a plan. Nothing was entered.`)} ${section('rows', html`Row by row`, contactRows(rows))}
    ${section('words', html`What the words mean`, wordsMeaning(rows))}
    ${section('enter', html`Enter them`, enterForm(shell, { confirm }, whom, setting))}`;
  return campaignPage(shell, { title: 'Plan of a file', main, crumbs: crumbsBelow, here: 'Plan' });
}

const back = html`<a class="btn" href="${text(pageHref(root))}">Choose another file</a>`;

function enterForm(
  shell: PageShell,
  { confirm }: Pick<Planned, 'confirm'>,
  whom: string,
  { isDryRun, needsTwoOperators }: ContactsSetting,
): Html {
  if (confirm === undefined)
    return html`<p>
        Nothing can be entered: a row is faulty, or there is nothing to enter. Correct the file, and plan it again.
      </p>
      <p class="row">${back}</p>`;
  if (isDryRun)
    return html`<p>The app is in dry run (${code('DRY_RUN')}): a file is planned, and nothing entered.</p>
      <p class="row">${back}</p>`;
  const says = needsTwoOperators
    ? html`A second operator then enters it, with the same file and the approval that you are given.`
    : html`Each of them is told of it by mail.`;
  return html`<p>The plan holds for this file alone. ${says}</p>
    ${fileForm(
      shell,
      enter,
      html`<input type="hidden" name="confirm" value="${text(confirm)}" />${fileField('The same file')}
        <div class="row">
          <button class="btn go" type="submit">
            ${needsTwoOperators ? html`Ask a second operator` : html`Enter for ${text(whom)}`}</button
          >${back}
        </div>`,
    )}`;
}

type Asked = Extract<PrepopulateAnswer, { kind: 'approvalAsked' }>;

/** What a second operator needs. */
export function contactsAskedPage(shell: PageShell, { approval, expiresAt }: Asked): Answer {
  const main = html`<h1>A second operator has to enter it.</h1>
    ${lead(html`Nothing was entered. Give the same file and this approval to somebody else with the role ${code('Campaign.Operate')}: it is good until ${moment(expiresAt, shell.clock)}.`)}
    <pre data-copy="Copy the approval">${text(approval)}</pre>
    <p>They open Setup, ${text(here)}, and send both.</p>
    <p class="row">${back}</p>`;
  return campaignPage(shell, { title: 'Asked for approval', main, crumbs: crumbsBelow, here: 'Asked' });
}

type Done = Extract<PrepopulateAnswer, { kind: 'done' }>;

/** What was asked for with the file: needed to finish what is left. */
export type Entering = Readonly<Partial<Record<'confirm' | 'approval', string>>>;

/** What was entered, row by row. What is left is entered by sending the same again. */
export function contactsDonePage(shell: PageShell, { rows, retryAfterSeconds }: Done, entering: Entering): Answer {
  const { people, additions } = additionsOf(rows, 'added');
  const complete = isComplete(rows);
  const entered = counted(sum(additions), 'phone or address was', 'phones and addresses were');
  const main = html`<h1>${text(entered)} entered for ${text(counted(people, 'person', 'people'))}.</h1>
    ${lead(complete ? html`The file is done. Each of them is told of it by mail.` : html`Something is left.`)}
    ${complete ? html`` : section('again', html`Finish it`, againForm(shell, entering, retryAfterSeconds))}
    ${section('rows', html`Row by row`, contactRows(rows))}
    ${section('words', html`What the words mean`, wordsMeaning(rows))}
    <p class="row">${back}</p>`;
  return campaignPage(shell, { title: 'Entered', main, crumbs: crumbsBelow, here: 'Entered' });
}

function againForm(shell: PageShell, entering: Entering, retryAfterSeconds: number | undefined): Html {
  const wait =
    retryAfterSeconds === undefined
      ? html``
      : html`Microsoft Graph asks to wait ${text(counted(retryAfterSeconds, 'second', 'seconds'))}.`;
  const hidden = Object.entries(entering).map(
    ([name, value]) => html`<input type="hidden" name="${text(name)}" value="${text(value)}" />`,
  );
  return html`<p>Send the same file again: what was entered is found, and nothing is entered twice. ${wait}</p>
    ${fileForm(
      shell,
      enter,
      html`${joinHtml(hidden)}${fileField('The same file')}
        <div class="row"><button class="btn go" type="submit">Enter what is left</button></div>`,
    )}`;
}
