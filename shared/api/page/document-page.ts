import { lineOf, linesOfJson, type JsonLines } from '../../config/json-lines.ts';
import type { CampaignDocument, Fault } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Foresight } from '../../use-cases/foresee-document.ts';
import type { Answer } from '../problem.ts';
import { consequencesOf } from './document-consequences.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import {
  apiLink,
  code,
  column,
  faultLine,
  lead,
  notice,
  pageHref,
  section,
  table,
  text,
  toldInEnglish,
} from './page-parts.ts';
import { differencesWords, documentWords } from './words/document.ts';
import { tabWords } from './words/frame.ts';

export interface DocumentView {
  readonly text: string;
  readonly etag: string;
  readonly faults: readonly Fault[];
}

const crumbsOf = (language: PageLanguage) => [['setup', tabWords[language].setup]] as const;

/** The document as it stands, or as it was typed: an operator edits it, with each fault above it and its line. */
export function documentPage(shell: PageShell, view: DocumentView): Answer {
  const { language } = shell;
  const say = documentWords[language];
  const { text: json, faults } = view;
  const body = isOperator(shell) ? editForm(shell, view) : html`<pre tabindex="0">${text(json)}</pre>`;
  const main = html`${faults.length === 0 ? html`` : faultNotice(json, faults, language)}
    <h1>${text(say.heading)}</h1>
    ${lead(html`${text(say.lead)} ${apiLink('campaign', say.byApi)}.`)} ${body}`;
  return campaignPage(
    shell,
    { title: say.title, main, crumbs: crumbsOf(language), here: say.here },
    faults.length === 0 ? 200 : 400,
  );
}

function editForm(shell: PageShell, { text: json, etag, faults }: DocumentView): Html {
  const say = documentWords[shell.language];
  return postForm(
    shell,
    'setup/document',
    html`<input type="hidden" name="etag" value="${text(etag)}" />
      <div class="field">
        <label for="document">${text(say.label)}</label
        ><textarea class="wide-text" id="document" name="document" rows="28" spellcheck="false">${text(json)}</textarea>
      </div>
      <div class="row">
        <button class="btn go" type="submit">${text(say.show)}</button
        ><a class="btn" href="${text(pageHref('setup'))}">${text(say.leave)}</a>
      </div>`,
    faults.length === 0 ? 'typed' : 'already',
  );
}

function faultNotice(json: string, faults: readonly Fault[], language: PageLanguage): Html {
  const found = linesOfJson(json);
  const lines = json.split('\n');
  return notice(
    'warn',
    html`<h2>${text(documentWords[language].faults(faults.length))}</h2>
      <ul>
        ${joinHtml(faults.map((fault) => faultItem(fault, lineOfFault(fault, found), lines, language)))}
      </ul>`,
  );
}

const lineOfFault = ({ path }: Fault, found: JsonLines): number | undefined => found.brokenOn ?? lineOf(found, path);

const longestLine = 160;

/** What is wrong, and the line as it was typed: it is found by its number in any editor. */
function faultItem(fault: Fault, line: number | undefined, lines: readonly string[], language: PageLanguage): Html {
  const typed = line === undefined ? '' : (lines[line - 1] ?? '').trim().slice(0, longestLine);
  const where = line === undefined ? html`` : html`<b>${text(documentWords[language].line(line))}</b> `;
  const shown = typed === '' ? html`` : html`<pre>${text(typed)}</pre>`;
  return html`<li>${where}${faultLine(fault)} ${shown}</li>`;
}

export interface DifferencesView {
  readonly text: string;
  readonly etag: string;
  readonly changes: Readonly<Record<string, string | number | boolean>>;
  /** Undefined where the stored document cannot be read: then there is nothing to compare with. */
  readonly before: CampaignDocument | undefined;
  readonly after: CampaignDocument;
  readonly foresight: Foresight | undefined;
}

/** What would change, field by field, and what would come of it, before it does. */
export function differencesPage(shell: PageShell, view: DifferencesView): Answer {
  const { language } = shell;
  const say = differencesWords[language];
  const lines = Object.entries(view.changes).map(([path, words]) => [code(path), toldInEnglish(String(words))]);
  const body =
    lines.length === 0
      ? html`<p class="empty">${text(say.none)}</p>`
      : table(say.changes, [column(say.field), column(say.change)], lines);
  const follows = html`${section('follows', text(say.follows), consequencesOf(view, language))}
  ${replaceForm(shell, view)}`;
  const main = html`<h1>${text(say.heading(lines.length))}</h1>
    ${lead(text(say.lead))} ${section('changes', text(say.changes), body)} ${lines.length === 0 ? html`` : follows}`;
  const crumbs = [...crumbsOf(language), ['setup/document', documentWords[language].here]] as const;
  return campaignPage(shell, { title: say.title, main, crumbs, here: say.title });
}

function replaceForm(shell: PageShell, view: DifferencesView): Html {
  const say = differencesWords[shell.language];
  return postForm(
    shell,
    'setup/document',
    html`<input type="hidden" name="etag" value="${text(view.etag)}" /><input
        type="hidden"
        name="confirmed"
        value="yes"
      /><textarea hidden name="document" aria-label="${text(say.document)}">${text(view.text)}</textarea>
      <div class="row">
        <button class="btn go" type="submit">${text(say.replace)}</button
        ><a class="btn" href="${text(pageHref('setup/document'))}">${text(documentWords[shell.language].leave)}</a>
      </div>`,
  );
}
