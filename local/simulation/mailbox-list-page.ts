import { type Html, html } from './html.ts';
import { layout, mailNames, moment, plural, stateBadge } from './mailbox-layout.ts';
import { existsAt, type PersonState } from './person-state.ts';
import { truthState } from './summary.ts';
import type { World } from './world.ts';

const PAGE_SIZE = 100;

const VIEWS = {
  mailed: { label: 'With mail', includes: (state: PersonState) => state.mails.length > 0 },
  linked: {
    label: 'Got the SSPR link',
    includes: (state: PersonState) => state.mails.some(({ kind }) => kind === 'ssprLink'),
  },
  waiting: {
    label: 'Still to register',
    includes: (state: PersonState, nowMs: number) => state.mails.length > 0 && truthState(state, nowMs) !== 'capable',
  },
  wrong: {
    label: 'Duplicate or wrong',
    includes: (state: PersonState) =>
      state.mails.some(({ duplicateOf, wrong }) => duplicateOf !== undefined || wrong !== undefined),
  },
  all: { label: 'Everybody', includes: (state: PersonState, nowMs: number) => existsAt(state, nowMs) },
} as const;

type View = keyof typeof VIEWS;
const VIEW_NAMES: readonly View[] = ['mailed', 'linked', 'waiting', 'wrong', 'all'];

interface ListQuery {
  readonly view: View;
  readonly search: string;
  readonly page: number;
}

/** Who received what: the people, where they stand, and their mails in a word each. */
export function listPage(world: World, params: URLSearchParams): string {
  const query = readQuery(world, params);
  const people = findPeople(world, query);
  const shown = people.slice((query.page - 1) * PAGE_SIZE, query.page * PAGE_SIZE);
  const main = html`
    <h1>Mailboxes</h1>
    ${overview(world)} ${views(world, query)} ${searchForm(query)}
    <p class="quiet" role="status">${plural(people.length, 'person', 'people')}</p>
    ${shown.length === 0 ? html`<p class="empty">Nobody here.</p>` : table(world, shown)} ${pages(query, people.length)}
  `;
  return layout(world, 'Mailboxes', main);
}

function readQuery(world: World, params: URLSearchParams): ListQuery {
  const asked = VIEW_NAMES.find((view) => view === params.get('show'));
  const usual: View = world.states.some(VIEWS.mailed.includes) ? 'mailed' : 'all';
  return {
    view: asked ?? usual,
    search: (params.get('q') ?? '').trim(),
    page: Math.max(1, Math.floor(Number(params.get('page')) || 1)),
  };
}

/** Those with the newest mail first. */
function findPeople(world: World, { view, search }: ListQuery): PersonState[] {
  const wanted = search.toLowerCase();
  return world.states
    .filter((state) => VIEWS[view].includes(state, world.nowMs) && (wanted === '' || isCalled(state, wanted)))
    .toSorted((a, b) => (b.mails.at(-1)?.acceptedAtMs ?? 0) - (a.mails.at(-1)?.acceptedAtMs ?? 0));
}

function isCalled({ person }: PersonState, wanted: string): boolean {
  return [person.displayName, person.userPrincipalName, person.mail ?? '', ...person.otherMails, person.id].some(
    (name) => name.toLowerCase().includes(wanted),
  );
}

function overview(world: World): Html {
  const mailed = world.states.filter(({ mails }) => mails.length > 0);
  const mails = mailed.flatMap((state) => state.mails);
  const duplicates = mails.filter(({ duplicateOf }) => duplicateOf !== undefined).length;
  const wrong = mails.filter(({ wrong: why }) => why !== undefined).length;
  const figures: [string, number][] = [
    ['Mails', mails.length],
    ['People mailed', mailed.length],
    ['of them can reset', mailed.filter((state) => truthState(state, world.nowMs) === 'capable').length],
    ['SSPR links', mails.filter(({ kind }) => kind === 'ssprLink').length],
  ];
  return html`
    <dl class="figures">
      ${figures.map(
        ([label, count]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${count.toLocaleString('en-GB')}</dd>
          </div>`,
      )}
    </dl>
    ${
      duplicates + wrong === 0
        ? html`<p class="calm">No duplicates, no wrong mail.</p>`
        : html`<p class="alarm">
            <strong>${plural(duplicates, 'duplicate')}, ${plural(wrong, 'wrong mail')}.</strong>
            <a href="/mailbox?show=wrong">Show them</a>
          </p>`
    }
  `;
}

function views(world: World, query: ListQuery): Html {
  const links = VIEW_NAMES.map((view) => {
    const { label, includes } = VIEWS[view];
    const count = world.states.filter((state) => includes(state, world.nowMs)).length;
    const current = view === query.view ? html` aria-current="page"` : undefined;
    return html`<li>
      <a href="${link({ ...query, view, page: 1 })}" ${current}>${label} <span class="count">${count}</span></a>
    </li>`;
  });
  return html`<nav aria-label="Views">
    <ul class="views">
      ${links}
    </ul>
  </nav>`;
}

function searchForm({ view, search }: ListQuery): Html {
  return html`<form class="search" action="/mailbox" role="search">
    <input type="hidden" name="show" value="${view}" />
    <label for="q">Name or address</label>
    <input id="q" name="q" type="search" value="${search}" autocomplete="off" />
    <button>Search</button>
  </form>`;
}

function table(world: World, states: readonly PersonState[]): Html {
  return html`<table class="people">
    <thead>
      <tr>
        <th scope="col">Person</th>
        <th scope="col">Password reset</th>
        <th scope="col">Mails</th>
        <th scope="col">Last mail</th>
      </tr>
    </thead>
    <tbody>
      ${states.map((state) => row(world, state))}
    </tbody>
  </table>`;
}

function row(world: World, state: PersonState): Html {
  const { person, mails } = state;
  const last = mails.at(-1);
  return html`<tr>
    <th scope="row">
      <a href="/mailbox/${person.id}"><bdi>${person.displayName}</bdi></a>
      <span class="quiet">${person.userPrincipalName}</span>
    </th>
    <td>${stateBadge(state, world.nowMs)}</td>
    <td>${mailChips(state)}</td>
    <td class="quiet">${last === undefined ? '–' : moment(last.acceptedAtMs)}</td>
  </tr>`;
}

function mailChips({ mails }: PersonState): Html {
  const names = mailNames(mails);
  if (mails.length === 0) return html`<span class="quiet">none</span>`;
  return html`<ol class="chips">
    ${mails.map((mail) => {
      const isBad = mail.duplicateOf !== undefined || mail.wrong !== undefined;
      const flag = mail.duplicateOf !== undefined ? ' twice' : mail.wrong !== undefined ? ' wrong' : '';
      return html`<li class="${isBad ? 'bad' : mail.kind}">${names.get(mail.number)}${flag}</li>`;
    })}
  </ol>`;
}

function pages(query: ListQuery, count: number): Html | undefined {
  const last = Math.ceil(count / PAGE_SIZE);
  if (last <= 1) return undefined;
  const to = (page: number, label: string) => html`<a href="${link({ ...query, page })}">${label}</a>`;
  return html`<nav class="pages" aria-label="Pages">
    ${query.page > 1 ? to(query.page - 1, 'Previous') : undefined}
    <span class="quiet">Page ${query.page} of ${last}</span>
    ${query.page < last ? to(query.page + 1, 'Next') : undefined}
  </nav>`;
}

function link({ view, search, page }: ListQuery): string {
  const params = new URLSearchParams({ show: view });
  if (search !== '') params.set('q', search);
  if (page > 1) params.set('page', String(page));
  return `/mailbox?${params.toString()}`;
}
