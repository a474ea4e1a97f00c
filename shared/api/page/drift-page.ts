import type { Drift } from '../../campaign/plan-draft.ts';
import { html, joinHtml } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import { amount, facts, lead, pageHref, text } from './page-parts.ts';
import { hiddenFields, type PlanFields } from './plan-page.ts';
import { driftWords } from './words/drift.ts';
import { wavesWords } from './words/waves.ts';

/** Nobody was launched: who was planned are others by now. The plan of now is one press away. */
export function driftPage(shell: PageShell, fields: PlanFields, drift: Drift): Answer {
  const { selectedBefore, selectedNow, peopleAdded, peopleRemoved, requestChanged, documentChanged } = drift;
  const { language } = shell;
  const say = driftWords[language];
  const also = [...(requestChanged ? [say.requestChanged] : []), ...(documentChanged ? [say.documentChanged] : [])];
  const main = html`<h1>${text(say.heading)}</h1>
    ${lead(text(say.lead(selectedBefore, selectedNow)))} ${joinHtml(also.map((line) => html`<p>${text(line)}</p>`))}
    ${facts([
      [say.seen, amount(selectedBefore, language)],
      [say.byNow, amount(selectedNow, language)],
      [say.added, amount(peopleAdded, language)],
      [say.removed, amount(peopleRemoved, language)],
    ])}
    ${postForm(
      shell,
      'waves/plan',
      html`${hiddenFields(fields)}
        <div class="row">
          <button class="btn go" type="submit">${text(say.again)}</button
          ><a class="btn" href="${text(pageHref('waves'))}">${text(say.leave)}</a>
        </div>`,
    )}`;
  return campaignPage(
    shell,
    { title: say.title, main, crumbs: [['waves', wavesWords[language].title]], here: say.here },
    409,
  );
}
