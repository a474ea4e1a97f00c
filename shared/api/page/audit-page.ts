import { html, type Html } from '../../email/html.ts';
import type { AuditEntry, AuditPage } from '../../ports/audit-trail.ts';
import { isObjectId } from '../../use-cases/find-user.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, type PageShell } from './page-frame.ts';
import { code, column, joined, lead, link, moment, named, pageHref, segment, table, tag, text } from './page-parts.ts';

export interface AuditView extends AuditPage {
  /** What the callers are called, by object id, as far as it was looked up. */
  readonly names: ReadonlyMap<string, string>;
}

const actionWords: Readonly<Record<AuditEntry['action'], string>> = {
  replaceCampaign: 'Changed the campaign document',
  pauseCampaign: 'Paused all mail',
  resumeCampaign: 'Resumed all mail',
  replaceList: 'Uploaded a list of people',
  removeList: 'Removed a list of people',
  launchWave: 'Launched a wave',
  pauseWave: 'Paused a wave',
  resumeWave: 'Resumed a wave',
  cancelWave: 'Cancelled a wave',
  lookAtUser: 'Looked at a person',
  excludeUser: 'Excluded a person',
  includeUser: 'Included a person again',
  resendMessage: 'Sent a mail again',
  decideLost: 'Decided for everybody whose history was lost',
  decideDrift: 'Decided about those who lost the reset all at once',
  eraseUser: 'Erased a person',
  exportUser: 'Exported what is kept of a person',
  sendTestMail: 'Sent a mail to themselves',
  planPrepopulation: 'Planned phones or addresses to be entered',
  askForApproval: 'Asked a second operator to enter them',
  prepopulate: 'Entered phones or addresses',
  readTenant: 'Had the tenant read',
};

/** Who changed what, when and why, the newest first. */
export function auditPage(shell: PageShell, { entries, next, names }: AuditView): Answer {
  const columns = [column('When'), column('Who'), column('What'), column('Outcome')];
  const lines = entries.map((entry) => [
    moment(entry.at, shell.clock),
    whoOf(entry, names),
    html`${text(actionWords[entry.action] ?? entry.action)} ${targetOf(entry)}<small>${detailsOf(entry)}</small>`,
    outcomeOf(entry),
  ]);
  const list =
    entries.length === 0 ? html`<p class="empty">Nothing was changed yet.</p>` : table('Audit', columns, lines);
  const more =
    next === undefined
      ? html``
      : html`<p class="row">
          <a class="btn" href="${text(pageHref(`audit?after=${segment(next)}`))}">Older entries</a>
        </p>`;
  const main = html`<h1>Who changed what.</h1>
    ${lead(html`Every change through this page and the API, and each look of the help desk at a person.`)}
    <section aria-labelledby="trail">
      <h2 id="trail">The newest first</h2>
      ${list}${more}
    </section>`;
  return campaignPage(shell, { title: 'Audit', main });
}

const whoOf = ({ by }: AuditEntry, names: ReadonlyMap<string, string>): Html => {
  const name = names.get(by);
  return name === undefined ? code(by) : html`${named(name)}<small>${code(by)}</small>`;
};

function targetOf({ action, target }: AuditEntry): Html {
  if (target === undefined) return html``;
  if (action.endsWith('Wave')) return link(`waves/${segment(target)}`, code(target));
  // People stand there by a hash; rows of versions before have the object id.
  return isObjectId(target) ? link(`people/${segment(target)}`, code(target)) : code(target);
}

const mostDetails = 400;

/** What somebody wrote stands by itself, and turns nothing round that comes after it. */
function detailsOf({ details }: AuditEntry): Html {
  const parts: Html[] = [];
  let room = mostDetails;
  for (const [name, value] of Object.entries(details)) {
    if (room <= 0) break;
    const words = String(value).slice(0, room);
    room -= name.length + words.length;
    parts.push(html`${text(name === 'because' ? 'Reason' : name)}: ${named(words)}`);
  }
  return joined(parts, '; ');
}

/** `begun` without an end: somebody has to look whether it happened. */
const outcomeOf = ({ outcome }: AuditEntry): Html => {
  if (outcome === 'done') return tag('pass', 'done');
  if (outcome === 'begun') return html`${tag('warn', 'begun')}<small>Look whether it happened.</small>`;
  return tag(outcome === 'refused' ? 'open' : 'fail', outcome);
};
