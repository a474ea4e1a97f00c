import { owners, type Owner } from '../../diagnosis/owner.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import type { DescribedTrouble } from '../trouble-answer.ts';
import { campaignPage, type PageShell } from './page-frame.ts';
import type { PageLanguage } from './page-language.ts';
import {
  apiLink,
  code,
  column,
  lead,
  link,
  moment,
  named,
  pageHref,
  queryOf,
  section,
  segment,
  table,
  text,
} from './page-parts.ts';
import { causeWords } from './words/causes.ts';
import { ownerWords } from './words/owners.ts';
import { peopleWords } from './words/people.ts';
import { troubleKindWords, troubleWords } from './words/trouble.ts';

export interface TroubleView {
  readonly owner: Owner | undefined;
  readonly people: readonly DescribedTrouble[];
  /** Where the list goes on: more people may follow. */
  readonly next: string | undefined;
}

/** Those whose reset does not work, by who can mend it. */
export function troublePage(shell: PageShell, view: TroubleView): Answer {
  const { owner } = view;
  const { language } = shell;
  const say = troubleWords[language];
  const csv = html`<p class="small">${apiLink(`trouble.csv${queryOf({ owner })}`, say.csv)}</p>`;
  const title = owner === undefined ? say.everybody : ownerWords[language][owner];
  const main = html`<h1>${text(say.heading)}</h1>
    ${lead(text(say.lead))}
    ${section('list', text(title), html`${ownerForm(owner, language)}${listOf(view, shell)}`, { beside: csv })}`;
  const crumbs = [['people', peopleWords[language].title]] as const;
  return campaignPage(shell, { title: say.title, main, crumbs, here: say.title });
}

/** What was tried: by them, and by us. */
function tried(
  { attempts, lastAttemptAt, reopenedAt }: DescribedTrouble,
  at: (one: Date | undefined) => Html,
  language: PageLanguage,
): Html {
  if (attempts === 0 && reopenedAt === undefined) return html`–`;
  const say = troubleWords[language];
  const own = html`${text(say.attempts(attempts))}<small>${at(lastAttemptAt)}</small>`;
  const anew = html`<p class="small soft">${text(say.askedAnew)} ${at(reopenedAt)}</p>`;
  return html`${attempts === 0 ? html`` : own}${reopenedAt === undefined ? html`` : anew}`;
}

const ownerIds = Object.keys(owners) as readonly Owner[];

function ownerForm(chosen: Owner | undefined, language: PageLanguage): Html {
  const say = troubleWords[language];
  const option = (value: string, label: string): Html =>
    html`<option value="${text(value)}" ${value === (chosen ?? '') ? html` selected` : html``}>${text(label)}</option>`;
  const options = [option('', say.anybody), ...ownerIds.map((id) => option(id, ownerWords[language][id]))];
  return html`<form class="filters one" method="get" action="${text(pageHref('trouble'))}">
    <div>
      <label for="owner">${text(say.owner)}</label
      ><select id="owner" name="owner">
        ${joinHtml(options)}
      </select>
    </div>
    <button class="btn" type="submit">${text(say.show)}</button>
  </form>`;
}

function listOf({ owner, people, next }: TroubleView, shell: PageShell): Html {
  const { clock, language } = shell;
  const say = troubleWords[language];
  if (people.length === 0 && next === undefined)
    return html`<p class="empty">${text(say.nobody(clock.time(clock.now)))}</p>`;
  const columns = [say.name, say.what, say.owner, say.since, say.tried].map(column);
  const list =
    people.length === 0
      ? html`<p class="empty">${text(say.nobodySoFar)}</p>`
      : table(
          say.list,
          columns,
          people.map((one) => lineOf(one, shell)),
        );
  const more = html`<p class="row">
    <a class="btn" href="${text(pageHref(`trouble${queryOf({ owner, after: next })}`))}">${text(say.next)}</a>
  </p>`;
  return html`${list}${next === undefined ? html`` : more}`;
}

function lineOf(one: DescribedTrouble, { clock, cloud, language }: PageShell): readonly Html[] {
  const at = (moved: Date | undefined): Html => (moved === undefined ? html`–` : moment(moved, clock));
  return [
    html`${link(`people/${segment(one.userId)}`, named(one.displayName))}<small
        >${named(one.userPrincipalName ?? '')}</small
      >`,
    html`${text(troubleKindWords[language][one.trouble])}
      <p class="small soft">${text(causeWords[cloud][language][one.cause].meaning)} ${code(one.cause)}</p>`,
    text(ownerWords[language][one.owner]),
    at(one.since),
    tried(one, at, language),
  ];
}
