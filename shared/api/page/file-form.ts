import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Fault } from '../../config/campaign-document.ts';
import type { PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { faultLine, notice, pageHref, text } from './page-parts.ts';
import { fileWords } from './words/files.ts';

/** A form with a file, which is read, never kept. Its token holds for this caller, this path and an hour. */
export const fileForm = (shell: Pick<PageShell, 'tokenFor'>, path: string, content: Html): Html =>
  html`<form method="post" enctype="multipart/form-data" action="${text(pageHref(path))}">
    <input type="hidden" name="token" value="${text(shell.tokenFor(path))}" />${content}
  </form>`;

export const fileField = (label: string, id = 'file'): Html =>
  html`<div class="field">
    <label for="${text(id)}">${text(label)}</label
    ><input type="file" id="${text(id)}" name="file" accept=".csv,text/csv" required />
  </div>`;

/** What is wrong with a file as a whole. It is chosen again, since no page may put a file into a form. */
export const fileFaults = (faults: readonly Fault[], language: PageLanguage): Html =>
  faults.length === 0
    ? html``
    : notice(
        'warn',
        html`<h2>${text(fileWords[language].faulty(faults.length))}</h2>
          <ul>
            ${joinHtml(faults.map((fault) => html`<li>${faultLine(fault)}</li> `))}
          </ul>`,
      );
