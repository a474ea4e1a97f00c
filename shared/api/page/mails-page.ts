import { mailKinds, mailLocales } from '../../email/mail.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import { lead, notice, section, text } from './page-parts.ts';

const kindWords: Readonly<Record<string, string>> = {
  nudge: 'First mail',
  reminder: 'Reminder',
  lastReminder: 'Last reminder',
  ssprLink: 'Link to keep',
  oneMoreMethod: 'First mail: one more method',
  phoneOnly: 'Another way than the phone',
  adminNudge: 'First mail to admins',
  ssprLinkPrepopulated: 'Link to keep: we filled this in',
  managerSummary: 'Summary for managers',
  waveNotice: 'Notice before a wave',
  detailsChanged: 'Notice of changed details',
  securityInfoEntered: 'Security info was entered',
};

/** Every mail in every language, to look at, and one to oneself. */
export function mailsPage(shell: PageShell, done: string | undefined): Answer {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const kinds = mailKinds.map((kind) => html`<option value="${text(kind)}">${text(kindWords[kind] ?? kind)}</option>`);
  const locales = mailLocales.map(
    (tag) =>
      html`<option value="${text(tag)}" ${tag === 'en' ? html` selected` : html``}>
        ${text(names.of(tag) ?? tag)}
      </option>`,
  );
  const choice = (id: string): Html =>
    html`<div>
        <label for="${text(id)}-kind">Mail</label
        ><select id="${text(id)}-kind" name="kind">
          ${joinHtml(kinds)}
        </select>
      </div>
      <div>
        <label for="${text(id)}-locale">Language</label
        ><select id="${text(id)}-locale" name="locale">
          ${joinHtml(locales)}
        </select>
      </div>`;
  const preview = html`<form class="row" method="get" action="/api/emails/preview">
    ${choice('look')}
    <div>
      <label for="format">As</label
      ><select id="format" name="format">
        <option value="html" selected>it looks</option>
        <option value="text">plain text</option>
      </select>
    </div>
    <button class="btn go" type="submit">Show it</button>
  </form>`;
  const test = postForm(
    shell,
    'mails/test',
    html`<div class="row">${choice('send')}<button class="btn" type="submit">Send one to me</button></div>`,
  );
  const main = html`${done === 'sent' ? notice('warn', html`<p><b>Sent to the address that the directory has of you.</b></p>`) : html``}
    <h1>Every mail, as it is written today.</h1>
    ${lead(html`${text(mailKinds.length)} kinds in ${text(mailLocales.length)} languages, with made-up people.`)}
    ${section('look', html`Look at one`, preview)}
    ${isOperator(shell) ? section('send', html`Send one to yourself`, test) : html``}`;
  return campaignPage(shell, { title: 'Mails', main });
}
