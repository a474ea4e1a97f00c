import type { Journey } from '../../campaign/journey.ts';
import { shownName } from '../../campaign/person-line.ts';
import { html, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import { lead, named, pageHref, section, segment, text } from './page-parts.ts';
import { peopleWords, reasonWords } from './words/people.ts';
import { erasePersonWords, exportPersonWords, personalDataWords } from './words/personal-data.ts';

/** What is kept of a person, for whoever asks for it or wants it gone. */
export function personalDataSection({ userId }: Pick<Journey, 'userId'>, language: PageLanguage): Html {
  const say = personalDataWords[language];
  const hrefTo = (action: string) => text(pageHref(`people/${segment(userId)}/${action}`));
  return section(
    'data',
    text(say.title),
    html`<p class="soft">${text(say.says)}</p>
      <div class="row">
        <a class="btn" href="${hrefTo('export')}">${text(say.export)}</a
        ><a class="btn end" href="${hrefTo('erase')}">${text(say.erase)}</a>
      </div>`,
  );
}

/** What an export holds, before somebody takes it. */
export function exportPersonPage(shell: PageShell, journey: Journey): Answer {
  const say = exportPersonWords[shell.language];
  const button = html`<button class="btn go" type="submit">${text(say.button)}</button>`;
  return confirmPage(shell, journey, 'export', { ...say, fields: html``, button });
}

/** What is gone for good, before somebody is erased. What cannot be undone is typed. */
export function erasePersonPage(shell: PageShell, journey: Journey): Answer {
  const say = erasePersonWords[shell.language];
  const fields = html`<div class="field">
    <label for="typed">${say.typed(named(typedToErase(journey)))}</label
    ><input type="text" id="typed" name="typed" size="48" autocomplete="off" required />
  </div>`;
  const button = html`<button class="btn end" type="submit">${text(say.button)}</button>`;
  return confirmPage(shell, journey, 'erase', { ...say, fields, button });
}

/** The sign-in name, which is nobody else's and can be typed in any case; where none is known, the object id. */
export const typedToErase = ({ userId, facts }: Pick<Journey, 'userId' | 'facts'>): string =>
  facts?.user.userPrincipalName || userId;

interface Confirmation {
  readonly title: string;
  readonly here: string;
  readonly heading: (name: Html) => Html;
  readonly says: string;
  readonly fields: Html;
  readonly button: Html;
}

function confirmPage(shell: PageShell, journey: Journey, action: string, asked: Confirmation): Answer {
  const { language } = shell;
  const path = `people/${segment(journey.userId)}`;
  const name = shownName(journey);
  const back = html`<a class="btn" href="${text(pageHref(path))}">${text(reasonWords[language].leave)}</a>`;
  const main = html`<h1>${asked.heading(named(name))}</h1>
    ${lead(text(asked.says))}
    ${postForm(
      shell,
      `${path}/${action}`,
      html`${asked.fields}
        <div class="row">${asked.button}${back}</div>`,
    )}`;
  const crumbs = [
    ['people', peopleWords[language].title],
    [path, name],
  ] as const;
  return campaignPage(shell, { title: asked.title, main, crumbs, here: asked.here });
}
