import type { LossDecision } from '../../campaign/lost-history.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { LossPlan } from '../../use-cases/decide-lost.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import { code, lead, link, notice, pageHref, section, segment, text } from './page-parts.ts';
import type { PageLanguage } from './page-language.ts';
import { tabWords } from './words/frame.ts';
import { lossDecisionWords, lostWords } from './words/lost.ts';

const crumbsIn = (language: PageLanguage) => [['', tabWords[language].overview]] as const;

/** Which decision, for all of them. Nothing is changed by it: it leads to the plan. */
export function lostPage(shell: PageShell, done: string | undefined): Answer {
  const { language } = shell;
  const say = lostWords[language];
  const choices = Object.entries(lossDecisionWords[language]).map(
    ([decision, { label, outcome }]) =>
      html`<section aria-labelledby="${text(decision)}">
        <h2 id="${text(decision)}">${text(label)}</h2>
        <p>${text(outcome)}</p>
        ${postForm(
          shell,
          'people/lost/plan',
          html`<input type="hidden" name="decision" value="${text(decision)}" /><button class="btn" type="submit">
              ${text(say.showWhom)}
            </button>`,
        )}
      </section> `,
  );
  const main = html`${
      done === 'decide'
        ? notice(
            'warn',
            html`<h2>${text(say.decided)}</h2>
              <p>${text(say.more)}</p>`,
          )
        : html``
    }
    <h1>${text(say.heading)}</h1>
    ${lead(text(say.lead))}
    <p>${say.backup(code('Recipients'))}</p>
    ${joinHtml(choices)}`;
  return campaignPage(shell, { title: say.here, main, crumbs: crumbsIn(language), here: say.here });
}

/** How many it is about: what the decision confirms. */
export function lostPlanPage(shell: PageShell, decision: LossDecision, { userIds, confirm }: LossPlan): Answer {
  const { language } = shell;
  const say = lostWords[language];
  const { label, outcome } = lossDecisionWords[language][decision];
  const main = html`<h1>${text(say.plan(label, userIds.length))}</h1>
    ${lead(text(outcome))}
    <p class="soft">${text(say.onlyAPlan)}</p>
    ${userIds.length === 0 ? html`` : section('sample', text(say.some), sampleOf(userIds))}
    ${confirm === undefined ? nobodyIn(language) : decideForm(shell, decision, confirm)}`;
  return campaignPage(shell, { title: say.here, main, crumbs: crumbsIn(language), here: say.here });
}

const backIn = (language: PageLanguage): Html =>
  html`<a class="btn" href="${text(pageHref('people/lost'))}">${text(lostWords[language].back)}</a>`;

const nobodyIn = (language: PageLanguage): Html =>
  html`<p>${text(lostWords[language].nobody)}</p>
    <p class="row">${backIn(language)}</p>`;

const mostListed = 20;

const sampleOf = (userIds: readonly string[]): Html =>
  html`<ul>
    ${joinHtml(userIds.slice(0, mostListed).map((id) => html`<li>${link(`people/${segment(id)}`, code(id))}</li> `))}
  </ul>`;

const decideForm = (shell: PageShell, decision: LossDecision, confirm: string): Html =>
  postForm(
    shell,
    'people/lost/decide',
    html`<input type="hidden" name="decision" value="${text(decision)}" />
      <input type="hidden" name="confirm" value="${text(confirm)}" />
      <div class="field">
        <label for="because">${text(lostWords[shell.language].why)}</label
        ><input type="text" id="because" name="because" maxlength="200" required />
      </div>
      <div class="row">
        <button class="btn go" type="submit">${text(lossDecisionWords[shell.language][decision].label)}</button
        >${backIn(shell.language)}
      </div>`,
  );
