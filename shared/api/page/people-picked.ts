import { html, joinHtml } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import { lead, link, named, pageHref, segment, text } from './page-parts.ts';
import { tickOf } from './people-ticks.ts';
import { reasonField } from './reason-field.ts';
import { peopleWords, pickedWords } from './words/people.ts';

/** Somebody who was ticked in a list. */
export interface PickedPerson {
  readonly userId: string;
  readonly name: string;
  /** A mail is on its way at this moment, and finishes. */
  readonly isInFlight: boolean;
}

/** Who would be excluded, by name, before anything is changed. */
export function excludePickedPage(shell: PageShell, picked: readonly PickedPerson[]): Answer {
  const say = pickedWords[shell.language];
  const items = picked.map(
    ({ userId, name, isInFlight }) =>
      html`<li>
        ${link(`people/${segment(userId)}`, named(name))}${isInFlight ? html` <small>${text(say.inFlight)}</small>` : html``}
      </li> `,
  );
  const ticks = picked.map(({ userId }) => html`<input type="hidden" name="${text(tickOf(userId))}" value="yes" />`);
  const main = html`<h1>${text(say.heading(picked.length))}</h1>
    ${lead(text(say.lead))}
    <ul class="says">
      ${joinHtml(items)}
    </ul>
    ${postForm(
      shell,
      'people/exclude-picked',
      html`${joinHtml(ticks)}${reasonField(shell.language)}
        <div class="row">
          <button class="btn end" type="submit">${text(say.exclude(picked.length))}</button
          ><a class="btn" href="${text(pageHref('people'))}">${text(say.leave)}</a>
        </div>`,
    )}`;
  const crumbs = [['people', peopleWords[shell.language].title]] as const;
  return campaignPage(shell, { title: say.title, main, crumbs, here: say.here });
}
