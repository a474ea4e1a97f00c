import type { Fault } from '../../config/campaign-document.ts';
import { html, joinHtml } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, type PageShell } from './page-frame.ts';
import { code, inEnglish, notice, pageHref, text } from './page-parts.ts';
import { unreadableWords } from './words/unreadable.ts';

/** What stands in the place of every page while the campaign document cannot be read: by it everybody is judged. */
export function unreadablePage(shell: PageShell, faults: readonly Fault[]): Answer {
  const say = unreadableWords[shell.language];
  const list = faults.map(({ path, message }) => html`<li>${code(path)} ${inEnglish(message)}</li>`);
  const mend = isOperator(shell)
    ? html`<p class="row"><a class="btn go" href="${text(pageHref('setup/document'))}">${text(say.mend)}</a></p>`
    : html``;
  const main = notice(
    'stop',
    html`<h1>${text(say.heading)}</h1>
      <p>${text(say.meaning)}</p>
      <ul>
        ${joinHtml(list)}
      </ul>
      ${mend}`,
  );
  return campaignPage(shell, { title: say.title, main });
}
