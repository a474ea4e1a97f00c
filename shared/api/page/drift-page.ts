import type { Drift } from '../../campaign/plan-draft.ts';
import { html, joinHtml } from '../../email/html.ts';
import type { Answer } from '../problem.ts';
import { campaignPage, postForm, type PageShell } from './page-frame.ts';
import { facts, lead, number, pageHref, text } from './page-parts.ts';
import { hiddenFields, type PlanFields } from './plan-page.ts';

/** Nobody was launched: who was planned are others by now. The plan of now is one press away. */
export function driftPage(shell: PageShell, fields: PlanFields, drift: Drift): Answer {
  const { selectedBefore, selectedNow, peopleAdded, peopleRemoved, requestChanged, documentChanged } = drift;
  const also = [
    ...(requestChanged ? ['The wave is described in another way than it was planned.'] : []),
    ...(documentChanged ? ['The campaign document has changed.'] : []),
  ];
  const main = html`<h1>The plan has changed. Nothing was started.</h1>
    ${lead(html`You saw ${text(selectedBefore)} people; by now it would be ${text(selectedNow)}.`)}
    ${joinHtml(also.map((line) => html`<p>${text(line)}</p>`))}
    ${facts([
      ['In the plan that you saw', text(number(selectedBefore))],
      ['By now', text(number(selectedNow))],
      ['Came in since', text(number(peopleAdded))],
      ['Dropped out since', text(number(peopleRemoved))],
    ])}
    ${postForm(
      shell,
      'waves/plan',
      html`${hiddenFields(fields)}
        <div class="row">
          <button class="btn go" type="submit">Plan it again</button
          ><a class="btn" href="${text(pageHref('waves'))}">Leave it</a>
        </div>`,
    )}`;
  return campaignPage(
    shell,
    { title: 'The plan has changed', main, crumbs: [['waves', 'Waves']], here: 'Launch' },
    409,
  );
}
