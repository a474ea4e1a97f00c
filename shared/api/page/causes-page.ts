import { owners } from '../../diagnosis/owner.ts';
import type { KnownCause, LookedUp, Told } from '../../diagnosis/look-up-cause.ts';
import { questions } from '../../diagnosis/questions.ts';
import { resetCodes } from '../../diagnosis/reset-code.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, type PageShell } from './page-frame.ts';
import { code, lead, pageHref, section, text } from './page-parts.ts';

/** What stands behind an error, without a person: for the help desk while somebody is on the phone. */
export function causesPage(shell: PageShell, told: Told, found: LookedUp): Answer {
  const isTold = Object.values(told).some((one) => one !== undefined);
  const main = html`<h1>What an error means.</h1>
    ${lead(html`Without a person: by what the page showed, what the server of Entra Connect logged, or what the audit log says.`)}
    ${askForm(told)} ${isTold ? answerSection(found) : tableSection(found.causes)}
    ${section('questions', html`Questions, and the pages of Microsoft’s that answer them`, questionList)}`;
  return campaignPage(shell, { title: 'Causes', main, crumbs: [['people', 'People']], here: 'Causes' });
}

const askForm = (told: Told): Html =>
  html`<form class="filters" method="get" action="${text(pageHref('causes'))}">
      <div>
        <label for="code">Code on the page</label
        ><select id="code" name="code">
          <option value="">Not known</option>
          ${joinHtml(resetCodes.map((one) => html`<option value="${text(one)}" ${one === told.code ? html` selected` : html``}>${text(one)}</option>`))}
        </select>
      </div>
      <div>
        <label for="event">Or event on the server</label
        ><input type="text" class="short" id="event" name="event" maxlength="20" value="${text(told.event ?? '')}" />
      </div>
      <div>
        <label for="text">Or a reason in Microsoft’s words</label
        ><input type="text" id="text" name="text" size="40" maxlength="300" value="${text(told.text ?? '')}" />
      </div>
      <button class="btn" type="submit">Look up</button>
    </form>
    <p class="small soft">
      One of the three. No names and no addresses: they would stand in the address of this page.
    </p>`;

function answerSection({ said, causes }: LookedUp): Html {
  const words = said === undefined ? html`` : html`<p>It says: ${text(said)}.</p>`;
  const none = html`<p class="empty">That is no failure.</p>`;
  return section(
    'answer',
    html`The answer`,
    html`${words}${
        causes.length === 0
          ? none
          : joinHtml(
              causes.map(
                (one) =>
                  html`<h3>${titleOf(one)}</h3>
                    ${bodyOf(one)}`,
              ),
            )
      }
      <p><a href="${text(pageHref('causes'))}">The whole table</a></p>`,
  );
}

const tableSection = (causes: readonly KnownCause[]): Html =>
  section(
    'table',
    html`The whole table`,
    joinHtml(
      causes.map(
        (one) =>
          html`<details>
            <summary>${titleOf(one)}</summary>
            ${bodyOf(one)}
          </details> `,
      ),
    ),
  );

const titleOf = ({ id, code: shown, meaning }: KnownCause): Html => html`${text(meaning)} ${code(shown ?? id)}`;

const bodyOf = ({ owner, remedy, message, documentation }: KnownCause): Html =>
  html`<p><b>Who can mend it:</b> ${text(owners[owner])}.</p>
    <ol>
      ${joinHtml(remedy.map((line) => html`<li>${text(line)}</li>`))}
    </ol>
    <p><b>Tell the person:</b> “${text(message)}”</p>
    <p>${microsoft(documentation, 'Microsoft’s page')}</p>`;

const microsoft = (href: string, label: string): Html =>
  html`<a href="${text(href)}" rel="noreferrer">${text(label)}</a>`;

const questionList = html`<dl>
  ${joinHtml(
    questions.map(
      ({ question, answer, documentation }) =>
        html`<dt><b>${text(question)}</b></dt>
          <dd>${text(answer)} ${microsoft(documentation, 'Microsoft’s page')}</dd>`,
    ),
  )}
</dl>`;
