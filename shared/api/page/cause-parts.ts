import type { Cause, CauseId } from '../../diagnosis/cause.ts';
import { resetCodes } from '../../diagnosis/reset-code.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { text } from './page-parts.ts';
import { causeWords } from './words/causes.ts';
import { causeFactWords } from './words/error-table.ts';
import { ownerWords } from './words/owners.ts';

/** What the page of the reset showed to somebody. */
export function codeField(chosen: string | undefined, language: PageLanguage): Html {
  const say = causeFactWords[language];
  const codes = resetCodes.map(
    (one) => html`<option value="${text(one)}" ${one === chosen ? html` selected` : html``}>${text(one)}</option>`,
  );
  return html`<div>
    <label for="code">${text(say.code)}</label
    ><select id="code" name="code">
      <option value="">${text(say.notKnown)}</option>
      ${joinHtml(codes)}
    </select>
  </div>`;
}

/** Who can mend a cause, how, and what to tell the person. */
export function causeFacts(
  { id, owner }: Pick<Cause, 'owner'> & { readonly id: CauseId },
  { cloud, language }: PageShell,
  shown: (message: string) => Html = text,
): Html {
  const say = causeFactWords[language];
  const { remedy, message } = causeWords[cloud][language][id];
  return html`<p><b>${text(say.owner)}</b> ${text(ownerWords[language][owner])}.</p>
    <ol class="remedy">
      ${joinHtml(remedy.map((line) => html`<li>${text(line)}</li>`))}
    </ol>
    <p><b>${text(say.tell)}</b> ${say.quoted(shown(message))}</p>`;
}
