import { html } from '../../email/html.ts';
import type { DatedReport } from '../../use-cases/report-campaign.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import { counted, lead, moment, named, pageHref, people, text } from './page-parts.ts';
import { reasonField } from './reason-field.ts';

/** What will happen when mail leaves again. */
export function resumePage(shell: PageShell, { tally, needsHumanCount }: DatedReport): Answer {
  const { state, clock } = shell;
  const because =
    state.because === undefined ? html`` : html` It was paused for this reason: “${named(state.because)}”`;
  const open =
    needsHumanCount > 0
      ? html`<p>
          ${text(counted(needsHumanCount, 'mail has', 'mails have'))} an outcome that somebody has to look at; resuming
          does not send them again.
        </p>`
      : html``;
  const main = html`<h1>Resume all mail?</h1>
    ${lead(html`${people(tally.places.onTheWay, { place: 'onTheWay' }, 'en')} people are on their way. What is due leaves in working hours, within the mail quota, the longest due first.`)}
    <p>No mail has left since ${moment(state.changedAt, clock)}.${because}</p>
    ${open}
    ${postForm(
      shell,
      'resume',
      html`${reasonField(shell.language)}
        <div class="row">
          <button class="btn go" type="submit">Resume all mail</button
          ><a class="btn" href="${text(pageHref(''))}">Stay paused</a>
        </div>`,
    )}`;
  return campaignPage(shell, { title: 'Resume', main, crumbs: [['', 'Overview']], here: 'Resume' });
}
