import type { KnownCause, LookedUp, Told } from '../../diagnosis/look-up-cause.ts';
import { questions, type QuestionId } from '../../diagnosis/questions.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { causeFacts, codeField } from './cause-parts.ts';
import { campaignPage, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { code, inEnglish, lead, pageHref, section, text } from './page-parts.ts';
import { causeWords } from './words/causes.ts';
import { errorTableWords } from './words/error-table.ts';
import { peopleWords } from './words/people.ts';
import { questionWords } from './words/questions.ts';

/** What stands behind an error, without a person: for the help desk while somebody is on the phone. */
export function causesPage(shell: PageShell, told: Told, found: LookedUp): Answer {
  const { language } = shell;
  const say = errorTableWords[language];
  const isTold = Object.values(told).some((one) => one !== undefined);
  const main = html`<h1>${text(say.heading)}</h1>
    ${lead(text(say.lead))} ${askForm(told, language)}
    ${isTold ? answerSection(found, shell) : tableSection(found.causes, shell)}
    ${section('questions', text(say.questions), questionList(language))}`;
  const crumbs = [['people', peopleWords[language].title]] as const;
  return campaignPage(shell, { title: say.title, main, crumbs, here: say.title });
}

function askForm(told: Told, language: PageLanguage): Html {
  const say = errorTableWords[language];
  return html`<form class="filters" method="get" action="${text(pageHref('causes'))}">
      ${codeField(told.code, language)}
      <div>
        <label for="event">${text(say.event)}</label
        ><input type="text" class="short" id="event" name="event" maxlength="20" value="${text(told.event ?? '')}" />
      </div>
      <div>
        <label for="text">${text(say.reason)}</label
        ><input type="text" id="text" name="text" size="40" maxlength="300" value="${text(told.text ?? '')}" />
      </div>
      <button class="btn" type="submit">${text(say.lookUp)}</button>
    </form>
    <p class="small soft">${text(say.oneOfThree)}</p>`;
}

function answerSection({ said, causes }: LookedUp, shell: PageShell): Html {
  const say = errorTableWords[shell.language];
  const words = said === undefined ? html`` : html`<p>${text(say.says)} ${inEnglish(`${said}.`)}</p>`;
  const found = causes.map(
    (one) =>
      html`<h3>${titleOf(one, shell)}</h3>
        ${bodyOf(one, shell)}`,
  );
  return section(
    'answer',
    text(say.answer),
    html`${words}${found.length === 0 ? html`<p class="empty">${text(say.noFailure)}</p>` : joinHtml(found)}
      <p><a href="${text(pageHref('causes'))}">${text(say.whole)}</a></p>`,
  );
}

const tableSection = (causes: readonly KnownCause[], shell: PageShell): Html =>
  section(
    'table',
    text(errorTableWords[shell.language].whole),
    joinHtml(
      causes.map(
        (one) =>
          html`<details>
            <summary>${titleOf(one, shell)}</summary>
            ${bodyOf(one, shell)}
          </details> `,
      ),
    ),
  );

const titleOf = ({ id, code: shown }: KnownCause, { cloud, language }: PageShell): Html =>
  html`${text(causeWords[cloud][language][id].meaning)} ${code(shown ?? id)}`;

const bodyOf = (cause: KnownCause, shell: PageShell): Html =>
  html`${causeFacts(cause, shell)}
    <p>${microsoft(cause.documentation, shell.language)}</p>`;

const microsoft = (href: string, language: PageLanguage): Html =>
  html`<a href="${text(href)}" rel="noreferrer">${text(errorTableWords[language].microsoft)}</a>`;

function questionList(language: PageLanguage): Html {
  const items = Object.entries(questionWords[language]).map(
    ([id, { question, answer }]) =>
      html`<dt><b>${text(question)}</b></dt>
        <dd>${text(answer)} ${microsoft(questions[id as QuestionId].documentation, language)}</dd>`,
  );
  return html`<dl>${joinHtml(items)}</dl>`;
}
