import type { Fault } from '../../config/campaign-document.ts';
import { html, joinHtml } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, type PageShell } from './page-frame.ts';
import { code, notice, pageHref, text } from './page-parts.ts';

/** What stands in the place of every page while the campaign document cannot be read: by it everybody is judged. */
export function unreadablePage(shell: PageShell, faults: readonly Fault[]): Answer {
  const list = faults.map(({ path, message }) => html`<li>${code(path)} ${text(message)}</li>`);
  const mend = isOperator(shell)
    ? html`<p class="row"><a class="btn go" href="${text(pageHref('setup/document'))}">Mend the document</a></p>`
    : html``;
  const main = notice(
    'stop',
    html`<h1>Stopped: this version does not accept the stored campaign document.</h1>
      <p>
        No mail leaves, and nobody is enrolled; delivery reports are recorded. Once the document is mended all goes on
        by itself.
      </p>
      <ul>
        ${joinHtml(list)}
      </ul>
      ${mend}`,
  );
  return campaignPage(shell, { title: 'Stopped', main });
}
