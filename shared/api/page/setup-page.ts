import type { CampaignDocument } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Check } from '../../preflight/check.ts';
import type { Pass } from '../../registration/pass.ts';
import type { DocumentFinding } from '../../use-cases/look-at-document.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, goesOnIf, isOperator, postForm, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import {
  amount,
  code,
  column,
  facts,
  lead,
  link,
  moment,
  named,
  notice,
  pageHref,
  section,
  table,
  tag,
  text,
  toldInEnglish,
  type TagKind,
} from './page-parts.ts';
import { checkNames } from './words/check-names.ts';
import { contactWords } from './words/contacts.ts';
import { tabWords } from './words/frame.ts';
import { goalWords } from './words/goals.ts';
import { listsWords } from './words/lists.ts';
import {
  checkStatusWords,
  documentFactWords,
  namedDocumentWords,
  passStateWords,
  readingWords,
  setupDoneWords,
  setupWords,
} from './words/setup.ts';

export interface SetupView {
  readonly document: CampaignDocument;
  /** What is to be said of the document that `CAMPAIGN_DOCUMENT` names. */
  readonly named: NamedDocument;
  readonly pass: Pass | undefined;
  readonly lastPass: Pass | undefined;
  /** Once they were asked for: it takes requests to Microsoft Graph. */
  readonly checks: readonly Check[] | undefined;
  readonly done: string | undefined;
  /** Given where the reader wants the page to stay as it is. */
  readonly still?: string | undefined;
}

interface NamedDocument {
  /** Without the query of an address. */
  readonly location: string;
  readonly finding: DocumentFinding;
}

/** Whether everything is there that the campaign needs, what it goes by, and when the tenant was read. */
export function setupPage(shell: PageShell, view: SetupView): Answer {
  const { language } = shell;
  const { checks } = view;
  const say = setupWords[language];
  const main = html`${doneNotice(view.done, language)}
    <h1>${text(checks === undefined ? say.heading : headOf(checks, language))}</h1>
    ${lead(text(say.lead))} ${checkForm(shell, checks === undefined ? say.check : say.checkAgain)}
    ${checks === undefined ? html`` : section('checks', text(say.checks), checkList(checks, language))}
    ${documentSection(shell, view)} ${section('files', text(say.files), filesSection(shell))}
    ${section('read', text(readingWords[language].title), html`<div data-live="read">${passSection(shell, view)}</div>`)}`;
  // Checks are the answer to a form: what a later reading would not have.
  const goesOn = goesOnIf(checks === undefined && view.pass?.state === 'reading', view.still);
  return campaignPage(shell, { title: tabWords[language].setup, main, goesOn });
}

function doneNotice(done: string | undefined, language: PageLanguage): Html {
  const words: Readonly<Partial<Record<string, string>>> = setupDoneWords[language];
  const said = words[done ?? ''];
  return said === undefined ? html`` : notice('warn', html`<p><b>${text(said)}</b></p>`);
}

const checkForm = (shell: PageShell, label: string): Html =>
  postForm(
    shell,
    'setup/preflight',
    html`<div class="row"><button class="btn go" type="submit">${text(label)}</button></div>`,
  );

function headOf(checks: readonly Check[], language: PageLanguage): string {
  const count = (status: Check['status']) => checks.filter((check) => check.status === status).length;
  return setupWords[language].headingOf(checks.length, count('fail'), count('warn'), count('pass'));
}

/** Failures first; what passes is folded. */
function checkList(checks: readonly Check[], language: PageLanguage): Html {
  const say = setupWords[language];
  const lines = (wanted: readonly Check['status'][]) =>
    wanted
      .flatMap((status) => checks.filter((check) => check.status === status))
      .map((check) => checkLine(check, language));
  const [open, passes] = [lines(['fail', 'warn']), lines(['pass'])];
  return html`${
      open.length === 0
        ? html`<p class="empty">${text(say.nothingWrong)}</p>`
        : html`<ol class="ladder">
            ${joinHtml(open)}
          </ol>`
    }
    <details>
      <summary>${text(say.passing(passes.length))}</summary>
      <ol class="ladder">
        ${joinHtml(passes)}
      </ol>
    </details>`;
}

const looks: Readonly<Record<Check['status'], TagKind>> = { pass: 'pass', warn: 'warn', fail: 'fail' };

const checkLine = ({ id, status, detail, remedy }: Check, language: PageLanguage): Html =>
  html`<li>
    ${tag(looks[status], checkStatusWords[language][status])}
    <p><b>${text(checkNames[language][id])}</b></p>
    <p><span class="soft">${named(detail)}</span>${remedy === undefined ? html`` : html` ${text(remedy)}`}</p>
  </li> `;

function documentSection(shell: PageShell, view: SetupView): Html {
  const say = setupWords[shell.language];
  const label = isOperator(shell) ? say.edit : say.readWhole;
  const beside = html`<p class="small"><a href="${text(pageHref('setup/document'))}">${text(label)}</a></p>`;
  const body = html`${documentFacts(view.document, shell.language)}${namedNotice(shell, view.named)}`;
  return section('document', text(say.document), body, { beside });
}

const groups = (ids: readonly string[], none: string): Html =>
  ids.length === 0 ? text(none) : joinHtml(ids.map((id) => html`${code(id)} `));

function documentFacts(document: CampaignDocument, language: PageLanguage): Html {
  const { audience, cadence, capacity, waves, holdoutPercent } = document;
  const say = documentFactWords[language];
  const { from, to } = cadence.quietHours;
  const planned = waves.map(
    ({ name, goal, startsOn }) => `${name} (${goal ? `${goalWords[language][goal]}, ` : ''}${startsOn})`,
  );
  return facts([
    [say.included, groups(audience.includeGroups, say.everyone)],
    [say.excluded, groups(audience.excludeGroups, say.noGroup)],
    [say.reminders, text(say.daysAfter(cadence.remindersAfterDays.join(', ')))],
    [say.quietHours, text(say.quiet(from, to, cadence.timeZone))],
    [say.capacity, text(say.pace(capacity.mailsPerHour, capacity.newRecipientsPerDay))],
    [say.breaker, text(say.pausesAt(capacity.pauseAtFailureRate * 100))],
    [say.comparison, text(say.heldOut(holdoutPercent))],
    [say.waves, text(planned.join(', ') || say.none)],
  ]);
}

/** The file was the campaign once: whoever edits it is to know that nothing comes of it. */
function namedNotice(shell: PageShell, { location, finding }: NamedDocument): Html {
  const say = namedDocumentWords[shell.language];
  if (finding.kind === 'unusable')
    return html`<p class="small soft">
      ${say.unusable(code('CAMPAIGN_DOCUMENT'), toldInEnglish(finding.faults.join(' ')))}
    </p>`;
  if (finding.kind !== 'overridden') return html``;
  const lines = Object.entries(finding.differences).map(([path, words]) => [code(path), toldInEnglish(String(words))]);
  const how = isOperator(shell) ? say.toLoad(link('setup/document', text(say.stored))) : text(say.operatorLoads);
  return html`${notice(
    'warn',
    html`<h3>${text(say.heading)}</h3>
      <p>${say.storedCounts(code(location))} ${how}</p>`,
  )}
  ${table(say.table, [column(say.field), column(say.change)], lines)}`;
}

/** What is uploaded as a file. */
function filesSection(shell: PageShell): Html {
  const { language } = shell;
  const say = setupWords[language];
  const lists = say.lists(link('setup/lists', text(listsWords[language].title)));
  const contacts = say.contacts(link('setup/contacts', text(contactWords[language].title)));
  return html`<ul class="says">
    <li>${lists}</li>
    ${isOperator(shell) ? html`<li>${contacts}</li>` : html``}
  </ul>`;
}

function passSection(shell: PageShell, { pass, lastPass }: SetupView): Html {
  const { clock, language } = shell;
  const say = readingWords[language];
  const last = lastPass === undefined ? text(say.never) : say.last(moment(lastPass.startedAt, clock));
  const button = html`<div class="row"><button class="btn" type="submit">${text(say.button)}</button></div>`;
  return html`<p>${last}</p>
    ${pass === undefined ? html`` : standingOf(pass, shell)}
    ${isOperator(shell) ? postForm(shell, 'setup/refresh', button) : html``}`;
}

function standingOf({ state, startedAt, page, collection }: Pass, { clock, language }: PageShell): Html {
  if (state === 'complete') return html``;
  const words = text(passStateWords[language][state]);
  return html`<p>
    ${readingWords[language].now(moment(startedAt, clock), words, amount(page, language), code(collection))}
  </p>`;
}
