import { html, joinHtml, type Html } from '../../email/html.ts';
import type { NamedGroup } from '../../ports/group-lookup.ts';
import { code, named, section, text } from './page-parts.ts';

/** What was looked for in the form of a plan, and what was found. */
export interface GroupSearch {
  readonly wanted: string;
  readonly found: readonly NamedGroup[] | 'notGranted';
}

/**
 * Below the form's own button, so that the return key shows the plan. Each button sends the whole form: what was typed
 * stays.
 */
export const groupSearch = (search: GroupSearch | undefined): Html =>
  section(
    'find-group',
    html`Find a group by its name`,
    html`<div class="row">
        <div class="find">
          <label for="groupName">The beginning of its name</label
          ><input type="search" id="groupName" name="groupName" value="${text(search?.wanted ?? '')}" maxlength="120" />
        </div>
        <button class="btn" type="submit" name="find" value="groups" formnovalidate>Find groups</button>
      </div>
      ${search === undefined ? html`` : foundGroups(search)}`,
  );

function foundGroups({ found }: GroupSearch): Html {
  if (found === 'notGranted')
    return html`<p class="empty">
      Unknown: the app may not read groups (${code('GroupMember.Read.All')}). Name the group by its object id.
    </p>`;
  if (found.length === 0) return html`<p class="empty">No group has a name that begins so.</p>`;
  const items = found.map(
    ({ groupId, displayName }) =>
      html`<li>
        ${named(displayName)} ${code(groupId)}
        <button class="btn" type="submit" name="add" value="${text(groupId)}" formnovalidate>Add</button>
      </li> `,
  );
  return html`<ul class="says">
    ${joinHtml(items)}
  </ul>`;
}
