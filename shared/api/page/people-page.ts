import { placeKinds } from '../../campaign/place.ts';
import type { Wave } from '../../campaign/wave.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import { mayAct } from '../roles.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, isOperator, postForm, type PageShell } from './page-frame.ts';
import {
  apiLink,
  code,
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
import type { PageLanguage } from './page-language.ts';
import { listWords, peopleWords } from './words/people.ts';
import { placeWords } from './words/places.ts';

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
  const say = peopleWords[shell.language];
  const main = html`${view.excluded === undefined ? html`` : notice('warn', html`<p><b>${text(say.excluded(view.excluded))}</b></p>`)}
    <h1>${text(say.heading)}</h1>
    ${leadOf(shell)}
    ${postForm(
      shell,
      'people/find',
      html`<div class="row">
        <div class="find">
          <label for="name">${text(say.field)}</label
          ><input type="search" id="name" name="name" maxlength="320" autocomplete="off" required />
        </div>
        <button class="btn go" type="submit">${text(say.find)}</button>
      </div>`,
    )}
    ${view.found === undefined ? html`` : section('found', text(say.found), foundList(view.found, shell.language))}
    ${view.listed === undefined ? html`` : listSection(shell, view, view.listed)}`;
  return campaignPage(shell, { title: say.title, main });
}

function leadOf({ language, caller }: PageShell): Html {
  const say = peopleWords[language];
  const errors = say.lead(link('causes', text(say.errorTable)));
  if (!mayAct(caller.roles, 'reader')) return lead(errors);
  return lead(html`${errors} ${say.leadToTrouble(link('trouble', text(say.troubleList)))}`);
}

function foundList(found: readonly FoundPerson[], language: PageLanguage): Html {
  if (found.length === 0) return html`<p class="empty">${text(peopleWords[language].nobodyFound)}</p>`;
  const items = found.map(
    ({ userId, displayName, userPrincipalName }) =>
      html`<li>
        ${link(`people/${segment(userId)}`, named(displayName))} <span class="soft">${named(userPrincipalName)}</span>
      </li>`,
  );
  return html`<ul class="says">
    ${joinHtml(items)}
  </ul>`;
}

function listSection(shell: PageShell, view: PeopleView, listed: ListedPeople): Html {
  const { filter, waves, total } = view;
  if (!mayAct(shell.caller.roles, 'reader')) return html``;
  const say = listWords[shell.language];
  const { after: _, ...rest } = filter;
  const title = titleOf(filter, shell.language);
  const csv = html`<p class="small">${apiLink(`users.csv${peopleQuery(rest)}`, say.csv)}</p>`;
  const form = filterForm(filter, waves, shell.language);
  const list = isOperator(shell) ? tickForm(shell, filter, listed) : peopleTable(listed, filter, shell);
  return section(
    'list',
    text(total === undefined ? title : say.titled(title, total)),
    html`${form}${reasonOf(rest, shell.language)}${list}`,
    { beside: csv },
  );
}

function reasonOf({ reason, ...anyReason }: PeopleFilter, language: PageLanguage): Html {
  if (reason === undefined) return html``;
  const say = listWords[language];
  return html`<p>${say.reason(code(reason))} ${link(`people${peopleQuery(anyReason)}`, text(say.anyReason))}</p>`;
}

/** Several are excluded at once: their names and a reason are asked for before. */
const tickForm = (shell: PageShell, filter: PeopleFilter, listed: ListedPeople): Html =>
  listed.people.length === 0
    ? peopleTable(listed, filter, shell)
    : postForm(
        shell,
        'people/pick',
        html`${peopleTable(listed, filter, shell, { isTicked: true })}
          <p class="row">
            <button class="btn end" type="submit">${text(listWords[shell.language].excludeTicked)}</button>
          </p>`,
      );

function titleOf({ place = '' }: PeopleFilter, language: PageLanguage): string {
  const say = listWords[language];
  const kinds = placeKinds.filter((kind) => place.split(',').includes(kind));
  return kinds.length === 0 ? say.everybody : say.whoAre(kinds.map((kind) => placeWords[language][kind]).join(say.or));
}

const option = (value: string, label: string, chosen: string | undefined): Html =>
  html`<option value="${text(value)}" ${value === (chosen ?? '') ? html` selected` : html``}>${text(label)}</option>`;

function filterForm(filter: PeopleFilter, waves: PeopleView['waves'], language: PageLanguage): Html {
  const say = listWords[language];
  const places = [
    option('', say.everywhere, filter.place),
    ...placeKinds.map((kind) => option(kind, placeWords[language][kind], filter.place)),
    ...((filter.place ?? '').includes(',') ? [option(filter.place!, say.severalPlaces, filter.place)] : []),
  ];
  const names = [
    option('', say.allWaves, filter.wave),
    ...waves.map(({ waveId, name }) => option(waveId, name, filter.wave)),
  ];
  return html`<form class="filters" method="get" action="${text(pageHref('people'))}">
    <div>
      <label for="place">${text(say.place)}</label
      ><select id="place" name="place">
        ${joinHtml(places)}
      </select>
    </div>
    <div>
      <label for="wave">${text(say.wave)}</label
      ><select id="wave" name="wave">
        ${joinHtml(names)}
      </select>
    </div>
    <button class="btn" type="submit">${text(say.show)}</button>
  </form>`;
}
