import { html } from '../../email/html.ts';
import type { DatedReport } from '../../use-cases/report-campaign.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import { lead, moment, named, pageHref, people, text } from './page-parts.ts';
import { reasonField } from './reason-field.ts';
import { overviewWords } from './words/overview.ts';
import { resumeAllWords } from './words/wave.ts';

/** What will happen when mail leaves again. */
export function resumePage(shell: PageShell, { tally, needsHumanCount }: DatedReport): Answer {
  const { state, clock, language } = shell;
  const say = resumeAllWords[language];
  const because = state.because === undefined ? html`` : say.because(named(state.because));
  const open = needsHumanCount > 0 ? html`<p>${text(say.open(needsHumanCount))}</p>` : html``;
  const main = html`<h1>${text(say.heading)}</h1>
    ${lead(say.lead(people(tally.places.onTheWay, { place: 'onTheWay' }, language)))}
    <p>${say.since(moment(state.changedAt, clock))}${because}</p>
    ${open}
    ${postForm(
      shell,
      'resume',
      html`${reasonField(language)}
        <div class="row">
          <button class="btn go" type="submit">${text(say.button)}</button
          ><a class="btn" href="${text(pageHref(''))}">${text(say.stay)}</a>
        </div>`,
    )}`;
  return campaignPage(shell, { title: say.here, main, crumbs: [['', overviewWords[language].title]], here: say.here });
}
