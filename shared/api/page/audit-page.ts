import { html, type Html } from '../../email/html.ts';
import type { AuditEntry, AuditPage } from '../../ports/audit-trail.ts';
import { isObjectId } from '../../use-cases/find-user.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, type PageShell } from './page-frame.ts';
import {
  code,
  column,
  inEnglish,
  joined,
  lead,
  link,
  moment,
  named,
  pageHref,
  segment,
  table,
  tag,
  text,
} from './page-parts.ts';
import type { PageLanguage } from './page-language.ts';
import { actionWords, auditWords, outcomeWords } from './words/audit.ts';

export interface AuditView extends AuditPage {
  /** What the callers are called, by object id, as far as it was looked up. */
  readonly names: ReadonlyMap<string, string>;
}

/** Who changed what, when and why, the newest first. */
export function auditPage(shell: PageShell, { entries, next, names }: AuditView): Answer {
  const { language, clock } = shell;
  const say = auditWords[language];
  const columns = [say.when, say.who, say.what, say.outcome].map(column);
  const lines = entries.map((entry) => [
    moment(entry.at, clock),
    whoOf(entry, names),
    html`${text(actionWords[language][entry.action] ?? entry.action)} ${targetOf(entry)}<small
        >${detailsOf(entry, language)}</small
      >`,
    outcomeOf(entry, language),
  ]);
  const list = entries.length === 0 ? html`<p class="empty">${text(say.empty)}</p>` : table(say.title, columns, lines);
  const more =
    next === undefined
      ? html``
      : html`<p class="row">
          <a class="btn" href="${text(pageHref(`audit?after=${segment(next)}`))}">${text(say.older)}</a>
        </p>`;
  const main = html`<h1>${text(say.heading)}</h1>
    ${lead(text(say.lead))}
    <section aria-labelledby="trail">
      <h2 id="trail">${text(say.newestFirst)}</h2>
      ${list}${more}
    </section>`;
  return campaignPage(shell, { title: say.title, main });
}

const whoOf = ({ by }: AuditEntry, names: ReadonlyMap<string, string>): Html => {
  const name = names.get(by);
  return name === undefined ? code(by) : html`${named(name)}<small>${code(by)}</small>`;
};

const aboutWaves: readonly AuditEntry['action'][] = ['launchWave', 'pauseWave', 'resumeWave', 'cancelWave'];

function targetOf({ action, target }: AuditEntry): Html {
  if (target === undefined) return html``;
  if (aboutWaves.includes(action)) return link(`waves/${segment(target)}`, code(target));
  // People stand there by a hash; rows of versions before have the object id.
  return isObjectId(target) ? link(`people/${segment(target)}`, code(target)) : code(target);
}

const mostDetails = 400;

/** What somebody wrote stands by itself, and turns nothing round that comes after it. */
function detailsOf({ details }: AuditEntry, language: PageLanguage): Html {
  const parts: Html[] = [];
  let room = mostDetails;
  for (const [name, value] of Object.entries(details)) {
    if (room <= 0) break;
    const words = String(value).slice(0, room);
    room -= name.length + words.length;
    parts.push(html`${name === 'because' ? text(auditWords[language].reason) : inEnglish(name)}: ${named(words)}`);
  }
  return joined(parts, '; ');
}

/** `begun` without an end: somebody has to look whether it happened. */
const outcomeOf = ({ outcome }: AuditEntry, language: PageLanguage): Html => {
  const shown = tag(outcomeTags[outcome], outcomeWords[language][outcome]);
  if (outcome !== 'begun') return shown;
  return html`${shown}<small>${text(auditWords[language].lookWhetherItHappened)}</small>`;
};

const outcomeTags = { done: 'pass', begun: 'warn', refused: 'open', failed: 'fail' } as const;
