import { goalLabels } from '../../delivery/goal.ts';
import type { CampaignDocument } from '../../config/campaign-document.ts';
import { html, joinHtml, type Html } from '../../email/html.ts';
import type { Check } from '../../preflight/check.ts';
import type { Pass } from '../../registration/pass.ts';
import type { DocumentFinding } from '../../use-cases/look-at-document.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, goesOnIf, isOperator, postForm, type PageShell } from './page-frame.ts';
import {
  code,
  column,
  counted,
  facts,
  lead,
  link,
  moment,
  named,
  notice,
  number,
  pageHref,
  section,
  table,
  tag,
  text,
} from './page-parts.ts';

export interface SetupView {
  readonly document: CampaignDocument;
  /** What is to be said of the document that `CAMPAIGN_DOCUMENT` names. */
  readonly named: NamedDocument;
  readonly pass: Pass | undefined;
  readonly lastPass: Pass | undefined;
  /** Once they were asked for: it takes requests to Microsoft Graph. */
  readonly checks: readonly Check[] | undefined;
  readonly done: string | undefined;
  /** Given where the reader wants the page to stay as it is. */
  readonly still?: string | undefined;
}

interface NamedDocument {
  /** Without the query of an address. */
  readonly location: string;
  readonly finding: DocumentFinding;
}

const doneWords: Readonly<Record<string, string>> = {
  document: 'The campaign document was replaced.',
  refresh: 'The tenant is being read. This takes some minutes for each ten thousand people.',
};

/** Whether everything is there that the campaign needs, what it goes by, and when the tenant was read. */
export function setupPage(shell: PageShell, view: SetupView): Answer {
  const { checks, done } = view;
  const words = done === undefined ? undefined : doneWords[done];
  const main = html`${words === undefined ? html`` : notice('warn', html`<p><b>${text(words)}</b></p>`)}
    <h1>${text(checks === undefined ? 'What the campaign goes by.' : headOf(checks))}</h1>
    ${lead(html`The checks ask Microsoft Graph and the mail service at this moment.`)}
    ${postForm(shell, 'setup/preflight', html`<div class="row"><button class="btn go" type="submit">${checks === undefined ? html`Check everything` : html`Check again`}</button></div>`)}
    ${checks === undefined ? html`` : section('checks', html`Checks`, checkList(checks))}
    ${section('document', html`The campaign document`, html`${documentFacts(view.document)}${namedNotice(shell, view.named)}`, { beside: html`<p class="small"><a href="${text(pageHref('setup/document'))}">${isOperator(shell) ? html`Edit it` : html`Read it whole`}</a></p>` })}
    ${section('files', html`People from files`, filesSection(shell))}
    ${section('read', html`Read the tenant`, html`<div data-live="read">${passSection(shell, view)}</div>`)}`;
  // Checks are the answer to a form: what a later reading would not have.
  const goesOn = goesOnIf(checks === undefined && view.pass?.state === 'reading', view.still);
  return campaignPage(shell, { title: 'Setup', main, goesOn });
}

function headOf(checks: readonly Check[]): string {
  const count = (status: Check['status']) => checks.filter((check) => check.status === status).length;
  return `${number(count('fail'))} of ${number(checks.length)} checks fail, ${number(count('warn'))} warn, ${number(count('pass'))} pass.`;
}

const tags: Readonly<Record<Check['status'], Html>> = {
  pass: tag('pass', 'Passes'),
  warn: tag('warn', 'Warns'),
  fail: tag('fail', 'Fails'),
};

/** Failures first; what passes is folded. */
function checkList(checks: readonly Check[]): Html {
  const lines = (wanted: readonly Check['status'][]) =>
    wanted.flatMap((status) => checks.filter((check) => check.status === status)).map(checkLine);
  const [open, passes] = [lines(['fail', 'warn']), lines(['pass'])];
  return html`${
      open.length === 0
        ? html`<p class="empty">Nothing fails or warns.</p>`
        : html`<ol class="ladder">
            ${joinHtml(open)}
          </ol>`
    }
    <details>
      <summary>${text(counted(passes.length, 'check passes', 'checks pass'))}</summary>
      <ol class="ladder">
        ${joinHtml(passes)}
      </ol>
    </details>`;
}

const checkLine = ({ id, status, detail, remedy }: Check): Html =>
  html`<li>
    ${tags[status]}
    <p><b>${text(id)}</b></p>
    <p><span class="soft">${named(detail)}</span>${remedy === undefined ? html`` : html` ${text(remedy)}`}</p>
  </li> `;

const groups = (ids: readonly string[], none: string): Html =>
  ids.length === 0 ? text(none) : joinHtml(ids.map((id) => html`${code(id)} `));

function documentFacts({ audience, cadence, capacity, waves, holdoutPercent }: CampaignDocument): Html {
  return facts([
    ['Included', groups(audience.includeGroups, 'everyone')],
    ['Excluded', groups(audience.excludeGroups, 'no group')],
    ['Reminders', text(`${cadence.remindersAfterDays.join(', ')} days after the first mail`)],
    [
      'Quiet hours',
      text(
        `${cadence.quietHours.from} to ${cadence.quietHours.to}, each person's own clock; this page in ${cadence.timeZone}`,
      ),
    ],
    [
      'Capacity',
      text(`${number(capacity.mailsPerHour)} mails an hour, ${number(capacity.newRecipientsPerDay)} new people a day`),
    ],
    ['Breaker', text(`pauses at ${capacity.pauseAtFailureRate * 100} % of failed mails`)],
    ['Comparison', text(`${holdoutPercent} % held out`)],
    [
      'Waves',
      text(
        waves
          .map(({ name, goal, startsOn }) => `${name} (${goal ? `${goalLabels[goal]}, ` : ''}${startsOn})`)
          .join(', ') || 'none',
      ),
    ],
  ]);
}

/** The file was the campaign once: whoever edits it is to know that nothing comes of it. */
function namedNotice(shell: PageShell, { location, finding }: NamedDocument): Html {
  if (finding.kind === 'unusable')
    return html`<p class="small soft">
      ${code('CAMPAIGN_DOCUMENT')} is not looked at any more, and cannot be used: ${text(finding.faults.join(' '))}
    </p>`;
  if (finding.kind !== 'overridden') return html``;
  const lines = Object.entries(finding.differences).map(([path, words]) => [code(path), text(String(words))]);
  const how = isOperator(shell)
    ? html`To load it, paste it into ${link('setup/document', html`the stored document`)}.`
    : html`An operator can load it into the stored document.`;
  return html`${notice(
    'warn',
    html`<h3>The file differs from the campaign, and has no effect.</h3>
      <p>The stored document counts since the first start; ${code(location)} says something else. ${how}</p>`,
  )}
  ${table('Where the file differs', [column('Field'), column('Stored → in the file')], lines)}`;
}

/** What is uploaded as a file. */
const filesSection = (shell: PageShell): Html =>
  html`<ul class="says">
    <li>${link('setup/lists', html`Lists of people`)}: whom the campaign document includes or leaves out by name.</li>
    ${
      isOperator(shell)
        ? html`<li>
            ${link('setup/contacts', html`Phones and addresses`)}: those that you know are entered, so that people need
            not register.
          </li>`
        : html``
    }
  </ul>`;

function passSection(shell: PageShell, { pass, lastPass }: SetupView): Html {
  const { clock } = shell;
  const last = lastPass
    ? html`<p>Last read ${moment(lastPass.startedAt, clock)}.</p>`
    : html`<p>It was never read to its end.</p>`;
  const now =
    pass && pass.state !== 'complete'
      ? html`<p>
          The reading begun ${moment(pass.startedAt, clock)} is ${code(pass.state)}, at page ${text(pass.page)} of
          ${code(pass.collection)}.
        </p>`
      : html``;
  const button = isOperator(shell)
    ? postForm(
        shell,
        'setup/refresh',
        html`<div class="row"><button class="btn" type="submit">Read it now</button></div>`,
      )
    : html``;
  return html`${last}${now}${button}`;
}
