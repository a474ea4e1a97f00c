import { html, joinHtml } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import { counted, lead, link, named, number, pageHref, segment, text } from './page-parts.ts';
import { tickOf } from './people-ticks.ts';
import { reasonField } from './wave-page.ts';

/** Somebody who was ticked in a list. */
export interface PickedPerson {
  readonly userId: string;
  readonly name: string;
  /** A mail is on its way at this moment, and finishes. */
  readonly isInFlight: boolean;
}

/** Who would be excluded, by name, before anything is changed. */
export function excludePickedPage(shell: PageShell, picked: readonly PickedPerson[]): Answer {
  const items = picked.map(
    ({ userId, name, isInFlight }) =>
      html`<li>
        ${link(`people/${segment(userId)}`, named(name))}${isInFlight ? html` <small>a mail is on its way and finishes</small>` : html``}
      </li> `,
  );
  const ticks = picked.map(({ userId }) => html`<input type="hidden" name="${text(tickOf(userId))}" value="yes" />`);
  const whom = counted(picked.length, 'person', 'people');
  const main = html`<h1>Exclude ${text(whom)}?</h1>
    ${lead(html`What is on its way finishes; nothing else leaves. They can be included again at any time.`)}
    <ul class="says">
      ${joinHtml(items)}
    </ul>
    ${postForm(
      shell,
      'people/exclude-picked',
      html`${joinHtml(ticks)}${reasonField}
        <div class="row">
          <button class="btn end" type="submit">Exclude ${text(number(picked.length))} from all mail</button
          ><a class="btn" href="${text(pageHref('people'))}">Leave them as they are</a>
        </div>`,
    )}`;
  return campaignPage(shell, { title: 'Exclude people', main, crumbs: [['people', 'People']], here: 'Exclude' });
}
