import { lineOf, linesOfJson, type JsonLines } from '../../config/json-lines.ts';
import type { CampaignDocument, Fault } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Foresight } from '../../use-cases/foresee-document.ts';
import type { Answer } from '../problem.ts';
import { consequencesOf } from './document-consequences.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import { apiLink, code, column, counted, lead, notice, number, pageHref, section, table, text } from './page-parts.ts';

export interface DocumentView {
  readonly text: string;
  readonly etag: string;
  readonly faults: readonly Fault[];
}

const crumbs = [['setup', 'Setup']] as const;

/** The document as it stands, or as it was typed: an operator edits it, with each fault above it and its line. */
export function documentPage(shell: PageShell, { text: json, etag, faults }: DocumentView): Answer {
  const body = isOperator(shell)
    ? postForm(
        shell,
        'setup/document',
        html`<input type="hidden" name="etag" value="${text(etag)}" />
          <div class="field">
            <label for="document">The document, as JSON</label
            ><textarea class="wide-text" id="document" name="document" rows="28" spellcheck="false">
${text(json)}</textarea>
          </div>
          <div class="row">
            <button class="btn go" type="submit">Show the differences</button
            ><a class="btn" href="${text(pageHref('setup'))}">Leave it as it is</a>
          </div>`,
        faults.length === 0 ? 'typed' : 'already',
      )
    : html`<pre tabindex="0">${text(json)}</pre>`;
  const main = html`${faults.length === 0 ? html`` : faultNotice(json, faults)}
    <h1>The campaign document.</h1>
    ${lead(html`Everything the campaign goes by. ${apiLink('campaign', 'The same by the API')}.`)} ${body}`;
  return campaignPage(
    shell,
    { title: 'Campaign document', main, crumbs, here: 'Document' },
    faults.length === 0 ? 200 : 400,
  );
}

function faultNotice(json: string, faults: readonly Fault[]): Html {
  const found = linesOfJson(json);
  const lines = json.split('\n');
  const count = counted(faults.length, 'fault', 'faults');
  return notice(
    'warn',
    html`<h2>The document has ${text(count)}. Nothing was changed.</h2>
      <ul>
        ${joinHtml(faults.map((fault) => faultItem(fault, found, lines)))}
      </ul>`,
  );
}

const longestLine = 160;

/** What is wrong, and the line as it was typed: it is found by its number in any editor. */
function faultItem({ path, message }: Fault, found: JsonLines, lines: readonly string[]): Html {
  const line = found.brokenOn ?? lineOf(found, path);
  const typed = line === undefined ? '' : (lines[line - 1] ?? '').trim().slice(0, longestLine);
  const shown = typed === '' ? html`` : html`<pre>${text(typed)}</pre>`;
  return html`<li>
    ${line === undefined ? html`` : html`<b>Line ${text(line)}</b> `}${code(path)} ${text(message)} ${shown}
  </li>`;
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
  const lines = Object.entries(view.changes).map(([path, words]) => [code(path), text(String(words))]);
  const form = postForm(
    shell,
    'setup/document',
    html`<input type="hidden" name="etag" value="${text(view.etag)}" /><input
        type="hidden"
        name="confirmed"
        value="yes"
      /><textarea hidden name="document" aria-label="The document">${text(view.text)}</textarea>
      <div class="row">
        <button class="btn go" type="submit">Replace the document</button
        ><a class="btn" href="${text(pageHref('setup/document'))}">Leave it as it is</a>
      </div>`,
  );
  const body =
    lines.length === 0
      ? html`<p class="empty">Nothing differs.</p>`
      : table('What changes', [column('Field'), column('Change')], lines);
  const main = html`<h1>${text(number(lines.length))} of its fields change.</h1>
    ${lead(html`Nothing has been changed yet.`)} ${section('changes', html`What changes`, body)}
    ${lines.length === 0 ? html`` : html`${section('follows', html`What follows`, consequencesOf(view))} ${form}`}`;
  return campaignPage(shell, {
    title: 'Differences',
    main,
    crumbs: [...crumbs, ['setup/document', 'Document']],
    here: 'Differences',
  });
}
