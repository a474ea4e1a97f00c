import { html, joinHtml, type Html } from '../../email/html.ts';
import type { NamedGroup } from '../../ports/group-lookup.ts';
import type { PageLanguage } from './page-language.ts';
import { code, named, section, text } from './page-parts.ts';
import { groupWords } from './words/groups.ts';

/** What was looked for in the form of a plan, and what was found. */
export interface GroupSearch {
  readonly wanted: string;
  readonly found: readonly NamedGroup[] | 'notGranted';
}

/**
 * Below the form's own button, so that the return key shows the plan. Each button sends the whole form: what was typed
 * stays.
 */
export function groupSearch(search: GroupSearch | undefined, language: PageLanguage): Html {
  const say = groupWords[language];
  return section(
    'find-group',
    text(say.title),
    html`<div class="row">
        <div class="find">
          <label for="groupName">${text(say.beginning)}</label
          ><input type="search" id="groupName" name="groupName" value="${text(search?.wanted ?? '')}" maxlength="120" />
        </div>
        <button class="btn" type="submit" name="find" value="groups" formnovalidate>${text(say.find)}</button>
      </div>
      ${search === undefined ? html`` : foundGroups(search, say)}`,
  );
}

function foundGroups({ found }: GroupSearch, say: (typeof groupWords)[PageLanguage]): Html {
  if (found === 'notGranted') return html`<p class="empty">${say.notGranted(code('GroupMember.Read.All'))}</p>`;
  if (found.length === 0) return html`<p class="empty">${text(say.none)}</p>`;
  const items = found.map(
    ({ groupId, displayName }) =>
      html`<li>
        ${named(displayName)} ${code(groupId)}
        <button class="btn" type="submit" name="add" value="${text(groupId)}" formnovalidate>${text(say.add)}</button>
      </li> `,
  );
  return html`<ul class="says">
    ${joinHtml(items)}
  </ul>`;
}
