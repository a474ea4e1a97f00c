import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Fault } from '../../config/campaign-document.ts';
import type { PageShell } from './page-frame.ts';
import { code, counted, named, notice, pageHref, text } from './page-parts.ts';

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
export const fileFaults = (faults: readonly Fault[]): Html =>
  faults.length === 0
    ? html``
    : notice(
        'warn',
        html`<h2>The file has ${text(counted(faults.length, 'fault', 'faults'))}. Nothing was changed.</h2>
          <ul>
            ${joinHtml(faults.map(({ path, message }) => html`<li>${code(path)} ${named(message)}</li> `))}
          </ul>`,
      );
