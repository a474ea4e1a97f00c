import { owners, type Owner } from '../../diagnosis/owner.ts';
import type { Trouble } from '../../diagnosis/trouble.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import type { DescribedTrouble } from '../trouble-answer.ts';
import { campaignPage, type PageShell } from './page-frame.ts';
import {
  apiLink,
  code,
  column,
  counted,
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

export interface TroubleView {
  readonly owner: Owner | undefined;
  readonly people: readonly DescribedTrouble[];
  /** Where the list goes on: more people may follow. */
  readonly next: string | undefined;
}

const kindWords: Readonly<Record<Trouble['kind'], string>> = {
  resetFailed: 'A reset failed',
  resetBlocked: 'Blocked after too many attempts',
  resetGivenUp: 'A reset was given up',
  securityInfoLost: 'Could reset, and can no more',
};

/** Those whose reset does not work, by who can mend it. */
export function troublePage(shell: PageShell, view: TroubleView): Answer {
  const { owner } = view;
  const csv = html`<p class="small">${apiLink(`trouble.csv${queryOf({ owner })}`, 'All of these as CSV')}</p>`;
  const title = owner === undefined ? 'Everybody in trouble' : owners[owner];
  const main = html`<h1>Whose reset does not work.</h1>
    ${lead(html`A reset failed, was blocked or given up, or security info is lost. Whoever gets through leaves the list.`)}
    ${section('list', text(title), html`${ownerForm(owner)}${listOf(view, shell)}`, { beside: csv })}`;
  return campaignPage(shell, { title: 'Trouble', main, crumbs: [['people', 'People']], here: 'Trouble' });
}

/** What was tried: by them, and by us. */
function tried({ attempts, lastAttemptAt, reopenedAt }: DescribedTrouble, at: (one: Date | undefined) => Html): Html {
  if (attempts === 0 && reopenedAt === undefined) return html`–`;
  const own = html`${text(counted(attempts, 'attempt', 'attempts'))}<small>${at(lastAttemptAt)}</small>`;
  const anew = html`<p class="small soft">Asked anew ${at(reopenedAt)}</p>`;
  return html`${attempts === 0 ? html`` : own}${reopenedAt === undefined ? html`` : anew}`;
}

function ownerForm(chosen: Owner | undefined): Html {
  const option = (value: string, label: string): Html =>
    html`<option value="${text(value)}" ${value === (chosen ?? '') ? html` selected` : html``}>${text(label)}</option>`;
  const options = [option('', 'Anybody'), ...Object.entries(owners).map(([value, label]) => option(value, label))];
  return html`<form class="filters one" method="get" action="${text(pageHref('trouble'))}">
    <div>
      <label for="owner">Mended by</label
      ><select id="owner" name="owner">
        ${joinHtml(options)}
      </select>
    </div>
    <button class="btn" type="submit">Show</button>
  </form>`;
}

function listOf({ owner, people, next }: TroubleView, { clock }: PageShell): Html {
  if (people.length === 0 && next === undefined)
    return html`<p class="empty">Nobody is here. Looked ${text(clock.time(clock.now))}.</p>`;
  const at = (one: Date | undefined): Html => (one === undefined ? html`–` : moment(one, clock));
  const lines = people.map((one) => [
    html`${link(`people/${segment(one.userId)}`, named(one.displayName))}<small
        >${named(one.userPrincipalName ?? '')}</small
      >`,
    html`${text(kindWords[one.trouble])}
      <p class="small soft">${text(one.meaning)} ${code(one.cause)}</p>`,
    text(one.ownerIs),
    at(one.since),
    tried(one, at),
  ]);
  const columns = ['Name', 'What', 'Mended by', 'Since', 'Tried'].map(column);
  const list =
    people.length === 0
      ? html`<p class="empty">Nobody among those looked through so far.</p>`
      : table('People in trouble', columns, lines);
  const more = html`<p class="row">
    <a class="btn" href="${text(pageHref(`trouble${queryOf({ owner, after: next })}`))}">Next people</a>
  </p>`;
  return html`${list}${next === undefined ? html`` : more}`;
}
