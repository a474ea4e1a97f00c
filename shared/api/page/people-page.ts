import { placeKinds } from '../../campaign/place.ts';
import type { Wave } from '../../campaign/wave.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import { mayAct } from '../roles.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import {
  apiLink,
  code,
  counted,
  lead,
  link,
  named,
  notice,
  peopleQuery,
  section,
  segment,
  pageHref,
  text,
  type PeopleFilter,
} from './page-parts.ts';
import { peopleTable, type ListedPeople } from './people-list.ts';
import { placesInWords } from './place-words.ts';

export interface PeopleView {
  readonly filter: PeopleFilter;
  /** Undefined for the help desk: it looks at one person at a time. */
  readonly listed: ListedPeople | undefined;
  /** How many the list has in all, by the figures. */
  readonly total?: number | undefined;
  readonly waves: readonly Pick<Wave, 'waveId' | 'name'>[];
  /** Of a search that found several people, or nobody. */
  readonly found?: readonly FoundPerson[] | undefined;
  /** So many have just been excluded. */
  readonly excluded?: number | undefined;
}

interface FoundPerson {
  readonly userId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
}

/** Finding one person, and the lists by place. Names are sent in a form: addresses of pages get into telemetry. */
export function peoplePage(shell: PageShell, view: PeopleView): Answer {
  const main = html`${view.excluded === undefined ? html`` : excludedNotice(view.excluded)}
    <h1>Find a person.</h1>
    ${lead(html`By name, sign-in name or object id. What an error means without a person: ${link('causes', html`the error table`)}.${mayAct(shell.caller.roles, 'reader') ? html` Whose reset does not work: ${link('trouble', html`the trouble list`)}.` : html``}`)}
    ${postForm(
      shell,
      'people/find',
      html`<div class="row">
        <div class="find">
          <label for="name">Name, sign-in name or object id</label
          ><input type="search" id="name" name="name" maxlength="320" autocomplete="off" required />
        </div>
        <button class="btn go" type="submit">Find</button>
      </div>`,
    )}
    ${view.found === undefined ? html`` : foundSection(view.found)}
    ${view.listed === undefined ? html`` : listSection(shell, view, view.listed)}`;
  return campaignPage(shell, { title: 'People', main });
}

const excludedNotice = (count: number): Html =>
  notice(
    'warn',
    html`<p>
      <b>${text(counted(count, 'person is', 'people are'))} excluded. What was on its way finishes.</b>
    </p>`,
  );

function foundSection(found: readonly FoundPerson[]): Html {
  if (found.length === 0)
    return section(
      'found',
      html`Found`,
      html`<p class="empty">
        Nobody of this name is in the directory. Try the beginning of the name, or the sign-in name.
      </p>`,
    );
  const items = found.map(
    ({ userId, displayName, userPrincipalName }) =>
      html`<li>
        ${link(`people/${segment(userId)}`, named(displayName))} <span class="soft">${named(userPrincipalName)}</span>
      </li>`,
  );
  return section(
    'found',
    html`Found`,
    html`<ul class="says">
      ${joinHtml(items)}
    </ul>`,
  );
}

function listSection(shell: PageShell, view: PeopleView, listed: ListedPeople): Html {
  const { filter, waves } = view;
  if (!mayAct(shell.caller.roles, 'reader')) return html``;
  const { after: _, ...rest } = filter;
  const { reason: __, ...anyReason } = rest;
  const total = view.total === undefined ? html`` : html`: ${text(view.total)}`;
  const csv = html`<p class="small">${apiLink(`users.csv${peopleQuery(rest)}`, 'All of these as CSV')}</p>`;
  const reason =
    filter.reason === undefined
      ? html``
      : html`<p>
          For the reason ${code(filter.reason)}. ${link(`people${peopleQuery(anyReason)}`, html`Any reason`)}
        </p>`;
  return section(
    'list',
    html`${text(titleOf(filter))}${total}`,
    html`${filterForm(filter, waves)}${reason}${isOperator(shell) ? tickForm(shell, filter, listed) : peopleTable(listed, filter, shell)}`,
    { beside: csv },
  );
}

/** Several are excluded at once: their names and a reason are asked for before. */
const tickForm = (shell: PageShell, filter: PeopleFilter, listed: ListedPeople): Html =>
  listed.people.length === 0
    ? peopleTable(listed, filter, shell)
    : postForm(
        shell,
        'people/pick',
        html`${peopleTable(listed, filter, shell, { isTicked: true })}
          <p class="row"><button class="btn end" type="submit">Exclude those who are ticked…</button></p>`,
      );

const titleOf = ({ place }: PeopleFilter): string => {
  const kinds = (place ?? '').split(',').filter((kind) => kind in placesInWords) as (keyof typeof placesInWords)[];
  return kinds.length === 0 ? 'Everybody' : `Who ${kinds.map((kind) => placesInWords[kind]).join(', or ')}`;
};

const option = (value: string, label: string, chosen: string | undefined): Html =>
  html`<option value="${text(value)}" ${value === (chosen ?? '') ? html` selected` : html``}>${text(label)}</option>`;

function filterForm(filter: PeopleFilter, waves: PeopleView['waves']): Html {
  const places = [
    option('', 'Everywhere', filter.place),
    ...placeKinds.map((kind) => option(kind, placesInWords[kind], filter.place)),
    ...((filter.place ?? '').includes(',') ? [option(filter.place!, 'Several places', filter.place)] : []),
  ];
  const names = [option('', 'All', filter.wave), ...waves.map(({ waveId, name }) => option(waveId, name, filter.wave))];
  return html`<form class="filters" method="get" action="${text(pageHref('people'))}">
    <div>
      <label for="place">Place</label
      ><select id="place" name="place">
        ${joinHtml(places)}
      </select>
    </div>
    <div>
      <label for="wave">Wave</label
      ><select id="wave" name="wave">
        ${joinHtml(names)}
      </select>
    </div>
    <button class="btn" type="submit">Show</button>
  </form>`;
}
