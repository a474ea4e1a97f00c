import { mailKinds, mailLocales } from '../../email/mail.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import { lead, notice, section, text } from './page-parts.ts';
import { mailKindWords, mailsWords } from './words/mails.ts';

/** Every mail in every language, to look at, and one to oneself. */
export function mailsPage(shell: PageShell, done: string | undefined): Answer {
  const { language } = shell;
  const [say, kindWords] = [mailsWords[language], mailKindWords[language]];
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const kinds = mailKinds.map((kind) => html`<option value="${text(kind)}">${text(kindWords[kind])}</option>`);
  const locales = mailLocales.map(
    (tag) =>
      html`<option value="${text(tag)}" ${tag === 'en' ? html` selected` : html``}>
        ${text(names.of(tag) ?? tag)}
      </option>`,
  );
  const choice = (id: string): Html =>
    html`<div>
        <label for="${text(id)}-kind">${text(say.mail)}</label
        ><select id="${text(id)}-kind" name="kind">
          ${joinHtml(kinds)}
        </select>
      </div>
      <div>
        <label for="${text(id)}-locale">${text(say.language)}</label
        ><select id="${text(id)}-locale" name="locale">
          ${joinHtml(locales)}
        </select>
      </div>`;
  const preview = html`<form class="row" method="get" action="/api/emails/preview">
    ${choice('look')}
    <div>
      <label for="format">${text(say.as)}</label
      ><select id="format" name="format">
        <option value="html" selected>${text(say.itLooks)}</option>
        <option value="text">${text(say.plainText)}</option>
      </select>
    </div>
    <button class="btn go" type="submit">${text(say.show)}</button>
  </form>`;
  const test = postForm(
    shell,
    'mails/test',
    html`<div class="row">${choice('send')}<button class="btn" type="submit">${text(say.send)}</button></div>`,
  );
  const main = html`${done === 'sent' ? notice('warn', html`<p><b>${text(say.sent)}</b></p>`) : html``}
    <h1>${text(say.heading)}</h1>
    ${lead(text(say.lead(mailKinds.length, mailLocales.length)))} ${section('look', text(say.look), preview)}
    ${isOperator(shell) ? section('send', text(say.sendOne), test) : html``}`;
  return campaignPage(shell, { title: say.title, main });
}
