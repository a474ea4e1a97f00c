import { shownName } from '../../campaign/person-line.ts';
import { isOpen, wasAccepted } from '../../delivery/message.ts';
import { compareSteps, stepLabelOf, type Step } from '../../delivery/steps.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { ShownUser } from '../../use-cases/show-user.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { lead, named, pageHref, section, segment, text } from './page-parts.ts';
import { reasonField } from './reason-field.ts';
import { peopleWords, reasonWords } from './words/people.ts';
import { excludePersonWords, includePersonWords, personChangeWords, resendWords } from './words/person.ts';
import { stepWords } from './words/steps.ts';

/** Who may leave, who comes back, and what can be sent again: each leads to a page that says what will happen. */
export function changesSection({ journey }: ShownUser, language: PageLanguage): Html {
  const say = personChangeWords[language];
  const path = `people/${segment(journey.userId)}`;
  const isExcluded = journey.facts?.excludedByOperator === true;
  const steps = journey.messages.filter((message) => wasAccepted(message) || !isOpen(message)).map(({ step }) => step);
  const resend = steps.toSorted(compareSteps).map((step) => {
    const label = say.resend(stepLabelOf(step, stepWords[language]));
    return html`<a class="btn" href="${text(pageHref(`${path}/resend?step=${segment(step)}`))}">${text(label)}</a> `;
  });
  const leave = isExcluded
    ? html`<a class="btn" href="${text(pageHref(`${path}/include`))}">${text(say.include)}</a>`
    : html`<a class="btn end" href="${text(pageHref(`${path}/exclude`))}">${text(say.exclude)}</a>`;
  return section('do', text(say.title), html`<div class="row">${joinHtml(resend)}${leave}</div>`);
}

export type PersonAction = 'exclude' | 'include' | 'resend';

const looks: Readonly<Record<PersonAction, string>> = { exclude: 'btn end', include: 'btn go', resend: 'btn go' };

/** What will happen, before somebody is left out, taken in again, or sent a mail once more. */
export function confirmPersonPage(shell: PageShell, shown: ShownUser, action: PersonAction, step?: Step): Answer {
  const { language } = shell;
  const path = `people/${segment(shown.journey.userId)}`;
  const name = shownName(shown.journey);
  const say = { exclude: excludePersonWords, include: includePersonWords, resend: resendWords }[action][language];
  const main = html`<h1>${say.heading(named(name), stepIn(step, language))}</h1>
    ${lead(text(say.says))}
    ${postForm(
      shell,
      `${path}/${action}`,
      html`${reasonField(language)}${action === 'resend' ? resendFields(step, language) : html``}
        <div class="row">
          <button class="${text(looks[action])}" type="submit">${text(say.button)}</button
          ><a class="btn" href="${text(pageHref(path))}">${text(reasonWords[language].leave)}</a>
        </div>`,
    )}`;
  const crumbs = [
    ['people', peopleWords[language].title],
    [path, name],
  ] as const;
  return campaignPage(shell, { title: say.title, main, crumbs, here: say.here });
}

const stepIn = (step: Step | undefined, language: PageLanguage): Html =>
  text(step === undefined ? resendWords[language].it : stepLabelOf(step, stepWords[language]));

function resendFields(step: Step | undefined, language: PageLanguage): Html {
  const say = personChangeWords[language];
  return html`<input type="hidden" name="step" value="${text(step ?? '')}" />
    ${check('lift', 'liftSuppression', say.lift)} ${check('force', 'force', say.force)}`;
}

const check = (id: string, name: string, label: string): Html =>
  html`<p class="row">
    <span
      ><input type="checkbox" id="${text(id)}" name="${text(name)}" value="true" />
      <label for="${text(id)}">${text(label)}</label></span
    >
  </p>`;
